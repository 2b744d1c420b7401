"""The view API page and its snippets: for any descriptor, and pasted against a running app."""

import ast
import html
import json
import re
from html.parser import HTMLParser

import pytest
from apps import Whole
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import faceplate_kit as kit
from faceplate.api.view import literals
from faceplate_kit.demo import demo as showcase
from faceplate_kit.server.pages import environment

LANGUAGES = ["python", "javascript", "curl"]
FILE = {"path": "https://files.example/a.png", "meta": {"_type": "gradio.FileData"}}


def plain():
    """Load the templates as others do: by the name of the package, for text."""
    made = Environment(
        loader=PackageLoader("faceplate.api.view", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=only_quoted,
    )
    made.filters.update(
        {name: lambda value, f=f: Markup(f(value)) for name, f in literals.FILTERS.items()}
    )
    made.tests.update(literals.TESTS)
    return made


def only_quoted(value):
    assert isinstance(value, Markup), f"no filter has quoted {value!r}"
    return value


PLAIN = plain()


def snippet(language, name, endpoint, url="http://127.0.0.1:7860/", prefix="/gradio_api"):
    template = PLAIN.get_template(f"snippets/{language}.jinja")
    return str(template.render(name=name, endpoint=endpoint, url=url, prefix=prefix))


def page(descriptor, title="An app"):
    template = environment().get_template("view_api.html.jinja")
    return template.render(
        descriptor=descriptor, url="http://127.0.0.1:7860/", prefix="/gradio_api", title=title
    )


def parameter(name="a", default=None, example="x", kind="str", **more):
    return {
        "label": name,
        "parameter_name": name,
        "parameter_has_default": default is not None,
        "parameter_default": default,
        "type": {"type": "string"},
        "python_type": {"type": kind, "description": ""},
        "component": "Textbox",
        "example_input": example,
        **more,
    }


def endpoint(*parameters, **more):
    return {"parameters": list(parameters), "returns": [], "show_api": True, **more}


def arguments(code):
    """Give the call of `predict` in Python code, as its words and their values."""
    (call,) = (
        one
        for one in ast.walk(ast.parse(code))
        if isinstance(one, ast.Call) and getattr(one.func, "attr", "") == "predict"
    )
    return [ast.unparse(one) for one in call.args], {
        one.arg: ast.unparse(one.value) for one in call.keywords
    }


class Reader(HTMLParser):
    """Reads what a person sees of a page, and which elements there are."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.codes = [], "", {}
        self._code = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "code" and "data-language" in dict(attributes):
            self._code = dict(attributes)["data-language"]
            self.codes.setdefault(self._code, []).append("")

    def handle_endtag(self, tag):
        if tag == "code":
            self._code = None

    def handle_data(self, data):
        self.text += data
        if self._code:
            self.codes[self._code][-1] += data


def test_words_are_used_where_each_can_be_one():
    code = snippet("python", "/f", endpoint(parameter("a"), parameter("b", 3)))
    assert arguments(code) == ([], {"a": "'x'", "b": "3", "api_name": "'/f'"})


@pytest.mark.parametrize("name", [
    "class", "lambda", "None", "a b", "1st", "", None, "api_name", "headers", "a", "x)", "é-é",
])  # fmt: skip
def test_places_are_used_where_a_name_cannot_be_a_word(name):
    code = snippet("python", "/f", endpoint(parameter("a"), parameter(name)))
    assert arguments(code) == (["'x'", "'x'"], {"api_name": "'/f'"})


def test_old_descriptors_have_no_names_of_parameters():
    old = {"label": "T", "python_type": {"type": "str"}, "component": "X", "example_input": "x"}
    code = snippet("python", "/f", {"parameters": [old], "returns": []}, prefix="")
    assert arguments(code) == (["'x'"], {"api_name": "'/f'"})
    assert '["\\n' not in snippet("javascript", "/f", {"parameters": [old], "returns": []})
    curl = snippet("curl", "/f", {"parameters": [old], "returns": []}, prefix="")
    assert "/run/f" in curl and "EVENT_ID" not in curl


def test_an_endpoint_without_a_name_goes_by_its_index():
    one = endpoint(parameter("a"))
    assert arguments(snippet("python", 7, one))[1]["fn_index"] == "7"
    assert "predict(7, {" in snippet("javascript", 7, one)
    assert '"fn_index": 7' in snippet("curl", 7, one)


@pytest.mark.parametrize(("value", "kind", "written"), [
    (FILE, "filepath", "handle_file('https://files.example/a.png')"),
    ("https://files.example/a.png", "filepath", "handle_file('https://files.example/a.png')"),
    ("https://files.example/a.png", "str", "'https://files.example/a.png'"),
    ([FILE, FILE], "list[filepath]", "[" + ", ".join(
        ["handle_file('https://files.example/a.png')"] * 2) + "]"),
    ({"files": [FILE], "text": "x"}, "dict", "{'files': "
     "[handle_file('https://files.example/a.png')], 'text': 'x'}"),
    ({**FILE, "url": "http://here/a"}, "filepath", "handle_file('http://here/a')"),
    ({"path": "a"}, "dict", "{'path': 'a'}"),
])  # fmt: skip
def test_files_are_sent_by_the_function_for_files(value, kind, written):
    code = snippet("python", "/f", endpoint(parameter("a", None, value, kind)))
    assert arguments(code)[1]["a"] == written
    assert ("import Client, handle_file" in code) is ("handle_file(" in written)
    script = snippet("javascript", "/f", endpoint(parameter("a", None, value, kind)))
    assert script.count("handle_file(") == written.count("handle_file(")
    assert ("handle_file }" in script) is ("handle_file(" in written)


NAMES = ["/My Name/x!", "/a'b", '/a"b', "/a\\b", "/é😀", "/$(id)", "/`id`", "/</script>", "/a\nb"]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_stay_names(name):
    one = endpoint(parameter("a", "</script><b>'\"\\\n$(id)`id`"))
    assert ast.literal_eval(arguments(snippet("python", name, one))[1]["api_name"]) == name
    text = page({"named_endpoints": {name: one}, "unnamed_endpoints": {}}, title=name)
    reader = Reader(text)
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert "b" not in [tag for tag, _ in reader.tags]
    assert reader.codes["python"] == [snippet("python", name, one)]
    assert reader.codes["curl"] == [snippet("curl", name, one)]
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids)) and not any(" " in one for one in ids)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARAMETERS = st.fixed_dictionaries(
    {"label": st.text(), "component": st.text(), "example_input": JSON_VALUES},
    optional={
        "parameter_name": st.none() | st.text(),
        "parameter_has_default": st.booleans(),
        "parameter_default": JSON_VALUES | st.sets(st.integers()) | st.dates(),
        "python_type": st.fixed_dictionaries(
            {"type": st.text() | st.just("filepath")},
            optional={"description": st.none() | st.text()},
        ),
    },
).map(lambda one: {"parameter_default": None, **one})
ENDPOINTS = st.fixed_dictionaries(
    {"parameters": st.lists(PARAMETERS, max_size=3), "returns": st.lists(PARAMETERS, max_size=2)},
    optional={
        "description": st.none() | st.text(),
        "show_api": st.booleans(),
        "api_visibility": st.sampled_from(["public", "undocumented", "private"]),
        "oauth_token": st.sampled_from(["required", "optional"]),
    },
)
DESCRIPTORS = st.fixed_dictionaries(
    {
        "named_endpoints": st.dictionaries(st.text().map("/".__add__), ENDPOINTS, max_size=3),
        "unnamed_endpoints": st.dictionaries(st.integers(0, 99).map(str), ENDPOINTS, max_size=2),
    }
)


@settings(max_examples=60)
@given(DESCRIPTORS, st.text())
def test_any_descriptor_makes_a_page_that_is_safe_and_code_that_parses(descriptor, title):
    reader = Reader(page(descriptor, title))
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("script") == tags.count("style") == tags.count("main") == 1
    assert not any(name.startswith("on") for _, attributes in reader.tags for name in attributes)
    shown = [
        one
        for group in descriptor.values()
        for one in group.values()
        if one.get("api_visibility") != "private"
    ]
    assert tags.count("article") == len(shown)
    for group in descriptor.values():
        for name, one in group.items():
            number = int(name) if group is descriptor["unnamed_endpoints"] else name
            ast.parse(snippet("python", number, one))
            for language in ("javascript", "curl"):
                assert snippet(language, number, one).strip()


def test_the_policy_of_the_page_names_its_own_script_and_style():
    text = page({"named_endpoints": {}, "unnamed_endpoints": {}})
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    policy = html.unescape(policy)
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src '{literals.sha256(content)}'" in policy
    assert "default-src 'none'" in policy


def test_the_page_counts_and_says_what_is_not_listed():
    named = {
        "/a": endpoint(),
        "/b": endpoint(show_api=False),
        "/private-one": endpoint(api_visibility="private"),
    }
    text = Reader(page({"named_endpoints": named, "unnamed_endpoints": {"4": endpoint()}})).text
    assert "2 named endpoints, 1 endpoint without a name" in text
    assert text.count("callable, not listed") == 1
    assert "/private-one" not in text and "Function 4" in text
    empty = Reader(page({"named_endpoints": {}, "unnamed_endpoints": {}})).text
    assert "0 named endpoints" in empty and "no endpoint" in empty


def test_the_page_says_what_is_required_and_what_is_taken_otherwise():
    one = endpoint(
        parameter("first"), parameter("second", "thing"), parameter("third", kind="Literal['a']"),
        description="Does <it>.",
    )  # fmt: skip
    text = " ".join(Reader(page({"named_endpoints": {"/f": one}})).text.split())
    assert "first str Textbox required" in text
    assert 'second str Textbox optional, "thing" if left out' in text
    assert "Literal['a']" in text and "Does <it>." in text


# From here on against a running app.


class Samples:
    """An app whose endpoints can all be called with the values that its descriptor shows."""

    def __init__(self):
        with kit.Blocks(title="Samples") as self.demo:
            name, times = kit.Textbox(label="A name"), kit.Slider(1, 5, value=2, label="Times")
            out, shown = kit.Textbox(label="Out"), kit.Image(label="Shown")
            button = kit.Button()
            button.click(self.said, [name, times], out, api_name="said")
            button.click(self.said, [name, times], out, api_name="My Name/x!")
            button.click(self.reserved, [name, times], out, api_name="reserved")
            button.click(self.looked, kit.Image(label="Picture"), shown, api_name="looked")
            button.click(self.counted, None, out, api_name="counted")
            button.click(self.nothing, None, None, api_name="nothing")
            button.click(self.chosen, [
                kit.Dropdown(["it's", 'a "b"', "$(id)"], label="One"),
                kit.Radio([1, 2], label="Two"), kit.Checkbox(label="Three"),
                kit.Dropdown(["a", "b"], multiselect=True, label="Four"), kit.State("kept"),
            ], out, api_name="chosen")  # fmt: skip
            button.click(lambda data: json.dumps(data), kit.JSON(label="Data"), out, "data")

    @staticmethod
    def said(name, times):
        return f"said {name} {times}"

    @staticmethod
    def reserved(headers, times):
        return f"reserved {headers} {times}"

    @staticmethod
    def looked(picture):
        assert picture is not None
        return picture

    @staticmethod
    def counted():
        yield "counted 1"
        yield "counted 2"

    @staticmethod
    def nothing():
        return None

    @staticmethod
    def chosen(one, two, three, four, kept):
        return f"chosen {one} {two} {three} {four} {kept}"


EXPECTED = {
    "/said": "said  2", "/My Name/x!": "said  2", "/reserved": "reserved  2",
    "/looked": "example.png", "/counted": "counted 2", "/nothing": "", "/data": "Ada",
    "/chosen": "chosen it's 1 False ['a'] kept",
}  # fmt: skip


@pytest.fixture
def codes(serve):
    caller = serve(Samples().demo)
    answer = caller.http.get("/view-api")
    assert answer.text == caller.http.get("/", params={"view": "api"}).text
    names = list(caller.http.get("/info").json()["named_endpoints"])
    assert set(names) == set(EXPECTED)
    codes = Reader(answer.text).codes
    return {language: dict(zip(names, codes[language], strict=True)) for language in LANGUAGES}


def shown(name, out):
    return EXPECTED[name] in out.replace("\\", "")


def test_the_python_code_works_when_pasted(codes, run_python):
    # All in one process, one after the other, as in one notebook.
    marked = "".join(f"print('@@{name}')\n{code}\n" for name, code in codes["python"].items())
    out = run_python(f"{marked}\nimport os; import sys; sys.stdout.flush(); os._exit(0)")
    found = dict(part.split("\n", 1) for part in out.split("@@")[1:])
    assert {name for name in EXPECTED if not shown(name, found[name])} == set()


def test_the_javascript_code_works_when_pasted(codes, run_javascript):
    for name in ("/said", "/looked", "/chosen"):
        assert shown(name, run_javascript(codes["javascript"][name])), name
    script = 'import { Client, handle_file } from "@gradio/client";\n'
    for name, code in codes["javascript"].items():
        body = re.sub(r"^import .*$", "", code, flags=re.MULTILINE)
        script += f"console.log('@@{name}');\n{{{body}}}\n"
    found = dict(part.split("\n", 1) for part in run_javascript(script).split("@@")[1:])
    assert {name for name in EXPECTED if not shown(name, found[name])} == set()


def test_the_curl_code_works_when_pasted(codes, run_shell):
    for name, code in codes["curl"].items():
        out = run_shell(code)
        assert "event: complete" in out and shown(name, out), f"{code}\n{out}"


def endings(out):
    """Tell which endpoint ended how, where the code of each was wrapped to say so."""
    return dict(line[2:].split(" ", 1) for line in out.splitlines() if line.startswith("@@"))


def test_the_code_for_the_demo_works_when_pasted(serve, run_python, run_javascript, run_shell):
    """Each endpoint, in each language; only the one that always fails does."""
    caller = serve(showcase)
    names = list(caller.http.get("/info").json()["named_endpoints"])
    codes = Reader(caller.http.get("/view-api").text).codes
    expected = {name: "failed" if name == "/fail" else "worked" for name in names}
    indented = (code.replace("\n", "\n    ") for code in codes["python"])
    script = "".join(
        f"try:\n    {code}\n    print('\\n@@{name} worked')\n"
        f"except Exception:\n    print('\\n@@{name} failed')\n"
        for name, code in zip(names, indented, strict=True)
    )
    out = run_python(f"{script}\nimport os, sys; sys.stdout.flush(); os._exit(0)")
    assert endings(out) == expected
    script = 'import { Client, handle_file } from "@gradio/client";\n'
    for name, code in zip(names, codes["javascript"], strict=True):
        body = re.sub(r"^import .*$", "", code, flags=re.MULTILINE)
        script += (
            f"try {{{body} console.log('\\n@@{name} worked');}}\n"
            f"catch {{ console.log('\\n@@{name} failed'); }}\n"
        )
    assert endings(run_javascript(script)) == expected
    for name, code in zip(names, codes["curl"], strict=True):
        event = "complete" if expected[name] == "worked" else "error"
        assert f"event: {event}\n" in run_shell(code), name


def test_the_page_is_that_of_the_app(serve):
    app = Whole()
    caller = serve(app.demo)
    text = Reader(caller.http.get("/view-api").text).text
    assert "Whole & <b>all</b>" in text
    for name in app.demo.get_api_info()["named_endpoints"]:
        assert name in text
    assert "view-api" in caller.http.get("/").text
