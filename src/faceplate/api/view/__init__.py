"""The view API page and the snippets: what faceplate and the kit both show, kept once."""
