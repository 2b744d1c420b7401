"""Since when each object and each row of a library is there, and what it was before.

releases -> rows of each -> one history

Each release is read once and its rows are kept; a history is kept with the releases that it is made
of, so a new release costs its own reading and one comparison.
"""
