"""How findings are mended: revisions of docstrings and stubs that keep every byte they can.

A rule only looks. What mends its findings stands here, made from the same reading: first as a
revision of the lines of a docstring, which is read again before anyone sees it, then as an edit of
the source.
"""
