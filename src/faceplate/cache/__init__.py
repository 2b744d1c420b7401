"""Everything that is kept between runs: where it lies, under which key, and what made it."""
