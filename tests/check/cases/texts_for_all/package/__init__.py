"""Texts that are meant for all, a template that is filled in, and a copy."""


class Credentials:
    """What one signs with."""

    @property
    def access_key(self) -> str:
        """Reading this may race with another access; take the frozen ones instead."""
        return ""

    @property
    def secret_key(self) -> str:
        """Reading this may race with another access; take the frozen ones instead."""
        return ""

    @property
    def token(self) -> str:
        """Reading this may race with another access; take the frozen ones instead."""
        return ""


def optimise(rate, momentum, clip):
    """Optimise something.

    Args:
        rate: How fast.
        {{shared_arguments}}
    """
