"""What a page holds, and in which order."""

from msgspec.structs import replace

from faceplate.model import (
    Attribute,
    Behaviour,
    Event,
    Item,
    Method,
    Note,
    Parameter,
    Section,
    Shortcut,
)
from faceplate.render import outline
from faceplate.render.content import (
    Admonition,
    Code,
    CodeBlock,
    Paragraph,
    Table,
    Term,
    Text,
    plain,
)

from .components import BARE, LIBRARY, MANIFEST, RICH
from .reading import Expectation, Marks

WORDS = Expectation(Marks())


def section(component, title):
    document = outline.page(component, LIBRARY)
    return next(part for part in document.sections if part.title == title)


def table(component, title):
    blocks = section(component, title).blocks
    return next(block for block in blocks if isinstance(block, Table))


def cells(component, title):
    return [[WORDS.blocks(cell) for cell in row] for row in table(component, title).rows]


def term(component, title, row):
    first = table(component, title).rows[row][0][0]
    assert isinstance(first, Term)
    return [plain(line) for line in (first.head, *first.details)]


def test_sections_stand_in_the_order_of_the_page():
    titles = [part.title for part in outline.page(RICH, LIBRARY).sections]
    assert titles == [
        "Description",
        "Example",
        "Behaviour",
        "Initialization",
        "Raises",
        "References",
        "Shortcuts",
        "Event listeners",
        "Event arguments",
        "Event payloads",
        "Slots",
        "Key bindings",
        "CSS classes",
        "Methods",
        "Attributes",
        "Tags",
        "Source",
    ]


def test_an_example_comes_first_unless_it_hides_what_follows():
    def place(lines):
        long = replace(RICH, example="\n".join(["lamps.on()"] * lines))
        return [part.title for part in outline.page(long, LIBRARY).sections].index("Example")

    assert [place(1), place(12)] == [1, 1]
    assert place(13) > 10


def test_sections_without_content_are_left_out():
    document = outline.page(BARE, LIBRARY)
    assert [part.title for part in document.sections] == ["Source"]
    assert document.lead == (CodeBlock("lamps.on()", "python"),)
    assert document.previous is None
    assert document.next is None


def test_page_names_its_library_and_group():
    assert outline.page(RICH, LIBRARY).byline == "lamps 2.1.0 · class · controls"
    assert outline.page(BARE, replace(LIBRARY, version=None)).byline == "lamps · function"


def test_call_stands_before_the_signature():
    call, signature = outline.page(RICH, LIBRARY).lead
    assert call == Paragraph((Code("lamps.Dimmer(···)"),))
    assert signature == CodeBlock(
        "lamps.Dimmer(\n"
        "    level: float | Callable[[], float],\n"
        "    /,\n"
        "    room: str | Literal['hall', 'kitchen'] | None = None,\n"
        "    *lamps: Lamp,\n"
        "    fade: float = FADE,\n"
        "    scene: dict[str, float] = {\n"
        '        "evening": 0.3,\n'
        '        "night": 0.05,\n'
        "    },\n"
        '    curve: str = "linear",\n'
        "    **options: Any,\n"
        ")",
        "python",
    )


def test_parameters_of_a_function_are_not_called_initialization():
    function = replace(BARE, parameters=[Parameter("lamp", required=True)], returns="bool")
    assert cells(function, "Parameters") == [["lamprequired", "—"]]
    assert outline.page(function, LIBRARY).lead[1] == CodeBlock("lamps.on(lamp) -> bool", "python")


def admonitions(component):
    blocks = section(component, "Description").blocks
    return [
        (block.title, block.tone, WORDS.blocks(block.blocks))
        for block in blocks
        if isinstance(block, Admonition)
    ]


def test_deprecation_is_shown_once_and_before_the_notes():
    assert admonitions(RICH) == [
        ("Deprecated", "warning", "Dimmergiveswaytolamps.Slider,whichalsosetscolours."),
        ("Warning", "warning", "Oldbulbshumbelow10%."),
        ("See also", "note", "lamps.Switch"),
    ]


def test_note_that_is_the_deprecation_is_not_repeated_whatever_its_kind():
    component = replace(BARE, deprecated="Use `off`.", notes=[Note("note", "Use `off`.\n")])
    assert admonitions(component) == [("Deprecated", "warning", "Useoff.")]


def test_deprecation_in_other_words_keeps_the_note():
    component = replace(BARE, deprecated="Gone.", notes=[Note("deprecated", "Since 2.0.")])
    assert [text for _, _, text in admonitions(component)] == ["Gone.", "Since2.0."]


def test_deprecation_without_a_word_is_still_one():
    assert admonitions(replace(BARE, deprecated="")) == [("Deprecated", "warning", "—")]


def test_behaviour_shows_only_what_the_library_states():
    assert cells(RICH, "Behaviour") == [
        ["Asinputfloat", "Passesthelevelto" + "thefunction."],
        ["Asoutputfloat|None", "—"],
    ]
    half = replace(BARE, as_output=Behaviour(None, "A colour."))
    assert cells(half, "Behaviour") == [["Asoutput", "Acolour."]]


def test_parameter_shows_how_it_is_passed():
    assert [term(RICH, "Initialization", row) for row in range(7)] == [
        ["level", "float | Callable[[], float]", "required, positional-only"],
        ["room", "str | Literal['hall', 'kitchen'] | None", "default: None"],
        ["*lamps", "Lamp"],
        ["fade", "float", "default: FADE = 0.25, keyword-only"],
        [
            "scene",
            "dict[str, float]",
            "default: {",
            '    "evening": 0.3,',
            '    "night": 0.05,',
            "}, keyword-only",
        ],
        [
            "curve",
            "str",
            'default: "linear"',
            'one of: "linear", "square"',
            "unit: lm",
            "settable, observable",
            "CSS class: -curved",
        ],
        ["**options", "Any"],
    ]


def test_parameter_that_nobody_described_shows_a_dash():
    assert cells(RICH, "Initialization")[5][1] == "—"


def caption(parameters):
    component = replace(BARE, kind="class", parameters=parameters)
    return plain(table(component, "Initialization").caption)


def test_origin_of_descriptions_is_told_once_a_table():
    inherited = Parameter("a", description="x", described_in="lamps.Base")
    own = Parameter("b", description="x", described_in="lamps.on.__init__")
    undescribed = Parameter("c", described_in="lamps.Base")
    assert caption([inherited, replace(inherited, name="d")]) == "Descriptions from lamps.Base."
    assert caption([inherited, undescribed]) == "Descriptions from lamps.Base."
    assert caption([inherited, own]) == "Descriptions of a from lamps.Base."
    assert caption([own, undescribed]) == ""
    other = Parameter("e", "var_positional", description="x", described_in="lamps.Other")
    assert caption([inherited, other]) == (
        "Descriptions of a from lamps.Base. Descriptions of *e from lamps.Other."
    )


def test_lone_return_without_a_type_has_the_type_of_the_call():
    sections = [Section("returns", "Returns", [Item("", None, "The lamp.")])]
    component = replace(BARE, returns="Lamp | None", sections=sections)
    assert cells(component, "Returns") == [["Lamp|None", "Thelamp."]]


def test_section_of_prose_has_no_table():
    assert section(RICH, "References").blocks == (Paragraph((Text("The lamp book, chapter 4."),)),)


def test_shortcut_has_three_columns():
    component = replace(BARE, shortcuts=[Shortcut("lamps.on", "on", "")])
    assert cells(component, "Shortcuts") == [["lamps.on", '"on"', "—"]]
    assert WORDS.blocks(table(component, "Shortcuts").header[1]) == "Interfacestringshortcut"


def test_listener_is_a_call_that_names_the_first_argument():
    assert cells(RICH, "Event listeners") == [
        ["lamps.Dimmer.change(fn,···)", "SentwhenthelevelofaDimmerchanges."],
        [
            "lamps.Dimmer.release(fn,···)",
            'Sentwhentheknobisletgo.Defaulthere:queue=False,mode="last"',
        ],
        ["on_turn=payload:lamps.Turned", "Sentwhiletheknobturns."],
        ["on_spin(callback)payload:tuple[float,int]", "—"],
    ]


def test_payload_has_a_row_for_each_field():
    assert cells(RICH, "Event payloads") == [
        ["degreesfloat", "turn", "Howfaritturned."],
        ["knobDimmer", "turn", "—"],
    ]


def test_key_has_its_action():
    assert cells(RICH, "Key bindings") == [["up,k", "brighten", "Onestepup."], ["d", "—", "—"]]


def test_attribute_shows_its_limits():
    assert cells(RICH, "Attributes")[2] == ["speedintlimits:ge=0,le=9two-way", "—"]


def test_listener_takes_what_the_library_says_it_takes():
    bare = replace(BARE, events=[Event("click")])
    assert cells(bare, "Event listeners") == [["lamps.on.click()", "—"]]
    one = replace(bare, event_arguments=[Parameter("fn")])
    assert cells(one, "Event listeners")[0][0] == "lamps.on.click(fn)"


def test_method_has_sections_of_its_own():
    blink, off = section(RICH, "Methods").sections
    assert (blink.title, off.title) == ("blink", "off")
    assert blink.blocks[0] == CodeBlock(
        "lamps.Dimmer.blink(times: int = 2, *, pause: float) -> bool", "python"
    )
    titles = [part.title for part in blink.sections]
    assert titles == ["Parameters", "Returns", "Example", "Source"]
    assert off.sections == ()


def test_method_with_no_more_than_a_summary_shows_it():
    component = replace(BARE, methods=[Method("off", "lamps.on.off", summary="Turns it off.")])
    assert section(component, "Methods").sections[0].blocks[1] == Paragraph(
        (Text("Turns it off."),)
    )


def test_attribute_shows_its_value():
    component = replace(BARE, attributes=[Attribute("A", "int", "3", "Three.")])
    assert term(component, "Attributes", 0) == ["A", "int", "value: 3"]


def test_source_tells_where_and_from_what():
    assert WORDS.blocks(section(RICH, "Source").blocks) == (
        "Declaredaslamps.controls.dimmer.Dimmer"
        "Baseclasses:lamps.controls.base.Control,Generic[T]"
        "File:lamps/controls/dimmer.py:12-82"
    )
    assert WORDS.blocks(section(BARE, "Source").blocks) == "File:lamps/__init__.py:3"


def test_anchors_are_unique():
    twice = replace(RICH, methods=[*RICH.methods, RICH.methods[0]])
    anchors = []

    def collect(sections):
        for part in sections:
            anchors.append(part.anchor)
            collect(part.sections)

    collect(outline.page(twice, LIBRARY).sections)
    assert "methods-blink" in anchors
    assert "methods-blink-parameters" in anchors
    assert len(set(anchors)) == len(anchors)


def test_listing_groups_components_and_tells_what_was_not_read():
    document = outline.listing(MANIFEST)
    rows = {
        part.title: [[WORDS.blocks(cell) for cell in row] for row in part.blocks[0].rows]
        for part in document.sections
    }
    assert rows == {
        "Controls": [["Dimmerdeprecated", "Setshowbrightalampshines."]],
        "Layout": [["Roomlamps.layout.Room", "Holdslamps,onebeside|theother."]],
        "Other": [["on", "—"]],
        "Not read": [["lamps/broken.py:7", "invalidsyntax"], ["lamps", "noversion"]],
    }
    assert document.byline == "lamps 2.1.0 · 3 classes and functions, 1 of them with events"


def test_listing_without_groups_has_one_heading():
    document = outline.listing(replace(MANIFEST, components=[BARE], problems=[]))
    assert [part.title for part in document.sections] == ["Components"]
    assert document.byline == "lamps 2.1.0 · 1 class or function"


def test_a_library_without_components_lists_classes_and_functions():
    library = replace(MANIFEST.library, has_components=False)
    document = outline.listing(replace(MANIFEST, library=library, components=[BARE], problems=[]))
    assert [part.title for part in document.sections] == ["Classes and functions"]
    assert [WORDS.blocks(cell) for cell in document.sections[0].blocks[0].header] == [
        "Name",
        "Summary",
    ]
    assert document.byline == "lamps 2.1.0 · 1 class or function"
    assert outline.listing(replace(MANIFEST, library=library)).byline == (
        "lamps 2.1.0 · 3 classes and functions"
    )
