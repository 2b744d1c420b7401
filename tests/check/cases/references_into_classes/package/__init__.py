"""References into classes."""

import collections


class Knob(collections.UserDict):
    """A knob.

    :meth:`Knob.roatte` turns it, and :meth:`Knob.get` gets it; :meth:`Knob.sound` is another's.
    """

    def rotate(self):
        """Turn it. See :meth:`package.Konb.rotate` and :meth:`Knob.rotate`."""
