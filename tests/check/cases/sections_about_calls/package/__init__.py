"""Classes whose docstrings say what their objects and methods take, and decorators in lambdas."""


class _Available:
    """What stands in the place of a method."""

    def __init__(self, function, test):
        self.function = function
        self.test = test

    def __get__(self, instance, owner=None):
        return self.function


def available_if(test):
    """Return a decorator of methods that are there at times."""
    return lambda function: _Available(function, test)


class Scorer:
    """A scorer.

    Args:
        output: What is scored.
        criteria: What counts.
    """

    def __init__(self, model):
        self.label = model

    def __call__(self, output, **further):
        return output


class At:
    """A place.

    Args:
        index: Where it is.
        copy: Whether `put` copies.
        value: What `put` puts there.
        speed: How fast.
    """

    def __init__(self, index):
        self.index = index

    def put(self, value, copy):
        self.index = value


class Place:
    """A place.

    Args:
        index: Where it is.
        copy: Whether it copies.
    """

    def __init__(self, index):
        self.index = index

    def put(self, copy):
        self.index = copy


class Chain:
    """A chain.

    Args:
        link: What it is made of.

    Examples:
        >>> chain = Chain(3)
        >>> chain.predict([1])
    """

    def __init__(self, link):
        self.link = link

    @available_if(3)
    def predict(self, row):
        return row
