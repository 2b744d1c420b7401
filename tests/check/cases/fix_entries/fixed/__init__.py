"""Entries that are misnamed, doubled or out of order, in each style."""
