"""The pages of an app: its own, the one for signing in, and the view API page.

A page is written by templates that escape every value, and carries a policy that lets the browser
run nothing but the page's own script, and the functions that the author of the app wrote, known by
a number that is new each time. Nothing is asked for from another host: a picture that lies
elsewhere is not shown.
"""

from __future__ import annotations

import json
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from faceplate.api.view import environment as view
from faceplate_kit import protocol
from faceplate_kit.blocks import Blocks
from faceplate_kit.dependency import Dependency
from faceplate_kit.server import wire

_TEMPLATES = Path(__file__).parent / "templates"
_OWN = "'self'"


class Pages:
    """What the pages of an app look like.

    Args:
        blocks: The app.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def app(self, base: str, session: str, token: str) -> tuple[str, str]:
        """Write the page of the app.

        Args:
            base: Where the caller reaches the routes of the protocol.
            session: The session of the page.
            token: What lets the page trigger private events.

        Returns:
            The page, and the policy to send with it.
        """
        nonce = secrets.token_urlsafe(16)
        config = wire.with_urls(self._blocks.get_config(), base)
        components = {one["id"]: self._prepared(one, base) for one in config["components"]}
        known = {
            "prefix": protocol.PREFIX.lstrip("/"),
            "session": session,
            "token": token,
            "app": self._blocks.id,
            "components": components,
            "dependencies": [
                {name: one for name, one in dependency.items() if name != "js"}
                for dependency in config["dependencies"]
            ],
        }
        page = (
            environment()
            .get_template("app.html.jinja")
            .render(
                title=self._blocks.title,
                layout=config["layout"],
                components=components,
                scripts=[
                    (one["id"], Markup(_harmless(one["js"])))
                    for one in config["dependencies"]
                    if one["js"]
                ],
                known=Markup(_harmless(json.dumps(known))),
                nonce=nonce,
            )
        )
        return page, _policy(script=f"'nonce-{nonce}'", style=f"'nonce-{nonce}'", connect=_OWN)

    def view_api(self, url: str, base: str) -> tuple[str, str]:
        """Write the view API page, which holds its own policy.

        Args:
            url: Where the caller reaches the app.
            base: Where the caller reaches the routes of the protocol.
        """
        page = (
            environment()
            .get_template("view_api.html.jinja")
            .render(
                descriptor=wire.with_urls(self._blocks.get_api_info(), base),
                url=f"{url}/",
                prefix=protocol.PREFIX,
                title=self._blocks.title,
            )
        )
        return page, "frame-ancestors 'none'"

    def sign_in(self, target: str, username: str | None, problem: str) -> tuple[str, str]:
        """Write the page to sign in on.

        Args:
            target: Where to go then.
            username: Who is signed in already, or None.
            problem: Why the last attempt has failed; empty if there was none.
        """
        nonce = secrets.token_urlsafe(16)
        page = (
            environment()
            .get_template("sign_in.html.jinja")
            .render(
                title=self._blocks.title,
                target=target,
                username=username,
                problem=problem,
                nonce=nonce,
            )
        )
        return page, _policy(style=f"'nonce-{nonce}'", form=_OWN)

    def shown(self, dependency: Dependency, base: str, values: list[Any]) -> dict[str, Any]:
        """Give what the page cannot make of the values by itself: HTML, and icons of buttons.

        Args:
            dependency: The event.
            base: Where the caller reaches the routes of the protocol.
            values: One value for each output, as JSON.
        """
        made: dict[int, dict[str, Any]] = {}
        for place, (block, value) in enumerate(zip(dependency.outputs, values, strict=False)):
            changed = value if is_update(value) else {"value": value}
            extra = self._made(block.block_name, {**block.properties(), **changed}, changed, base)
            if extra:
                made[place] = extra
        return {"made": made} if made else {}

    def _prepared(self, component: dict[str, Any], base: str) -> dict[str, Any]:
        kind, props = component["type"], component["props"]
        used = self._blocks.dependencies
        is_input = any(component["id"] == one.id for each in used for one in each.inputs)
        is_output = any(component["id"] == one.id for each in used for one in each.outputs)
        return {
            "id": component["id"],
            "type": kind,
            "template": _template(kind),
            "props": {
                **props,
                "interactive": props.get("interactive", is_input or not is_output),
            },
            "made": self._made(kind, props, props, base),
        }

    def _made(
        self, kind: str, props: dict[str, Any], changed: dict[str, Any], base: str
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        written = f"values/{kind}.html.jinja"
        if "value" in changed and written in _names():
            made["html"] = environment().get_template(written).render(props=props)
        if isinstance(changed.get("icon"), str):
            made["icon"] = self._icon(changed["icon"], base)
        return made

    def _icon(self, icon: str, base: str) -> str | None:
        """Give the URL of an icon that lies here; one that lies elsewhere is never asked for."""
        parts = urlsplit(icon)
        if parts.scheme or parts.netloc or not Path(icon).is_file():
            return None
        described = self._blocks.files.described(icon)
        return str(wire.with_urls(described, base)["url"])


def is_update(value: Any) -> bool:
    """Whether a value for an output changes properties instead of giving a value."""
    return isinstance(value, dict) and value.get("__type__") == "update"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Give the environment of all pages, which escapes every value for HTML."""
    made = view.environment(_TEMPLATES, html=True)
    made.filters["markdown"] = _markdown
    made.filters["local_or_web"] = _local_or_web
    return made


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(environment().list_templates())


def _template(kind: str) -> str:
    name = f"components/{kind}.html.jinja"
    return name if name in _names() else "components/other.html.jinja"


def _policy(
    *, script: str = "'none'", style: str = "'none'", connect: str = "'none'", form: str = "'none'"
) -> str:
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; connect-src {connect}; "
        f"img-src 'self' data: blob:; form-action {form}; base-uri 'none'; frame-ancestors 'self'"
    )


def _harmless(text: str) -> str:
    """Keep text inside a script element from ending it."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")


def _markdown(text: str | None, line_breaks: bool) -> Markup:
    import nh3
    from markdown_it import MarkdownIt

    options = {"html": False, "linkify": False, "breaks": line_breaks}
    written = MarkdownIt("commonmark", options).enable("table").render(text or "")
    return Markup(nh3.clean(written, url_schemes={"http", "https", "mailto"}))


def _local_or_web(link: object) -> str:
    """Give a link if it leads to a page, and an empty string for one that would run something."""
    text = str(link).strip()
    return text if urlsplit(text).scheme.lower() in ("", "http", "https", "mailto") else ""
