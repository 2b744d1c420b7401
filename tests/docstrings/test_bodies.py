"""Bodies in reStructuredText, against docutils' own HTML and what Markdown shows of them."""

import re
import subprocess
import sys
import time
from html.parser import HTMLParser

import docutils.core
import pytest
from docutils.parsers.rst import Directive, directives, roles
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faceplate.docstrings import restructured
from faceplate.docstrings.bodies import markdown

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_RAW = re.compile(r":[a-z][\w:+.-]*:`|`__?(?![\w`])|\]_(?!\w)")


class _Shown(HTMLParser):
    """The text of HTML outside and inside of code, and its links."""

    def __init__(self, html):
        super().__init__()
        self.words, self.prose, self.links, self.tags = "", "", [], []
        self._code = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        self._code += tag in ("code", "pre")
        if tag not in ("code", "em", "strong", "a", "tt", "cite"):
            self.words += " "

    def handle_endtag(self, tag):
        self._code -= tag in ("code", "pre")

    def handle_data(self, data):
        self.words += data
        self.prose += " " if self._code else data


def shown(text):
    return _Shown(_MARKDOWN.render(markdown(text)))


def peer(text):
    """The body of what docutils makes, where its own warnings are no part of it."""
    parts = docutils.core.publish_parts(
        text,
        writer="html5",
        settings_overrides={
            "report_level": 5,
            "halt_level": 5,
            "warning_stream": False,
            "file_insertion_enabled": False,
            "raw_enabled": False,
            "doctitle_xform": False,
            "syntax_highlight": "none",
            "_disable_config": True,
        },
    )
    return _Shown(parts["body"])


def words(text):
    return re.findall(r"[^\W_]+", text)


def lost(theirs, ours):
    """Words that docutils shows and we do not; a list has its numbers otherwise."""
    missing = list(words(theirs.words))
    for word in words(ours.words):
        if word in missing:
            missing.remove(word)
    return [word for word in missing if not word.isdecimal()]


BODIES = {
    "literals and stress": "Give ``a*b`` *one* **two** and `three`.",
    "links": "See `the manual <https://x.example/a(b)>`_, Python_ and `it`__.\n\n"
    ".. _Python: https://p.example\n\n__ https://q.example",
    "bare address": "A :sup:`n`, https://x.example/a_b and mail a.b@c.example.",
    "literal block": "Like this::\n\n    a *b*\n      - c\n\n    d\n\nand on.",
    "doctest behind colons": "Like this::\n\n>>> a * 2\n'b'\n\nand on::",
    "doctest": "Try `x`_ this:\n\n>>> a * 2\n'`b`'\n\nand on.",
    "bullets": "A :sup:`n`.\n\n- one\n\n  more\n\n  - two\n- three",
    "numbers": "A :sup:`n`.\n\n3. three\n4. four\n\na) alpha\nb) beta",
    "definitions": "first : int\n    The first.\n\n    More.\nsecond\n    The *second*.",
    "fields": ":level: how bright\n:room name: which\n    and where",
    "options": "A :sup:`n`.\n\n-a, --all FILE  The first.\n-b              The second.",
    "lines": "| one *a*\n|   two\n| three",
    "quote": "A :sup:`n`.\n\n    Said.\n\n    -- Somebody",
    "footnotes": "As in [1]_ and [2]_.\n\n.. [1] One, a *book*.\n   Its end.\n.. [2] Two.",
    "footnotes with gaps": "As in [7]_.\n\n.. [7] Seven.\n.. [3] Three.\n.. [4] Four.",
    "footnotes that count": "As in [#]_ and [#b]_.\n\n.. [#] One.\n.. [#b] Two.",
    "citation": "As in [Foo20]_.\n\n.. [Foo20] A paper.",
    "grid": "+---+-----+\n| a | b|c |\n+===+=====+\n| d | e   |\n+---+-----+",
    "simple": "=====  ====\nOne    Two\n=====  ====\n``a``  b\n..     c\n=====  ====",
    "note": "Text.\n\n.. note:: One\n   two.\n\n   - three",
    "admonition": "Text.\n\n.. admonition:: Mind\n\n   the *gap*",
    "substitution": "A |b| c |d|.\n\n.. |b| replace:: *bee*\n.. |d| unicode:: 0xA9",
    "title": "One `a`_.\n\nTitle\n-----\n\nTwo.\n\nOther\n-----\n\nThree.",
    "titles that do not fit": "A\n-\n\nB\n=\n\nC\n~\n\nD\n=\n\n:e: f\n\nG\n+\n\nH",
    "marks that open nothing": ":a: *args, **kwargs, `b and |c, d_ and _e\\_, __i__ <f> &amp; [g",
    "unclosed": ".. note:: a\nb\n  c\n d\n- e\n f\n* g",
    "transition": "A :sup:`n`.\n\nOne\n\n----\n\nTwo",
    "epigraph": ".. epigraph::\n\n   Words of it.\n\n   -- Somebody",
    "list-table": ".. list-table:: Names\n   :header-rows: 1\n\n"
    "   * - a\n     - b\n   * - c\n     - d",
    "csv-table": '.. csv-table:: Names\n   :header: a, b\n\n   "c, d", *e*',
    "code": ".. code:: python\n\n   a = `b`",
    "image": ".. image:: https://x.example/a.png\n   :alt: A lamp",
    "compound": ".. compound::\n\n   One\n\n.. topic:: Two\n\n   Three\n\n.. rubric:: Four",
}


@pytest.mark.parametrize("text", BODIES.values(), ids=BODIES)
def test_holds_every_word_that_docutils_shows_and_its_links(text):
    ours, theirs = shown(text), peer(text)
    assert lost(theirs, ours) == []
    # An image is a link to it.
    addresses = {link.replace("%28", "(").replace("%29", ")") for link in ours.links}
    assert {link for link in theirs.links if link.startswith(("http", "mailto"))} <= addresses
    assert not _RAW.search(ours.prose)


@pytest.mark.parametrize(
    ("name", "tags"),
    {
        "literal block": ["pre"],
        "doctest": ["pre"],
        "doctest behind colons": ["pre"],
        "bullets": ["ul", "ul"],
        "numbers": ["ol", "ul"],
        "definitions": ["ul"],
        "quote": ["blockquote"],
        "footnotes": ["ol"],
        "footnotes with gaps": ["ol", "ol"],
        "grid": ["table"],
        "simple": ["table"],
        "note": ["blockquote", "ul"],
        "list-table": ["table"],
        "csv-table": ["table"],
        "code": ["pre"],
    }.items(),
)
def test_keeps_its_shape(name, tags):
    shape = [tag for tag in shown(BODIES[name]).tags if tag in {*tags, "ol", "pre", "table"}]
    assert [tag for tag in shape if tag in tags] == tags


def test_footnotes_count_as_their_references_do():
    html = _MARKDOWN.render(markdown(BODIES["footnotes with gaps"]))
    assert '<ol start="7">' in html and '<ol start="3">' in html
    assert "[7]" in html
    assert "As in [1] and [2]." in markdown(BODIES["footnotes that count"])


@pytest.mark.parametrize(
    ("role", "written"),
    [
        (":class:`Lamp`", "[`Lamp`][Lamp]"),
        (":py:class:`lamps.Lamp`", "[`lamps.Lamp`][lamps.Lamp]"),
        (":meth:`~lamps.Lamp.dim`", "[`dim`][lamps.Lamp.dim]"),
        (":meth:`.dim`", "[`dim`][dim]"),
        (":func:`dim()`", "[`dim()`][dim]"),
        (":func:`the dimmer <lamps.dim>`", "[the dimmer][lamps.dim]"),
        (":exc:`!ValueError`", "`ValueError`"),
        ("`Lamp`:class:", "[`Lamp`][Lamp]"),
        (":class:`list[Lamp]`", "`list[Lamp]`"),
        (":pep:`8`", "[PEP 8](https://peps.python.org/pep-0008/)"),
        (":rfc:`2822#s-3`", "[RFC 2822](https://datatracker.ietf.org/doc/html/rfc2822#s-3)"),
        (":ref:`the guide <guide>`", "the guide"),
        (":doc:`guide/first`", "guide/first"),
        (":term:`lamp`", "lamp"),
        (":math:`a_b^2`", "`a_b^2`"),
        (":kbd:`Ctrl+C`", "`Ctrl+C`"),
        (":sup:`2`", "^2"),
        (":issue:`12`", "issue 12"),
        (":nobody:`knows this`", "knows this"),
        (":c:func:`malloc`", "`malloc`"),
    ],
)
def test_role_becomes(role, written):
    assert markdown(f"A {role} b.") == f"A {written} b."


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, in two\nlines: one and two.",
        "# Title\n\n- a\n  - b\n\n```python\nx = ':class:`a`'\n```\n",
        "A [link](https://x.example) and [`Lamp`][lamps.Lamp] and `code` and coef_.",
        "| a | b |\n| - | - |\n| c | d |",
        "std::vector, a :: b, [0]_x and `a`_b and 10:30.",
    ],
)
def test_what_is_plain_or_markdown_passes(text):
    assert markdown(text) is text


def test_plain_text_needs_no_docutils():
    code = (
        "import sys\nfrom faceplate.docstrings.bodies import markdown\n"
        "markdown('Plain: `code`, *em*.\\n\\n- a\\n\\n>>> 1\\n1')\nprint('docutils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_term_with_a_colon_gets_no_second_one():
    assert markdown("So::\n\nwith a():\n    b") == "So:\n\n- **with a()**: b"


def test_doctest_in_markdown_stands_in_a_fence():
    text = "Try:\n\n>>> a\n1\n\nand\n\n```\n>>> b\n```"
    assert markdown(text) == "Try:\n\n```pycon\n>>> a\n1\n```\n\nand\n\n```\n>>> b\n```"


def test_fence_in_restructuredtext_stays_code():
    ours = shown("A :class:`Lamp`:\n```python\n:class:`a`_ *b*\n```\nand on.")
    assert "pre" in ours.tags and ":class:`a`_ *b*" in ours.words
    assert not _RAW.search(ours.prose)


def test_list_right_after_its_paragraph_is_a_list():
    assert shown("A :class:`Lamp`:\n- b\n  - c\n- d").tags.count("li") == 3


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: {path}",
        ".. literalinclude:: {path}",
        ".. csv-table::\n   :file: {path}",
        ".. csv-table::\n   :url: file://{path}",
        ".. raw:: html\n   :file: {path}",
        ".. figure:: {path}\n   :figwidth: image",
        ".. image:: {path}",
        ".. code::\n   :file: {path}",
        ".. |a| include:: {path}\n\n|a|",
    ],
)
def test_reads_no_file(tmp_path, text):
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody,reads,this")
    assert "nobody" not in markdown("Text.\n\n" + text.format(path=secret))


def test_runs_no_directive_and_no_role_that_others_registered(monkeypatch):
    ran = []

    class Runs(Directive):
        has_content = True

        def run(self):
            ran.append(self)
            return []

    def role(*values):
        ran.append(values)
        return [], []

    monkeypatch.setitem(directives._directives, "note", Runs)
    monkeypatch.setitem(directives._directives, "runs", Runs)
    monkeypatch.setitem(roles._roles, "runs", role)
    monkeypatch.setitem(roles._roles, "", role)
    text = "A :runs:`b` `c`.\n\n- d\n\n  .. runs:: e\n\n     f\n\n.. note:: g"
    assert set("bcdefg") <= set(words(markdown(text)))
    assert not ran


def test_says_nothing(capfd):
    markdown("`a :b:`c` |d| [e]_ f_\n\n.. g:: \n   :h\n\nT\n=\n\nU\n-\n\nV\n~\n\nW\n=\nx::")
    assert capfd.readouterr() == ("", "")


def _bomb(depth):
    lines = [".. |x0| replace:: lamp lamp lamp lamp"]
    lines += [f".. |x{i}| replace:: {f'|x{i - 1}| ' * 10}" for i in range(1, depth)]
    return f"|x{depth - 1}|\n\n" + "\n".join(lines)


HOSTILE = {
    "substitutions": _bomb(12),
    "substitution of itself": ".. |a| replace:: |b| |a|\n.. |b| replace:: |a| |b|\n\n|a|",
    "targets in a circle": "a_ b_\n\n.. _a: b_\n.. _b: a_",
    "bullets in one line": ":a: b\n\n" + "- " * 3000 + "x",
    "numbers in one line": ":a: b\n\n" + "1. " * 3000 + "x",
    "fields in one line": ":a: " * 3000 + "x",
    "deep indentation": ":a: b\n\n" + "\n\n".join(" " * i + "x" for i in range(900)),
    "stars": ":a: b\n\n" + "*a " * 20_000,
    "backticks": ":a: b\n\n" + "`a " * 20_000,
    "bars": ":a: b\n\n" + "|a " * 20_000,
    "brackets": ":a: b\n\n" + "[a " * 15_000,
    "underscores": ":a: b\n\n" + "a_ " * 20_000,
    "one long word": ":a: " + "x" * 500_000,
    "one long line": ":a: " + "x y" * 19_000,
    "colons": ":" * 50_000 + "`a`",
    "grid": "+" + "-+" * 2000 + "\n" + ("|" + " |" * 2000 + "\n+" + "-+" * 2000 + "\n") * 3,
    "rows": "== ==\n" + "a  b\n" * 5000 + "== ==",
    "null": ":a: b\0`c`_\0",
    "surrogate": ":a: \ud800`b`_",
    "terms": "a\n  b\n" * 8000,
    "addresses": ":a: " + "http://" * 8000,
    "mails": ":a: " + "a." * 20_000 + "@",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_made_to_hurt_takes_little_time_and_room(text):
    began = time.process_time()
    made = markdown(text)
    assert time.process_time() - began < 6
    assert len(made) < 4 * len(text) + 40_000


def test_what_was_read_before_changes_nothing():
    texts = [*BODIES.values(), *HOSTILE.values()]
    orders = [texts, texts[::-1]]
    results = []
    for order in orders:
        restructured.written.cache_clear()  # what stays are the machines that went through texts
        results.append({text: markdown(text) for text in order})
    assert results[0] == results[1]


_WORD = st.text("abyzé漢_", min_size=1, max_size=6)
_PIECES = (
    *(":class:`", "`_", "::\n\n    ", "\n\n.. note:: ", "\n\n- ", "[1]_", ".. [1] ", "\n\n", "``"),
    *(" <https://x.example>`_", " <javascript:a>`_", "javascript:a", "\n    ", "\n.. _a: b\n"),
)
_TEXT = st.one_of(
    _WORD,
    st.text(":`*_|[]<>.\\-+=#~!\"'()/@&{} \n", min_size=1, max_size=5),
    st.sampled_from(_PIECES),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_TEXT, min_size=1, max_size=40).map("".join))
def test_nothing_is_lost_and_nothing_acts(text):
    text = ":class:`Lamp` " + text
    ours, theirs = shown(text), peer(text)
    # docutils shows a role that it does not know as it is written.
    assert set(lost(theirs, ours)) <= {"class"}
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in ours.links)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["class", "func", "meth", "ref", "doc", "py:attr", "xyz", "math", "pep"]
        ).flatmap(
            lambda role: (
                st.text("abc.~! ", min_size=1, max_size=9)
                .filter(lambda text: text.strip() and text == text.strip())
                .map(lambda text: f":{role}:`{text}`")
            )
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_role_stays(parts):
    assert not _RAW.search(shown(" and ".join(parts)).prose)
