"""Reads many released packages, and says where reading fails, takes too long, or says nothing.

    python tools/survey --list FILE [--results FILE] [--wheels DIR]

Each package is read by the command line: `extract` with an empty cache, `extract` again, and
`check`. What has been run stands in the file of results and is not run again, so a survey can be
stopped and taken up.
"""
