"""The server of the kit: its queue, the wire protocol that clients speak, and the pages.

Importing this package is cheap, so that whoever wants the templates alone does not load a server.
"""
