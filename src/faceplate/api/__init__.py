"""An app to its descriptor, and the descriptor to the forms it is written in."""
