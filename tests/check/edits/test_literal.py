"""Literals: every spelling of a docstring keeps its spelling, or is left alone."""

from __future__ import annotations

import pytest

from faceplate.check.edits.literal import EditError, Literal, read
from faceplate.check.edits.revision import Insertion, Revision, Subject, Substitution
from faceplate.facts.declarations import Docstring
from faceplate.link.pages import Linker

SPELLINGS = {
    "plain": '"""Turn it.\n\n    One.\n    Two.\n    """',
    "single quotes": "'''Turn it.\n\n    One.\n    Two.'''",
    "windows": '"""Turn it.\r\n\r\n    One.\r\n    Two.\r\n    """',
    "mac": '"""Turn it.\r\r    One.\r    Two.\r    """',
    "mixed ends": '"""Turn it.\r\n\n    One.\n    Two.\r\n    """',
    "tabs": '"""Turn it.\n\n\tOne.\n\tTwo.\n\t"""',
    "raw": 'r"""Turn it.\n\n    One.\n    Two.\n    """',
    "unicode": 'U"""Turn it.\n\n    One.\n    Two.\n    """',
    "escapes": '"""T\\x75rn \\N{LATIN SMALL LETTER I}t.\n\n    One.\n    Two.\n    """',
    "joined lines": '"""Turn \\\nit.\n\n    One.\n    Two.\n    """',
    "escaped line ends": '"Turn it.\\n\\n    One.\\n    Two.\\n    "',
    "begins below": '"""\n    Turn it.\n\n    One.\n    Two.\n    """',
    "trailing blanks": '"""Turn it.   \n   \n    One.\n    Two.\n    """',
}


def _subject(literal: str) -> Subject:
    linker: Linker = None  # type: ignore[assignment]
    return Subject("knobs.py", Docstring(read(literal), 1, 1), "google", linker)


@pytest.mark.parametrize("source", SPELLINGS.values(), ids=SPELLINGS)
def test_what_is_not_touched_stays(source: str) -> None:
    subject = _subject(source)
    index = subject.old.index("Two.")
    made = Literal(source, "    ", subject.docstring.text).revised(
        Revision(subject, changes=[Substitution(index, 0, 3, 'Three "\\')]), "\n"
    )
    raw = source.startswith("r")
    quote = '\\"' if source.startswith('"T') and not source.startswith('"""') else '"'
    assert made == source.replace("Two", f"Three {quote}{chr(92) * (1 if raw else 2)}")
    assert read(made) == subject.docstring.text.replace("Two.", 'Three "\\.')


@pytest.mark.parametrize("source", SPELLINGS.values(), ids=SPELLINGS)
def test_lines_move_with_their_spelling(source: str) -> None:
    subject = _subject(source)
    count = len(subject.old)
    order = [*range(count - 2), count - 1, count - 2]
    literal = Literal(source, "    ", subject.docstring.text)
    made = literal.revised(Revision(subject, order=order), "\n")
    assert read(made).split("\n")[-2:] == ["Two.", "One."]
    assert sorted(made.replace("One", "Two")) == sorted(source.replace("One", "Two"))


def test_a_line_becomes_several() -> None:
    source = '"""Turn it."""'
    revision = Revision(
        _subject(source), insertions=[Insertion(0, 0, 0, ("", "Args:", "    angle: How far."))]
    )
    made = Literal(source, "\t", "Turn it.").revised(revision, "\r\n")
    assert made == '"""Turn it.\r\n\r\n\tArgs:\r\n\t    angle: How far.\r\n\t"""'


@pytest.mark.parametrize("source", ['"a" "b"', 'f"""a"""', '"""a"""  """b"""', "b'a'", "a"])
def test_what_is_no_literal_is_refused(source: str) -> None:
    with pytest.raises(EditError):
        Literal(source, "", "a")


def test_a_literal_that_says_something_else_is_refused() -> None:
    with pytest.raises(EditError):
        Literal('"""a"""', "", "b")


@pytest.mark.parametrize("text", ['ends with "', "a \x07 bell", 'three """ quotes'])
def test_what_cannot_be_said_is_refused_or_said_right(text: str) -> None:
    for source in ('"""One."""', "r'''One.'''", '"One."', 'r"""One."""'):
        revision = Revision(_subject(source), changes=[Substitution(0, 0, 4, text)])
        try:
            made = Literal(source, "", "One.").revised(revision, "\n")
        except EditError:
            continue
        assert read(made) == text
        assert text.isprintable()
