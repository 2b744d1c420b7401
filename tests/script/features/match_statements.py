"""Patterns of each kind, and which case is taken."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


def name(value):
    match value:
        case None | True | False:
            return "constant"
        case 1 | 2 | 3:
            return "small"
        case int(number) if number > 100:
            return f"large {number}"
        case str() as text:
            return f"text {text}"
        case []:
            return "empty"
        case [only]:
            return f"one {only}"
        case [first, *_, ("end", last)]:
            return f"{first} to {last}"
        case [first, *rest]:
            return f"{first} and {len(rest)}"
        case {"kind": "box", "size": (width, height), **more}:
            return f"box {width}x{height} {sorted(more)}"
        case Point(x=0, y=y):
            return f"axis {y}"
        case Point(x, y):
            return f"point {x + y}"
        case _:
            return "other"


names = [
    name(value)
    for value in (
        *(None, True, 2, 500, 50, "a", [], [4], (1, 2, ("end", 9)), [1, 2, 3], {}, 2.5),
        *({"kind": "box", "size": (1, 2), "a": 0}, {"kind": "ball"}, Point(0, 7), Point(3, 4)),
    )
]
