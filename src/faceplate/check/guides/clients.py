"""Calls of apps by their clients, in Python, JavaScript and cURL, as guides show them.

Only calls whose app is one that the user named a descriptor for are given, and only as much of them
as is written out: an endpoint in a variable is unknown, and so are arguments that are spread.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.apps import App
from faceplate.check.guides import javascript
from faceplate.check.guides.names import BlockReader
from faceplate.check.guides.page import GuideBlock, GuidePage
from faceplate.check.guides.pieces import JAVASCRIPT, SHELL, Piece, Spot

_PACKAGE = "gradio_client"
_CLIENT = f"{_PACKAGE}.Client"
_CALLING = ("predict", "submit")
_OWN = {"api_name", "fn_index", "result_callbacks", "headers"}
_MODULE = "@gradio/client"
_CONNECTED = re.compile(
    r"(?:const|let|var)\s+(\w+)\s*=\s*(?:await\s+)?(?:Client\.(?:connect|duplicate)|client|duplicate)"
    r"(?:<[^>\n]*>)?\(\s*([\"'`])([^\"'`$\n]*)\2"
)
# A call of a client in JavaScript: `app.predict(` or `app.submit<Data>(`.
_CALLED = re.compile(r"(?<![\w.])(\w+)\.(?:predict|submit)(?:<[^>\n]*>)?(\()")
# The address of a call by cURL: `https://host/gradio_api/call/turn`.
_ADDRESS = re.compile(r"(https?://[^\s\"'/]+(?:/[^\s\"']*?)?)(?:/gradio_api)?/call/([^\s\"'?/\\]+)")
# The data of a call by cURL: -d '{"data": [3]}'.
_DATA = re.compile(r"""(?:-d|--data|--data-raw|--json)[\s=]+'(.*?)'""", re.DOTALL)
_DOUBLE_DATA = re.compile(
    r'''(?:-d|--data|--data-raw|--json)[\s=]+"((?:[^"\\]|\\.)*)"''', re.DOTALL
)


class ClientCall(NamedTuple):
    """A call of an endpoint.

    Attributes:
        app: The app.
        endpoint: The endpoint with its slash; None where the call leaves the choice to the client.
        spelled: The endpoint as the guide writes it; None where it writes none.
        spot: Where the endpoint is named, or else the call.
        values: How many arguments are passed by position; None if that is not written out.
        names: Arguments passed by name, each with its place; None if they are not written out.
        language: `Python`, `JavaScript` or `cURL`.
    """

    app: App
    endpoint: str | None
    spelled: str | None
    spot: Spot
    values: int | None
    names: list[tuple[str, Spot]] | None
    language: str


def calls(page: GuidePage) -> list[ClientCall]:
    """Return the calls of known apps that a page shows."""
    if not page.apps.listed or page.is_log:
        return []
    client_calls: list[ClientCall] = []
    for block in page.current:
        client_calls += _python(page, block)
    scripts = [
        each for each in page.content.pieces if each.language in JAVASCRIPT and not each.past
    ]
    if any(_MODULE in line for script in scripts for line in script.lines):
        client_calls += _javascript(page, scripts)
    for piece in page.content.pieces:
        if piece.language in SHELL and not piece.past:
            client_calls += _shell(page, piece)
    return client_calls


def _python(page: GuidePage, block: GuideBlock) -> Iterator[ClientCall]:
    for node in ast.walk(block.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in _CALLING:
            continue
        name = _app_of(node.func.value, block.reader, 0)
        app = page.apps.of(name) if name is not None else None
        if app is None:
            continue
        words = {keyword.arg: keyword for keyword in node.keywords}
        if "fn_index" in words:
            continue
        stated = words.get("api_name")
        spelled = None
        if stated is not None:
            if not isinstance(stated.value, ast.Constant):
                continue
            if stated.value.value is not None:
                if not isinstance(stated.value.value, str):
                    continue
                spelled = stated.value.value
        names = [
            (keyword.arg, page.at(block, keyword))
            for keyword in node.keywords
            if keyword.arg is not None and keyword.arg not in _OWN
        ]
        spread = any(isinstance(argument, ast.Starred) for argument in node.args)
        yield ClientCall(
            app,
            spelled,
            spelled,
            page.at(block, stated.value if stated is not None else node),
            None if spread else len(node.args),
            None if None in words else names,
            "Python",
        )


def _app_of(node: ast.expr, reader: BlockReader, depth: int) -> str | None:
    """Return the app that a client is connected to, where the guide writes that out."""
    if depth > 5:
        return None
    if isinstance(node, ast.Name):
        holder = reader.holder(node.id)
        bound = holder.bindings[node.id] if holder is not None else []
        if holder is None or len(bound) != 1 or not isinstance(bound[0], ast.expr):
            return None
        return _app_of(bound[0], holder, depth + 1)
    if not isinstance(node, ast.Call) or _path(node.func, reader) not in (
        _CLIENT,
        f"{_CLIENT}.duplicate",
    ):
        return None
    stated = [
        *node.args,
        *(keyword.value for keyword in node.keywords if keyword.arg in ("src", "from_id")),
    ]
    first = stated[0] if stated else None
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_text else None  # type: ignore[union-attr]


def _path(node: ast.expr, reader: BlockReader) -> str | None:
    """Return the dotted path that a name leads to through the imports of the page."""
    if isinstance(node, ast.Attribute):
        owner = _path(node.value, reader)
        return f"{owner}.{node.attr}" if owner else None
    if not isinstance(node, ast.Name):
        return None
    paths = reader.imports(node.id)
    return paths.pop() if len(paths) == 1 else None


def _javascript(page: GuidePage, pieces: list[Piece]) -> Iterator[ClientCall]:
    connected: dict[str, str] = {}
    for piece in pieces:
        code = "\n".join(piece.lines)
        for match in _CONNECTED.finditer(code):
            connected[match[1]] = match[3]
        for match in _CALLED.finditer(code):
            app = page.apps.of(connected[match[1]]) if match[1] in connected else None
            given = javascript.arguments(code, match.start(2))
            if app is None or not given:
                continue
            spelled = javascript.string(given[0].text)
            if spelled is None:
                continue
            spot = _spot(piece, code, given[0].start)
            values: int | None = 0
            names: list[tuple[str, Spot]] | None = []
            if len(given) > 1:
                values = javascript.elements(given[1])
                stated = javascript.keys(given[1])
                if stated is not None:
                    values = 0
                    names = [(name, _spot(piece, code, start)) for name, start in stated]
                elif values is None:
                    names = None
            endpoint = f"/{spelled.strip().removeprefix('/')}"
            yield ClientCall(app, endpoint, spelled, spot, values, names, "JavaScript")


def _shell(page: GuidePage, piece: Piece) -> Iterator[ClientCall]:
    code = "\n".join(piece.lines)
    if "curl" not in code:
        return
    for match in _ADDRESS.finditer(code):
        app = page.apps.of(match[1])
        name = match[2]
        if app is None or "$" in name or name.startswith(("{", "<")):
            continue
        following = code.find("curl", match.end())
        command = code[match.end() : following if following >= 0 else len(code)]
        spot = _spot(piece, code, match.start(2))
        yield ClientCall(app, f"/{name}", name, spot, _length(command), [], "cURL")


def _length(command: str) -> int | None:
    """Return how many values a command sends; None if that is not written out."""
    single, double = _DATA.search(command), _DOUBLE_DATA.search(command)
    text = single[1] if single else re.sub(r"\\(.)", r"\1", double[1]) if double else ""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    values = data.get("data") if isinstance(data, dict) else None
    return len(values) if isinstance(values, list) else None


def _spot(piece: Piece, code: str, offset: int) -> Spot:
    offset += len(code[offset:]) - len(code[offset:].lstrip())
    line = code.count("\n", 0, offset) + 1
    return piece.at(line, offset - code.rfind("\n", 0, offset) - 1)
