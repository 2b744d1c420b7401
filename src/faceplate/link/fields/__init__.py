"""Classes that a library of fields gives its constructor: one file a library, listed in `made`."""
