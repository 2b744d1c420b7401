"""The text that `view_api()` of the release's own client prints, byte for byte.

Which form a client prints follows from the data: where the library says for a parameter whether it
can be left out, its client prints that and the parameter's name; where it does not, the client
prints labels only. Names go through the client's cleaning, which leaves letters, digits, spaces and
underscores. The rest comes from the app as it is, and may hold more than a terminal should get. So
every control character other than tab and line feed, every bidirectional control and every lone
surrogate becomes the escape that Python would print; all other characters are harmless, and a text
that is made of them alone is the client's to the last byte.
"""

from __future__ import annotations

import re
from typing import Any

from faceplate.api.descriptor import Descriptor, Endpoint, Value

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_HEAD = "Client.predict() Usage Info\n---------------------------\n"
_FILE = "gradio.FileData"


def write(descriptor: Descriptor, *, all_endpoints: bool | None = None) -> str:
    """The descriptor as the text of `view_api()`.

    Args:
        descriptor: What to write.
        all_endpoints: Whether to list endpoints without a name: True, False, or None for only if
            there are none with a name.

    Returns:
        The text, with a final line feed.
    """
    public = [endpoint for endpoint in descriptor.served if endpoint.visibility == "public"]
    named = [endpoint for endpoint in public if endpoint.name is not None]
    unnamed = [endpoint for endpoint in public if endpoint.name is None]
    if all_endpoints is None:
        all_endpoints = not named
    parts = [_HEAD, f"Named API endpoints: {len(named)}\n"]
    parts += [_endpoint(endpoint, descriptor) for endpoint in named]
    if all_endpoints:
        parts.append(f"\nUnnamed API endpoints: {len(unnamed)}\n")
        parts += [_endpoint(endpoint, descriptor) for endpoint in unnamed]
    elif unnamed:
        parts.append(
            f"\nUnnamed API endpoints: {len(unnamed)}, "
            "to view, run Client.view_api(all_endpoints=True)\n"
        )
    return _HARMFUL.sub(_escape, "".join(parts))


def call_name(value: Value) -> str:
    """The name under which the text shows a parameter or a return value."""
    return cleaned(value.name or value.label)


def cleaned(name: str) -> str:
    """A name as clients write it: letters, digits and underscores, in lower case."""
    kept = "".join(character for character in name if character.isalnum() or character in " _")
    return kept.replace(" ", "_").lower()


def _endpoint(endpoint: Endpoint, descriptor: Descriptor) -> str:
    arguments = [call_name(value) for value in endpoint.parameters]
    if endpoint.name is None:
        arguments.append(f"fn_index={endpoint.index}")
    else:
        arguments.append(f'api_name="{endpoint.name}"')
    results = ", ".join(cleaned(value.label) for value in endpoint.returns)
    if len(endpoint.returns) > 1:
        results = f"({results})"
    # An empty name leaves its comma, but a lone empty one does not.
    if len(arguments) == 2 and not arguments[0]:
        del arguments[0]
    lines = [f"\n - predict({', '.join(arguments)}) -> {results}\n"]
    if endpoint.oauth_token:
        lines.append(
            "    Acts on your behalf: this endpoint takes your Hugging Face token "
            f"({endpoint.oauth_token}). Pass it with Client(..., oauth_token=...) to grant it.\n"
        )
    none = ["     - None\n"]
    lines.append("    Parameters:\n")
    lines += [_parameter(value, descriptor.file_function) for value in endpoint.parameters] or none
    lines.append("    Returns:\n")
    lines += [_value(value, cleaned(value.label)) for value in endpoint.returns] or none
    return "".join(lines)


def _parameter(value: Value, file_function: str) -> str:
    if not value.states_default:
        return _value(value, call_name(value))
    type_, state = value.python_type, "(required)"
    if value.has_default and not value.states_value:
        state = "(not required)"
    elif value.has_default:
        default = with_files(value.default, file_function)
        state = f"(not required, defaults to:   {default})"
        if default is None:
            type_ += " | None"
    description = f" ({value.type_description})" if value.type_description else ""
    return f"     - [{value.component}] {call_name(value)}: {type_} {state} {description} \n"


def _value(value: Value, name: str) -> str:
    description = f" ({value.type_description})" if value.type_description else ""
    return f"     - [{value.component}] {name}: {value.python_type}{description} \n"


def with_files(value: Any, file_function: str) -> Any:
    """A default with every file in it written as the call that makes one.

    Args:
        value: Any JSON value.
        file_function: Name of the client's function that wraps a file.

    Returns:
        The value, with a text in place of each file.
    """
    if is_file(value):
        return f'{file_function}("{value.get("url")}")'
    if isinstance(value, dict):
        return {key: with_files(item, file_function) for key, item in value.items()}
    if isinstance(value, list):
        return [with_files(item, file_function) for item in value]
    return value


def is_file(value: Any) -> bool:
    """Whether a JSON value stands for a file."""
    if not isinstance(value, dict) or not isinstance(value.get("path"), str):
        return False
    meta = value.get("meta")
    return isinstance(meta, dict) and meta.get("_type") == _FILE


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
