"""What goes wrong in an app, told apart by who is to read it.

`Error` is raised by the functions of an app and is meant for the person at the page. `UseError`
tells the author of an app what was written wrongly, where, and what to write instead; it comes as
early as the mistake can be seen.
"""

from __future__ import annotations


class Error(Exception):
    """A message from an app's function to the person who uses the app.

    Any other exception of a function reaches that person as a general sentence only.

    Args:
        message: The sentence to show.
    """

    def __init__(self, message: str = "Something went wrong.") -> None:
        super().__init__(message)
        self.message = message


class UseError(ValueError):
    """The kit was used in a way that cannot work; the message says what, where and what to do."""
