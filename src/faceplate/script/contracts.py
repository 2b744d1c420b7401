"""What is known of code that is not read: what its functions give, and what they leave alone.

Each table names a kind of promise. What stands in none of them may do anything with what it is
given.
"""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable
from typing import Any

# Functions of Python's library that only compute. They are called on plain data that is known.
_PURE: dict[str, tuple[str, ...]] = {
    "base64": ("b64decode", "b64encode"),
    "colorsys": ("hls_to_rgb", "hsv_to_rgb", "rgb_to_hls", "rgb_to_hsv"),
    "difflib": ("get_close_matches",),
    "fnmatch": ("filter", "fnmatch", "fnmatchcase"),
    "html": ("escape", "unescape"),
    "inspect": ("cleandoc",),
    "itertools": ("combinations", "pairwise", "permutations", "product", "zip_longest"),
    "json": ("loads",),
    "math": (
        *("acos", "asin", "atan", "atan2", "ceil", "copysign", "cos", "degrees", "dist", "exp"),
        *("fabs", "floor", "fmod", "fsum", "gcd", "hypot", "isclose", "isfinite", "isinf", "isnan"),
        *("isqrt", "lcm", "log", "log10", "log1p", "log2", "modf", "pow", "prod", "radians", "sin"),
        *("sqrt", "tan", "tanh", "trunc"),
    ),
    "operator": ("add", "concat", "eq", "floordiv", "lt", "mod", "mul", "neg", "not_", "sub"),
    "posixpath": (
        *("basename", "commonpath", "commonprefix", "dirname", "isabs", "join", "normpath"),
        *("relpath", "split", "splitext"),
    ),
    "re": ("escape",),
    "shlex": ("join", "quote", "split"),
    "statistics": ("fmean", "mean", "median"),
    "string": ("capwords",),
    "textwrap": ("dedent", "fill", "indent", "shorten", "wrap"),
    "urllib.parse": (
        *("parse_qs", "parse_qsl", "quote", "quote_plus", "unquote", "unquote_plus", "urlencode"),
        *("urljoin", "urlparse", "urlsplit", "urlunparse"),
    ),
}
_NAMED_OTHERWISE = {"posixpath": "os.path"}
# Modules whose texts and numbers are the same on each machine.
_CONSTANT = ("string", "math", "re", "logging", "calendar", "http.client")
_MOST_ITEMS = 10_000

# Packages whose functions and objects hand out data: nothing that could be called in their place,
# and nothing that would change what it was not called on.
_DATA = (
    *("numpy", "pandas", "polars", "PIL", "matplotlib", "plotly", "altair", "bokeh", "cv2"),
    *("datetime", "decimal", "fractions", "json", "random", "secrets", "uuid", "time", "os"),
    *("pathlib", "platform", "csv", "socket", "urllib", "requests", "httpx", "yaml", "tomllib"),
    *("sqlite3", "hashlib", "base64", "string", "statistics", "glob", "shutil", "tempfile"),
    *("locale", "calendar", "zoneinfo", "math", "cmath", "itertools", "html", "io"),
    *("dotenv", "orjson", "toml", "soundfile", "scipy", "huggingface_hub", "subprocess"),
)
# Functions of other modules that do the same, and whole modules within such packages.
_DATA_WITHIN = ("builtins.open", "builtins.input", "importlib.metadata", "importlib.resources")
# Functions that give back what they decorate, with its name and its signature.
_DECORATORS = (
    *("spaces.GPU", "torch.no_grad", "torch.inference_mode", "torch.enable_grad"),
    *("torch.autocast", "torch.cuda.amp.autocast", "torch.jit.ignore", "tenacity.retry"),
    *("typing.deprecated", "typing_extensions.deprecated", "warnings.deprecated"),
    *("typing.override", "typing_extensions.override", "atexit.register"),
    *("streamlit.cache_data", "beartype.beartype", "typeguard.typechecked"),
)
# Functions that change an argument, and which one: `random.shuffle(names)`.
_CHANGING = {
    **dict.fromkeys(("random.shuffle", "numpy.random.shuffle", "heapq.heapify"), 0),
    **dict.fromkeys(("heapq.heappush", "heapq.heappop", "bisect.insort"), 0),
    **dict.fromkeys(("heapq.heapreplace", "heapq.heappushpop", "bisect.insort_left"), 0),
}
# Modules of Python that may be imported here to see what names they have.
_LISTED = (
    *("collections", "datetime", "functools", "itertools", "json", "math", "os", "os.path"),
    *("pathlib", "random", "re", "string", "sys", "time", "typing"),
)
# Classes of code that is not read, and what they derive from.
_BASES: dict[str, tuple[str, ...]] = {
    "pydantic.BaseModel": (),
    "pydantic.RootModel": ("pydantic.BaseModel",),
    "abc.ABC": (),
    "typing.Generic": (),
    "typing.Protocol": (),
    "typing.NamedTuple": ("tuple",),
    "typing.TypedDict": ("dict",),
    "enum.Enum": (),
    "enum.IntEnum": ("enum.Enum", "int"),
    "enum.StrEnum": ("enum.Enum", "str"),
    "enum.Flag": ("enum.Enum",),
    "enum.IntFlag": ("enum.Flag", "enum.Enum", "int"),
    **dict.fromkeys(("pandas.DataFrame", "pandas.Series", "numpy.ndarray", "PIL.Image.Image"), ()),
    **dict.fromkeys(("matplotlib.figure.Figure", "datetime.datetime", "datetime.date"), ()),
    "threading.Thread": (),
    "pathlib.Path": ("pathlib.PurePath",),
}
# Attributes of such a class, beside those between underscores and those that begin like these.
_ATTRIBUTES = {
    "pydantic.BaseModel": (
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj"),
        *("parse_raw", "schema", "schema_json", "update_forward_refs", "validate"),
    ),
}
_BEGINNINGS = {"pydantic.BaseModel": ("model_", "_abc_")}
# Functions that make an object of such a class.
_MAKING = {
    **dict.fromkeys(("numpy.array", "numpy.zeros", "numpy.ones"), "numpy.ndarray"),
    **dict.fromkeys(("numpy.arange", "numpy.linspace"), "numpy.ndarray"),
    **dict.fromkeys(("pandas.read_csv", "pandas.read_json"), "pandas.DataFrame"),
    **dict.fromkeys(("PIL.Image.open", "PIL.Image.new"), "PIL.Image.Image"),
    "PIL.Image.fromarray": "PIL.Image.Image",
    "matplotlib.pyplot.figure": "matplotlib.figure.Figure",
    "datetime.datetime.now": "datetime.datetime",
    "datetime.date.today": "datetime.date",
}
_HOMES = {
    "pydantic.main.BaseModel": "pydantic.BaseModel",
    "pydantic.root_model.RootModel": "pydantic.RootModel",
    "typing_extensions.TypedDict": "typing.TypedDict",
}


def pure(path: str) -> Callable[..., Any] | None:
    """The function of a dotted name, if calling it does nothing but compute."""
    module, _, name = path.rpartition(".")
    for home, names in _PURE.items():
        if name in names and module in (home, _NAMED_OTHERWISE.get(home)):
            function: Callable[..., Any] = getattr(importlib.import_module(home), name)
            return _first_items(function) if home == "itertools" else function
    return None


def _first_items(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **keywords: Any) -> Any:
        items = list(itertools.islice(function(*arguments, **keywords), _MOST_ITEMS + 1))
        if len(items) > _MOST_ITEMS:
            raise OverflowError("too many items")
        return items

    return call


def constant(path: str) -> Any:
    """A text or a number of Python's library; None if it is not one."""
    module, _, name = path.rpartition(".")
    if module not in _CONSTANT:
        return None
    value = getattr(importlib.import_module(module), name, None)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)  # a flag of a pattern is a number here
    return value if isinstance(value, (str, int, float)) else None


def gives_data(path: str) -> bool:
    """Whether what a function or an object of a dotted name gives is data."""
    return path.partition(".")[0] in _DATA or path.startswith(_DATA_WITHIN)


def kind(path: str) -> type | None:
    """The type of a text or a number of Python's library, or of a version; None for all else."""
    module, _, name = path.rpartition(".")
    if name == "__version__":
        return str
    value = getattr(sys.modules.get(module), name, None) if module in _LISTED else None
    return type(value) if type(value) in (str, int, float) else None


def makes(path: str) -> str:
    """The dotted name of the class that a function makes an object of, or its own."""
    return _MAKING.get(path, path)


def changed(path: str) -> int | None:
    """The place of the argument that a function changes; None if it leaves all alone, or may not.

    Whether it leaves them alone is what `gives_data` says.
    """
    return _CHANGING.get(path)


def names(path: str) -> list[str] | None:
    """What `from path import *` binds; None if that is not known."""
    if path not in _LISTED:
        return None
    module = importlib.import_module(path)
    stated = getattr(module, "__all__", None)
    return list(stated or (name for name in vars(module) if not name.startswith("_")))


def may_have(path: str, name: str) -> bool:
    """Whether a class that is not read may have an attribute."""
    path = _HOMES.get(path, path)
    path = "pydantic.BaseModel" if path == "pydantic.RootModel" else path
    if path not in _ATTRIBUTES or name.startswith("__"):
        return True
    return name in _ATTRIBUTES[path] or name.startswith(_BEGINNINGS[path])


def is_decorator(path: str) -> bool:
    """Whether a function gives back what it decorates."""
    return path in _DECORATORS


def derives(path: str, other: str) -> bool | None:
    """Whether a class that is not read derives from another one; None if that is not known.

    Args:
        path: Its dotted name.
        other: The dotted name of the other class, or the name of a type of Python.
    """
    path, other = _HOMES.get(path, path), _HOMES.get(other, other)
    if path == other:
        return True
    bases = _BASES.get(path)
    return None if bases is None else other in bases
