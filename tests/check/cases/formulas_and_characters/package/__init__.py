"""Formulas in fences, characters by themselves, and faults beside them.

```python
f(x) = max(x, 0)
f(x) = min(x, 3)
```

Names may stand in backticks (`), and one of ', ", and ` is taken off.

```python
turn(3
```
"""


def turn(angle: float) -> None:
    """Turn by `angle."""


def token(value: float) -> None:
    r"`"
