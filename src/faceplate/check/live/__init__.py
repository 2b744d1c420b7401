"""The library once it is imported, in a process of its own, beside what was read of it."""
