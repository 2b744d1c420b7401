"""Functions whose results other packages declare."""

from elsewhere import DataFrame, PageLoader


def frame(data: DataFrame) -> DataFrame:
    """Give a frame.

    Args:
        data: The data.

    Yields:
        What is made.
    """
    return data.copy()


def pages(data: DataFrame) -> PageLoader:
    """Give pages.

    Args:
        data: The data.

    Yields:
        One page after another.
    """
    return PageLoader(data)
