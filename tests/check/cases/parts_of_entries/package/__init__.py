"""Parameters that an entry of several, of a star or of nothing stands for."""

OUTDATED = DEPRECATED = object()


def clip(points, left, top, right, depth):
    """Clip something.

    Parameters
    ----------
    points : list
        What is clipped.
    (left, top), right : float
        The corners.
    """


def peaks(image, distance, threshold, border):
    """Find peaks.

    Parameters
    ----------
    image : list
        What is looked at.
    * : *
        See :py:meth:`elsewhere.peaks`.
    distance : float
        How far they are apart.
    """


def load(pattern, plugin=DEPRECATED, mode=OUTDATED):
    """Load something.

    Parameters
    ----------
    pattern : str
        What is loaded.
    """
