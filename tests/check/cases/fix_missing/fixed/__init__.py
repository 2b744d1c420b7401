"""Entries that are missing and that an ancestor has, in each style."""
