"""Compares the manifests of component libraries with what the libraries say at run time."""
