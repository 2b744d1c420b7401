"""Arguments of each kind, closures, generators, decorators and exceptions."""

import contextlib

log = []


def spread(a, /, b=2, *rest, c, d=4, **more):
    return [a, b, list(rest), c, d, sorted(more)]


spreads = [spread(1, c=3), spread(1, 5, 6, 7, c=0, d=9, e=1), spread(*[1, 2], c=5)]


def counter():
    number = 0

    def step(by=1):
        nonlocal number
        number += by
        return number

    return step


step = counter()
steps = [step(), step(5), step()]
late = [function() for function in [lambda n=n: n for n in range(3)]]


def numbers(limit):
    for number in range(limit):
        received = yield number
        log.append(received)
    return "end"


def outer():
    yield 0
    yield from numbers(2)


given = list(outer())
table = dict(zip("abc", numbers(3), strict=True))


@contextlib.contextmanager
def inside(name):
    log.append(f"in {name}")
    yield name.upper()


with inside("a") as entered, contextlib.suppress(KeyError):
    log.append(entered)


def attempt(action):
    try:
        value = action()
    except (KeyError, IndexError) as error:
        return type(error).__name__
    except ZeroDivisionError:
        return "zero"
    else:
        return value
    finally:
        log.append("finally")


tried = [
    attempt(lambda: {}["a"]),
    attempt(lambda: [][1]),
    attempt(lambda: 1 / 0),
    attempt(lambda: 5),
]
set_later = None


def later():
    global set_later, never_before
    set_later = "set"
    never_before = "new"


later()
unset = attempt(lambda: len(never_before))


def recursive(n):
    return 1 if n < 2 else n * recursive(n - 1)


factorial = recursive(6)
walrus = (half := 8 // 2) + half
chained = 1 < half <= 4 != 5
conditional = "a" if half > 3 else "b"
default = None or [] or "last"
