"""An app that shows the whole kit: every component, and every kind of endpoint.

`python -m faceplate_kit` starts it. Sign in with any name and the password "faceplate".
"""

from __future__ import annotations

import hmac
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faceplate_kit as kit

PASSWORD = "faceplate"
"""The password that the demo asks for; no app that others can reach may be so easy."""


def sign_in(username: str, password: str) -> bool:
    """Say whether a user name and a password belong together: here one password serves for all."""
    return bool(username.strip()) and hmac.compare_digest(password.encode(), PASSWORD.encode())


def greet(name: str, times: float = 1, loud: bool = False) -> str:
    """Greet somebody, once or several times.

    Args:
        name: Who is greeted.
        times: How often.
        loud: Whether in capitals.
    """
    greeting = " ".join([f"Hello, {name}!"] * int(times))
    return greeting.upper() if loud else greeting


def count(to: float) -> Iterator[str]:
    """Count from one to a number, one step after the other."""
    for number in range(1, int(to) + 1):
        yield str(number)
        time.sleep(0.1)


def lengths(words: list[str]) -> tuple[list[float]]:
    """Measure words, several at once."""
    return ([float(len(word)) for word in words],)


def describe(colour: str, size: str, options: list[str]) -> dict[str, Any]:
    """Put what was chosen into one order."""
    return {"colour": colour, "size": size, "options": options}


def remember(word: str, words: list[str]) -> tuple[str, list[str]]:
    """Keep a word, and list all that this session has kept."""
    words = [*words, word]
    return ", ".join(words), words


def look(picture: str | None) -> tuple[str | None, str]:
    """Show a picture again, and say how large its file is."""
    if picture is None:
        raise kit.Error("Choose a picture first.")
    return picture, f"{Path(picture).stat().st_size} bytes"


def whoami(request: kit.Request) -> str:
    """Say who is signed in."""
    return request.username or "nobody"


def invert(text: str) -> str:
    """Turn a text round; an endpoint that is not listed."""
    return text[::-1]


def reset() -> tuple[str, list[str]]:
    """Forget the words; an endpoint that only the page may call."""
    return "", []


def fail() -> None:
    """Fail, to show what callers read of it."""
    raise kit.Error("This button always fails.")


def now() -> str:
    """Tell the time."""
    return time.strftime("%H:%M:%S")


with kit.Blocks(title="Faceplate kit", sign_in=sign_in) as demo:
    kit.Markdown("Every component of the kit, and every kind of endpoint.")
    with kit.Row(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        kit.LoginButton()
        kit.LogoutButton(icon=None)
        user = kit.Textbox(label="Signed in", interactive=False)
        clock = kit.Textbox(now, label="Opened at", interactive=False)
    with kit.Row():
        with kit.Column():
            name = kit.Textbox("Ada", label="Name", placeholder="Who is greeted")
            times = kit.Slider(1, 5, 1, step=1, label="Times")
            loud = kit.Checkbox(label="Loud")
            greeting = kit.Textbox(label="Greeting")
            kit.Button("Greet", variant="primary").click(greet, [name, times, loud], greeting)
        with kit.Column():
            limit = kit.Number(5, label="Count to", precision=0, minimum=1, maximum=100)
            counted = kit.Textbox(label="Counted")
            counting = kit.Button("Count").click(count, limit, counted)
            kit.Button("Stop", variant="stop").click(None, cancels=[counting])
            long = kit.Number(label="Length")
            name.submit(lengths, name, long, batch=True, max_batch_size=8, api_name="lengths")
    with kit.Row():
        with kit.Column():
            colour = kit.Dropdown(["red", "green", "blue"], value="red", label="Colour")
            size = kit.Radio([("Small", "s"), ("Large", "l")], value="s", label="Size")
            options = kit.Dropdown(["gift", "fast"], value=[], multiselect=True, label="Options")
            order = kit.JSON(label="Order")
            ordering = kit.Button("Order").click(describe, [colour, size, options], order)
        with kit.Column():
            picture = kit.Image(label="Picture", height=120)
            again = kit.Image(label="Again", height=120, interactive=False)
            weight = kit.Textbox(label="Weight")
            picture.upload(look, picture, [again, weight])
    with kit.Row():
        words = kit.State([])
        word = kit.Textbox(label="Word")
        kept = kit.Textbox(label="Kept", interactive=False)
        keeping = word.submit(remember, [word, words], [kept, words])
        keeping.success(lambda: "", None, word, api_name=False)
        kit.Button("Forget").click(reset, None, [kept, words], api_name=False)
        kit.Button("Invert").click(invert, word, word, show_api=False)
        kit.Button("Fail").click(fail)
    demo.load(whoami, None, user)

if __name__ == "__main__":
    demo.launch()
