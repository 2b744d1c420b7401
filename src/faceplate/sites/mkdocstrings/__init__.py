"""The mkdocstrings handler: `::: library.Component` becomes the page of the component.

mkdocstrings runs under MkDocs, ProperDocs and Zensical, so one handler reaches all of them.
"""
