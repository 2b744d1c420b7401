"""Apps that the tests of the server serve."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import faceplate_kit as kit


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so, however slow or busy the machine is."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def greet(name: str, times: float = 2) -> str:
    """Greet somebody."""
    if name == "bad":
        raise ValueError("the inside")
    if name == "told":
        raise kit.Error("Take another name.")
    return "Hello " * int(times) + name


def count(to: float) -> Iterator[float]:
    """Count up."""
    for number in range(int(to)):
        yield number
        time.sleep(0.01)


async def forever() -> AsyncIterator[float]:
    """Count and never end."""
    number = 0.0
    while True:
        yield number
        number += 1
        await asyncio.sleep(0.01)


def keep(word: str, words: list[str]) -> tuple[str, list[str]]:
    """Keep a word for the session."""
    return " ".join([*words, word]), [*words, word]


def look(picture: str | None) -> str | None:
    """Give a picture back."""
    return picture


def hidden(text: str) -> str:
    """Is not listed."""
    return text[::-1]


def secret() -> str:
    """Only the page may call this."""
    return "secret"


class Whole:
    """An app with every kind of endpoint; its attributes are the components and events."""

    def __init__(self) -> None:
        with kit.Blocks(title="Whole & <b>all</b>", sign_in=self.sign_in) as self.demo:
            self.name = kit.Textbox(label="Name")
            self.times = kit.Slider(1, 5, value=2, step=1, label="Times")
            self.greeting = kit.Textbox(label="Greeting")
            self.number = kit.Number(3, label="Number")
            self.counted = kit.Number(label="Counted")
            self.words = kit.State([])
            self.picture = kit.Image(label="Picture")
            self.shown = kit.Image(label="Shown")
            button = kit.Button("Go")
            self.greet = button.click(greet, [self.name, self.times], self.greeting)
            self.count = button.click(count, self.number, self.counted)
            self.forever = button.click(forever, None, self.counted)
            self.keep = button.click(keep, [self.name, self.words], [self.greeting, self.words])
            self.look = button.click(look, self.picture, self.shown)
            self.hidden = button.click(hidden, self.name, self.greeting, show_api=False)
            self.secret = button.click(secret, None, self.greeting, api_name=False)
            self.odd = button.click(greet, [self.name, self.times], self.greeting, "My Name/x!")
            self.who = button.click(self.whoami, None, self.greeting, api_name="who")
            self.stop = button.click(None, cancels=[self.count, self.forever])
            self.beside = button.click(
                greet, [self.name, self.times], self.greeting, "beside", queue=False
            )

    @staticmethod
    def sign_in(username: str, password: str) -> bool:
        return (username, password) == ("ada", "1815")

    @staticmethod
    def whoami(request: kit.Request) -> str:
        return request.username or "nobody"

    def index(self, name: str) -> int:
        return int(getattr(self, name)["id"])


class Gauge:
    """Counts how many calls are inside at a time, and what came in together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = self.most = self.runs = 0
        self.sizes: list[int] = []

    def __enter__(self) -> None:
        with self._lock:
            self.now += 1
            self.runs += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *_: Any) -> None:
        with self._lock:
            self.now -= 1
