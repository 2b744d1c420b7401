"""From fixes to edits: revisions of docstrings and of headers that keep every byte they can.

A rule says in its own file what corrects its findings. It does so with what stands here: a revision
of the lines of a docstring, which is read again before anyone sees it, becomes an edit of the
source, and the source is proved to say the same but for what was meant to change.
"""
