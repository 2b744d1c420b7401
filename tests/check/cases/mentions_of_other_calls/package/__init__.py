"""Names in backticks that are parameters of a method, the object, or a part of something else."""


class Metric:
    """A metric.

    If `weights` is None, all count the same. If `sample` is given, it counts twice.

    Args:
        name: Its name.
    """

    def __init__(self, name: str) -> None:
        self.label = name

    def update(self, values: list, weights: list | None = None) -> None:
        """Update it, which raises when `metric` does not take the values.

        Args:
            values: The ``valuez`` property of a source.
            weights: What each counts.
        """
        self.label = f"{values}{weights}"


def scale(auth_schemes: list, name: str) -> tuple:
    """Scale something.

    Args:
        auth_schemes: What the ``authSchemes`` property has.
        name: As for `auth_shemes`, of which an `auth_scheme` is one.
    """
    return auth_schemes, name


def fit(rows, model, layout="dense"):
    """Fit a model.

    Args:
        rows: What to fit. Most models expect it as the argument `labels`, as their texts say.
        model: The model, which takes the argument `weights` where it is one that was fitted.
        layout: What is made of it.

            - If `spare`, few of them.
            - If `dense`, all of them.
    """
    print(rows, model, layout)


def predict(rows, labels, weights):
    """Predict.

    Args:
        rows: What to predict from.
        labels: What they are called.
        weights: How much each counts. See also the argument `labels`, which is ignored here.
    """
    print(rows, labels, weights)


def classify(rows, weights):
    """Classify.

    Args:
        rows: What to classify.
        weights: How much each counts. See also the argument `labels`, which is ignored here.
    """
    print(rows, weights)
