"""Invented components: one with everything, one with nothing, one whose every text attacks."""

from __future__ import annotations

from faceplate.model import (
    Attribute,
    Behaviour,
    Binding,
    Component,
    Event,
    Facets,
    Item,
    LibraryInfo,
    Manifest,
    Method,
    Note,
    Parameter,
    Payload,
    Problem,
    Section,
    Shortcut,
    Source,
)

LIBRARY = LibraryInfo(name="lamps", version="2.1.0", dialect="kit")

RICH = Component(
    name="Dimmer",
    kind="class",
    path="lamps.Dimmer",
    canonical_path="lamps.controls.dimmer.Dimmer",
    group="controls",
    summary="Sets how bright a lamp shines.",
    description=(
        "Sets how bright a lamp shines, from *dark* to **full**.\n\n"
        "It remembers the last level:\n\n"
        "- per lamp, while the page is open;\n"
        "- per room, if `room` is given, see [the manual](https://lamps.example/rooms).\n\n"
        "# Levels\n\n"
        "| level | light |\n| --- | --- |\n| 0 | none |\n| `a \\| b` | 50 \\| 60 |\n\n"
        "```python\nDimmer(level=0.5)\n```"
    ),
    notes=[
        Note("deprecated", "`Dimmer` gives way to `lamps.Slider`,\nwhich also sets colours."),
        Note("warning", "Old bulbs hum below 10 %."),
        Note("see also", "`lamps.Switch`"),
    ],
    deprecated="`Dimmer` gives way to `lamps.Slider`, which also sets colours.",
    parameters=[
        Parameter(
            "level",
            "positional_only",
            "float | Callable[[], float]",
            required=True,
            description="How bright, from 0 to 1. A function is asked anew for each visitor.",
            described_in="lamps.controls.dimmer.Dimmer.__init__",
        ),
        Parameter(
            "room",
            annotation="str | Literal['hall', 'kitchen'] | None",
            default="None",
            description="Which room to light:\n\n1. first this one,\n2. then its neighbours.",
            described_in="lamps.Control",
        ),
        Parameter("lamps", "var_positional", "Lamp", description="More lamps to follow."),
        Parameter(
            "fade",
            "keyword_only",
            "float",
            "FADE",
            constant="0.25",
            description="Seconds from one level to the next.",
            described_in="lamps.Control",
        ),
        Parameter(
            "scene",
            "keyword_only",
            "dict[str, float]",
            '{\n    "evening": 0.3,\n    "night": 0.05,\n}',
        ),
        Parameter(
            "curve",
            annotation="str",
            default='"linear"',
            facets=Facets(('"linear"', '"square"'), "lm", ("settable", "observable"), "-curved"),
        ),
        Parameter("options", "var_keyword", "Any"),
    ],
    sections=[
        Section("raises", "Raises", [Item("", "ValueError", "If `level` is above 1.")]),
        Section("references", "References", [Item(description="The lamp book, chapter 4.")]),
    ],
    events=[
        Event("change", "Sent when the level of a Dimmer changes."),
        Event("release", "Sent when the knob is let go.", {"queue": "False", "mode": '"last"'}),
        Event(
            "turn",
            "Sent while the knob turns.",
            listener="on_turn=",
            payload=Payload(
                "lamps.Turned",
                [Item("degrees", "float", "How far it turned."), Item("knob", "Dimmer")],
            ),
        ),
        Event("spin", listener="on_spin(callback)", payload=Payload("tuple[float, int]")),
    ],
    event_arguments=[
        Parameter("fn", annotation="Callable | None", required=True, description="What to call."),
        Parameter("queue", annotation="bool", default="True", description="Whether calls wait."),
    ],
    shortcuts=[
        Shortcut("lamps.Dimmer", "dimmer", "Uses default values"),
        Shortcut("lamps.NightDimmer", "nightdimmer", "Uses level=0.05"),
    ],
    slots=[Item("knob", "Knob", "What is turned."), Item("scale")],
    bindings=[Binding("up,k", "brighten", "One step up."), Binding("d")],
    css_classes=[Item("dimmer--knob", None, "The knob."), Item("dimmer--scale")],
    as_input=Behaviour("float", "Passes the level to the function."),
    as_output=Behaviour("float | None", ""),
    example="import lamps\n\nwith lamps.Room():\n    lamps.Dimmer(0.5)",
    tags={"Demos": "evening_light, dimmer_row", "Guides": "`light-levels`"},
    methods=[
        Method(
            "blink",
            "lamps.Dimmer.blink",
            summary="Blinks.",
            description="Blinks a few times.",
            notes=[Note("tip", "Twice is enough.")],
            deprecated="Use `flash`.",
            parameters=[
                Parameter("times", annotation="int", default="2", description="How often."),
                Parameter("pause", "keyword_only", "float", required=True),
            ],
            returns="bool",
            sections=[Section("returns", "Returns", [Item("", None, "Whether it was lit.")])],
            example="dimmer.blink(3, pause=0.1)",
            source=Source("lamps/controls/dimmer.py", 70, 82),
        ),
        Method("off", "lamps.Dimmer.off", description="Turns the lamp off.", returns="None"),
    ],
    attributes=[
        Attribute("lit", "bool", None, "Whether it shines now."),
        Attribute("STEPS", "int", "10", ""),
        Attribute("speed", "int", constraints=("ge=0", "le=9"), facets=Facets(access=("two-way",))),
    ],
    bases=["lamps.controls.base.Control", "Generic[T]"],
    previous="Button",
    next="Knob",
    source=Source("lamps/controls/dimmer.py", 12, 82),
)

BARE = Component(
    name="on",
    kind="function",
    path="lamps.on",
    canonical_path="lamps.on",
    source=Source("lamps/__init__.py", 3, 3),
)

MANIFEST = Manifest(
    library=LIBRARY,
    components=[
        RICH,
        Component(
            name="Room",
            kind="class",
            path="lamps.layout.Room",
            canonical_path="lamps.layout.Room",
            group="layout",
            summary="Holds lamps, one beside | the other.",
            source=Source("lamps/layout.py", 1, 9),
        ),
        BARE,
    ],
    problems=[Problem("lamps/broken.py", 7, "invalid syntax"), Problem("", None, "no version")],
)

ATTACKS = [
    "</code></pre></td></table></main><script>alert(1)</script><img src=x onerror=alert(1)>",
    "a | b \\| c || d `e | f` \\",
    "{{ config }} {% include '/etc/passwd' %} {# gone #} `{{ 7 * 7 }}`",
    "```\nnever closed\n# Not a heading\n| no | table |",
    "~~~~\n```\n{{ inside }}\n```",
    ".. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>x</b>\n\n|sub| word_ `role`_ :ref:`x` [1]_",
    "text::\n\n   literal\n\nTitle\n=====\n\n----\n\n* a\n* b\n\n  c",
    "\x1b[2J\x1b]0;title\x07\x9b31m\x00\x08\r\nback\rover",
    "safe\u202egnp.exe\u2066x\u2069 zero\u200bwidth\ufeff a\u200cb \U000e0041 \u2028 \x85",
    "&#x1b;[31m &#x202e; &lt;script&gt; &#10; &Tab;",
    "[x](javascript:alert(1)) [y](data:text/html,z) <javascript:alert(1)> [z](JaVaScRiPt:a)",
    "![pixel](https://spy.example/p.png) [![badge](https://spy.example/b.svg)](https://x.example)",
    '[a](https://x.example/"onmouseover=alert(1)) [b](https://x.example/|{{y}}`*_) [c](/rel)',
    "\\![a](https://x.example/p.png) `a`[`b`](/c)`d` *a*![](/e)*b*",
    "# One\n\n## Two\n\nThree\n=====\n\n<h1>Four</h1>",
    "[bold red]not markup[/] :smile: [link=file:///etc]x[/link] \\[b]",
    '!!! danger\n    x\n\n??? x\n\n--8<-- "/etc/passwd"\n\n[TOC]\n\n*[HTML]: x\n\n[^1]: note',
    "{: .x onclick=alert(1) } ==mark== ~~del~~ ^^ins^^ $x$ :::: ++ctrl++",
    "a. enumerated\n\n1) x\n\n(i) y\n\n-o option\n\n:field: z\n\n>>> doctest\n\n__ target",
    "*" * 60 + "_" * 60 + "`" * 61,
    "*a **b " * 60 + "c** d*" * 60,
    "> " * 15 + "deep",
    "\n".join("  " * depth + "- deep" for depth in range(9)) + "\n\n1000000. many",
    "| wide " * 16 + "|\n" + "| --- " * 16 + "|\n" + "| cell " * 16 + "|",
    "A" * 2000,
    "Literal[" + ", ".join(f"'{n}`|\"'" for n in range(150)) + "]",
    "<!-- <![CDATA[ <?php <style> <textarea> --",
    "\u3000wide\u00a0\u2003 漢字かな交じり文" * 4,
    "\\",
    "`",
    "|",
    "-",
]


def hostile(text: str) -> Component:
    """A component with the same text in every field that holds text."""
    parameters = [
        Parameter(
            text,
            "positional_only",
            text,
            None,
            None,
            True,
            text,
            text,
            constraints=(text,),
            facets=Facets((text,), text, ("settable",), text),
        ),
        Parameter(text, "positional_or_keyword", text, text, text, False, text, None),
        Parameter(text, "var_positional", text, None, None, False, text, "elsewhere"),
        Parameter(text, "keyword_only", None, text, None, False, "", text),
        Parameter(text, "var_keyword", text),
    ]
    notes = [Note(text, text), Note("warning", text), Note("note", "calm " + text)]
    sections = [
        Section(text, text, [Item(text, text, text), Item("", text, ""), Item("", None, text)]),
        Section("returns", "Returns", [Item("", None, text)]),
        Section("prose", "Prose", [Item("", None, text)]),
    ]
    return Component(
        name=text,
        kind="class",
        path=text,
        canonical_path=text + text,
        group=text,
        summary=text,
        description=text,
        notes=notes,
        deprecated="gone " + text,
        parameters=parameters,
        returns=text,
        sections=sections,
        events=[
            Event(text, text, {text: text}, text, Payload(text, [Item(text, text, text)])),
            Event("click"),
        ],
        slots=[Item(text, text, text)],
        bindings=[Binding(text, text, text)],
        css_classes=[Item(text, text, text)],
        event_arguments=parameters,
        shortcuts=[Shortcut(text, text, text)],
        as_input=Behaviour(text, text),
        as_output=Behaviour(None, text),
        example=text,
        tags={text: text, "Demos": text},
        methods=[
            Method(
                text,
                text,
                text,
                text,
                notes,
                text,
                parameters,
                text,
                sections,
                text,
                Source(text, 1, 2),
            )
        ],
        attributes=[Attribute(text, text, text, text), Attribute("a")],
        bases=[text, text],
        previous=text,
        next=text,
        source=Source(text, 1, 2),
    )


def hostile_manifest(text: str) -> Manifest:
    """A manifest with the same text in every field that holds text."""
    return Manifest(
        library=LibraryInfo(text, text, text),
        components=[hostile(text), BARE, RICH],
        problems=[Problem(text, 3, text), Problem("", None, text)],
    )
