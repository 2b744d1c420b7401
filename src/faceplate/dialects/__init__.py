"""How kinds of libraries say component and event; plug-ins may add more."""
