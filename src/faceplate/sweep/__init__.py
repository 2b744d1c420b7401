"""Many targets at once: each is read on its own, and all of them become one data set.

list -> targets -> work, one process each -> records and rows -> tables, questions, a site
"""
