"""Documentation sites: the pages of a library as part of a MkDocs or a Sphinx project.

What both share is in modules that know neither of them: the library with its manifest (`library`),
groups and their order (`arrangement`), names and what they lead to (`index`), links within texts
(`links`), the events matrix (`matrix`), badges, inventories and the files for language models. Each
site builder has a folder or a module of its own name, and nothing else imports the builder.
"""
