"""Inheritance, properties, class methods, descriptors of the language and what is kept once."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import cached_property, partial, wraps
from typing import NamedTuple

calls = []


class Base:
    count = 0
    registry: dict = {}

    def __init_subclass__(cls, **options):
        Base.registry[cls.__name__] = options

    def __init__(self, name="base"):
        self.name = name
        Base.count += 1

    @property
    def title(self):
        return self.name.title()

    @title.setter
    def title(self, value):
        self.name = value.lower()

    @classmethod
    def make(cls, *names):
        return [cls(name) for name in names]

    @staticmethod
    def double(number):
        return number * 2

    @cached_property
    def slow(self):
        calls.append(self.name)
        return [self.name]

    def __call__(self, more):
        return self.name + more

    def __len__(self):
        return len(self.name)

    def __contains__(self, letter):
        return letter in self.name

    def __getitem__(self, place):
        return self.name[place]

    def __eq__(self, other):
        return self.name == other.name

    def __add__(self, other):
        return type(self)(self.name + other.name)


class Left(Base, key="l"):
    def __init__(self, name):
        super().__init__("left " + name)


class Right(Base):
    def __getattr__(self, name):
        return f"no {name}"


class Both(Left, Right):
    pass


class Mode(Enum):
    FAST = "fast"
    SLOW = "slow"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Row(NamedTuple):
    a: int
    b: str = "b"


@dataclass(order=True)
class Item:
    name: str
    tags: list = field(default_factory=list)

    def __post_init__(self):
        self.tags.append(self.name)


def logged(function):
    @wraps(function)
    def inner(*arguments, **options):
        calls.append(function.__name__)
        return function(*arguments, **options)

    return inner


@logged
def join(a, b, sep=","):
    """Join two."""
    return f"{a}{sep}{b}"


made = Both.make("x", "y")
names = [one.name for one in made]
titles = [one.title for one in made]
made[0].title = "NEW"
renamed = made[0].name
missing = made[1].anything
order = [kind.__name__ for kind in Both.__mro__]
registry = dict(Base.registry)
slow = made[0].slow
slow.append("more")
again = made[0].slow
called = made[1]("!")
sizes = [len(made[1]), "y" in made[1], made[1][0], made[0] == made[0]]
summed = (Right("a") + Right("b")).name
modes = [mode.value for mode in Mode]
mode_name = Mode("slow").name
level = Level.HIGH + 1
row = Row(1)
row_parts = [row.a, row.b, list(row)]
item = Item("n")
item_parts = (item.name, item.tags, Item("n") == item)
dashed = partial(join, sep="-")
joined = [join("a", "b"), dashed("a", "b"), join.__name__, join.__doc__]
count = Base.count
kinds = [isinstance(made[0], Right), issubclass(Left, Right), callable(made[0]), hasattr(item, "c")]
