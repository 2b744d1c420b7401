"""Models of data, and their JSON Schema."""

from __future__ import annotations

import datetime
import pathlib
from enum import Enum
from typing import Any, Dict, List, Literal, Optional, Tuple, Union

from pydantic import BaseModel, ConfigDict, Field, JsonValue, RootModel, model_validator
from typing_extensions import NotRequired, TypedDict


class Mark(TypedDict):
    _kind: Literal["mark"]


class Options(TypedDict, total=False):
    """Some options."""

    size: int
    name: NotRequired[str]


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class File(BaseModel):
    """A file.

    It has a path.
    """

    path: str
    url: str | None = None
    size_in_bytes: Optional[int] = None
    is_stream: bool = False
    mark: Mark = Field(default_factory=lambda: {"_kind": "mark"})
    meta: dict = {"_kind": "mark"}
    when: datetime.datetime | None = None
    home: pathlib.Path | None = None

    @model_validator(mode="before")
    @classmethod
    def check(cls, value):
        return value


class Plain(BaseModel):
    number: float = Field(1.5, description="A number.", ge=0, lt=10)
    word: str = Field("x", title="The word", min_length=1, max_length=5, pattern="[a-z]+")
    colour: Colour = Colour.RED
    options: Options
    several: Union[int, str, None] = 3
    one: Literal["a"] = "a"
    some: Literal["a", 1, None] = None
    anything: Any
    whatever: JsonValue = None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", title="Very strict")
    colour: Colour


class Anything(RootModel):
    root: JsonValue


class Nested(Plain):
    """Files in all ways."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"one": "a"}]})
    file: File
    maybe: File | None = None
    described: File = Field(description="It is described.")
    files: List[File]
    table: Dict[str, List[int]] = {}
    unsure: list[File | str] | None = None
    pair: Tuple[int, str] = (1, "a")
    row: tuple[float, ...]
    names: set[str] = set()
    either: File | Mark


class Tree(BaseModel):
    children: list[Tree] = []


class Files(RootModel):
    root: list[File]


class Table(RootModel[Dict[str, int]]):
    """A table."""


class Only(RootModel):
    root: File | None = None


schemas = {
    kind.__name__: kind.model_json_schema()
    for kind in (File, Plain, Strict, Anything, Nested, Tree, Files, Table, Only)
}
order = [[list(schema) for schema in schemas.values()], list(schemas["File"]["properties"])]
kinds = [
    issubclass(Files, BaseModel),
    isinstance(File(path="a"), BaseModel),
    isinstance(File(path="a"), (dict, str)),
    isinstance({}, BaseModel),
    hasattr(File, "nothing_of_the_kind"),
    File(path="a").size_in_bytes,
]


class Inner(BaseModel):
    path: str
    size: Optional[int] = None


class Outer(BaseModel):
    one: Inner
    perhaps: Optional[Inner] = None
    many: List[Inner] = []
    share: float = 0
    ends: Tuple[Union[float, None], Union[float, None]] = (0.5, None)
    free: Dict[str, Any] = {}


filled = [
    Outer(one={"path": "a"}).model_dump(),
    Outer(
        one=Inner(path="b"),
        perhaps={"path": "c"},
        many=[{"path": "d"}],
        share=1,
        ends=(0, 1),
        free={"e": 1},
    ).model_dump(),
]
