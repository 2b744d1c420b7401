"""The MkDocs plugin: `plugins: [faceplate]` adds the pages of a library to a site."""
