"""Guides: the pages that people write beside a library, and the code that stands in them."""
