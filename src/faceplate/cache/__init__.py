"""Everything that is kept between runs: where it lies, under which key, and what it depends on.

`store` keeps entries on disk, `keys` makes their keys, `code` says which code made them,
`dependencies` what else they were made of, `results` keeps what commands print, and `trimming`
drops what nobody asks for any more. What is kept, and why it can be trusted, is explained in the
documentation under "What is kept".
"""
