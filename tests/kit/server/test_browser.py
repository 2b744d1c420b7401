"""The page of an app and the view API page, in a browser, as a person uses them."""

import threading
import time

import pytest
from apps import Gauge, Whole, greet, until

import faceplate_kit as kit
from faceplate_kit.demo import PASSWORD
from faceplate_kit.demo import demo as showcase
from faceplate_kit.files import EXAMPLE
from faceplate_kit.server.limits import Limits

OPEN = """
    await page.goto(given.url);
    const go = page.locator("button.button").first();
    const value = (label) => page.getByLabel(label, { exact: true }).inputValue();
    const shows = (label, text) => page.waitForFunction(([label, text]) =>
        [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === label)
          ?.control.value === text, [label, text]);
"""


@pytest.fixture
def visit(serve, browser):
    """Serve an app and run code in its page."""

    def run(demo, code, path="/", options=None, quiet=True, **given):
        caller = serve(demo, limits=Limits(stop=0.5, grace=0.2))
        given = {"url": caller.url + path, **given}
        found = browser(OPEN + code, given, quiet, **(options or {}))
        caller.rest()
        return found

    return run


def test_a_click_runs_the_function(visit):
    code = """
        await page.getByLabel("Name", { exact: true }).fill("Ada <b>");
        await go.click();
        await shows("Greeting", "Hello Hello Ada <b>");
        return page.locator("#status").textContent();
    """
    with kit.Blocks() as demo:
        name, out = kit.Textbox(label="Name"), kit.Textbox(label="Greeting")
        kit.Button("Go").click(lambda text: greet(text), name, out)
    assert visit(demo, code) in ("Done", "Running")


def test_a_person_logs_in_and_out(visit):
    code = """
        const said = [];
        const buttons = () => page.locator(".block a.button:visible").allTextContents();
        await shows("Signed in", "nobody");
        said.push(await buttons());
        await page.getByRole("link", { name: "Sign in" }).click();
        await page.getByLabel("User name").fill("ada");
        await page.getByLabel("Password").fill("wrong");
        await page.keyboard.press("Enter");
        await page.waitForSelector("[role=alert]:not(:empty), .problem");
        said.push(new URL(page.url()).pathname);
        await page.getByLabel("User name").fill("ada");
        await page.getByLabel("Password").fill(given.password);
        await page.keyboard.press("Enter");
        await shows("Signed in", "ada");
        said.push(await buttons());
        await page.getByRole("link", { name: "Logout" }).click();
        await shows("Signed in", "nobody");
        said.push((await page.context().cookies())
          .filter((one) => one.name.includes("person")).length);
        return said;
    """
    before, path, after, cookies = visit(showcase, code, quiet=False, password=PASSWORD)
    assert [one.strip() for one in before] == ["Sign in", "Logout"]
    assert path == "/login"
    assert "ada" in after[0]
    assert cookies == 0


@pytest.mark.parametrize("how", ["full", "minimal", "hidden"])
def test_progress_is_shown_as_it_is_asked_for(visit, how):
    gate = threading.Event()

    def work():
        gate.wait(60)
        return "done"

    with kit.Blocks() as demo:
        kit.Button("Go").click(work, None, kit.Textbox(label="Out"), show_progress=how)
        kit.Button("End").click(gate.set, api_name="end", queue=False)
    code = """
        await go.click();
        if (given.how === "hidden") await page.waitForTimeout(250);
        else await page.waitForFunction(() =>
          /s$/.test(document.querySelector(".progress")?.textContent ?? ""));
        const look = () => page.evaluate(() => {
          const note = document.querySelector(".progress");
          const busy = document.querySelectorAll("[aria-busy]").length;
          if (!note) return [null, busy];
          const block = note.closest(".block").getBoundingClientRect();
          const box = note.getBoundingClientRect();
          return [note.className, busy, /s$/.test(note.textContent),
                  box.width >= block.width - 1 && box.height >= block.height - 1];
        });
        const during = await look();
        await page.evaluate((url) => fetch(url, {
          method: "POST", body: '{"data": []}', headers: { "Content-Type": "application/json" },
        }), given.url + "gradio_api/run/end");
        await shows("Out", "done");
        return [during, await look()];
    """
    during, after = visit(demo, code, how=how)
    seen = {
        "full": ["progress full", 1, True, True],
        "minimal": ["progress minimal", 1, True, False],
        "hidden": [None, 0],
    }
    assert (during, after) == (seen[how], [None, 0])


@pytest.mark.parametrize(
    ("mode", "runs"), [("once", 1), ("multiple", 3), ("always_last", 2), (None, 1)]
)
def test_what_a_click_does_while_a_run_is_pending(visit, mode, runs):
    gauge = Gauge()
    turn, done = threading.Condition(), []

    def work(text):
        with gauge, turn:
            # Runs at the same time end in any order; here they end in that of the clicks.
            turn.wait_for(lambda: runs < 3 or len(done) == "abc".index(text), 60)
            turn.wait(0.3)
            done.append(text)
            turn.notify_all()
            return text

    with kit.Blocks() as demo:
        kit.Button("Go").click(
            work, kit.Textbox(label="In"), kit.Textbox(label="Out"),
            trigger_mode=mode, concurrency_limit=None,
        )  # fmt: skip
    code = """
        await page.evaluate(() => {
          for (const text of ["a", "b", "c"]) {
            document.querySelector("input").value = text;
            document.querySelector("button.button").click();
          }
        });
        await shows("Out", "LAST");
        await page.waitForTimeout(500);
        return value("Out");
    """
    last = "a" if runs == 1 else "c"
    assert visit(demo, code.replace("LAST", last)) == last
    assert gauge.runs == runs


def test_a_change_runs_once_more_for_the_last_value(visit):
    def work(text):
        time.sleep(0.1)
        return text

    with kit.Blocks() as demo:
        box = kit.Textbox(label="In")
        box.change(work, box, kit.Textbox(label="Out"))
    code = """
        await page.getByLabel("In").pressSequentially("abcdef");
        await shows("Out", "abcdef");
    """
    visit(demo, code)


@pytest.mark.parametrize("scrolls", [True, False])
def test_the_page_scrolls_to_the_output_where_it_is_said(visit, scrolls):
    with kit.Blocks() as demo:
        button = kit.Button("Go")
        kit.Markdown("\n\n".join(["line"] * 100))
        out = kit.Textbox(label="Out")
        button.click(lambda: "there", None, out, scroll_to_output=scrolls)
    code = """
        await go.click();
        await shows("Out", "there");
        if (given.scrolls) await page.waitForFunction(() => scrollY > 500);
        else await page.waitForTimeout(200);
        return page.evaluate(() => scrollY);
    """
    assert (visit(demo, code, scrolls=scrolls) > 500) is scrolls


def test_the_page_runs_functions_of_the_author(visit):
    with kit.Blocks() as demo:
        given, out, alone = kit.Textbox("a", label="In"), kit.Textbox(label="Out"), kit.Number()
        button = kit.Button("Go")
        button.click(lambda text: text + "3", given, out, js="(one, out) => [one + '2' + out]")
        button.click(None, given, alone, js="async (one) => one.length + 41")
    code = """
        await go.click();
        await shows("Out", "a23");
        return page.locator("[type=number]").inputValue();
    """
    assert visit(demo, code) == "42"


def test_what_repeats_ends_with_the_page(visit):
    gauge = Gauge()

    def tick():
        with gauge:
            return gauge.runs

    with kit.Blocks() as demo:
        kit.Number(tick, every=0.05, label="Count")
        kit.Textbox(lambda: "made for the page", label="Once")
        kit.Button("Go").click(lambda: 1, None, kit.Number(label="Other"), every=0.05)
    code = """
        await go.click();
        await page.waitForFunction(() => Number(document.querySelector("input").value) > 4);
        await shows("Other", "1");
        await shows("Once", "made for the page");
        return [await value("Once"), await value("Other")];
    """
    assert visit(demo, code) == ["made for the page", "1"]

    def rests() -> bool:
        runs = gauge.runs
        time.sleep(0.2)
        return gauge.runs == runs

    until(rests)
    assert gauge.runs > 4


def test_one_event_follows_another_and_a_failure_is_shown(visit):
    def fail():
        raise kit.Error("No <i>such</i> thing.")

    with kit.Blocks() as demo:
        one, two, three = (kit.Textbox(label=name) for name in ("One", "Two", "Three"))
        first = kit.Button("Go").click(lambda: "1", None, one, api_name=False)
        first.success(lambda: "2", None, two)
        failing = kit.Button("Fail").click(fail)
        failing.success(lambda: "never", None, two)
        failing.then(lambda: "3", None, three)
    code = """
        await go.click();
        await shows("Two", "2");
        await page.getByRole("button", { name: "Fail" }).click();
        await shows("Three", "3");
        const alert = await page.getByRole("alert").locator("span").textContent();
        await page.getByRole("button", { name: "Close" }).click();
        return [alert, await value("Two"), await page.getByRole("alert").textContent()];
    """
    alert, two, left = visit(demo, code)
    assert (alert, two, left.strip()) == ("No <i>such</i> thing.", "2", "")


def test_a_generator_shows_its_steps_and_is_cancelled(visit):
    seen = Gauge()

    def forever():
        with seen:
            number = 0
            while True:
                yield number
                number += 1
                time.sleep(0.02)

    with kit.Blocks() as demo:
        counting = kit.Button("Go").click(forever, None, kit.Number(label="Count"))
        kit.Button("Stop").click(None, cancels=[counting])
    code = """
        await go.click();
        await page.waitForFunction(() => Number(document.querySelector("input").value) > 3);
        await page.getByRole("button", { name: "Stop" }).click();
        await page.waitForTimeout(300);
        const before = await value("Count");
        await page.waitForTimeout(200);
        return [before, await value("Count")];
    """
    before, after = visit(demo, code)
    assert before == after
    assert seen.now == 0


def test_a_picture_is_sent_and_shown(visit):
    with kit.Blocks() as demo:
        picture = kit.Image(label="Picture")
        picture.upload(lambda path: path, picture, kit.Image(label="Again"))
    code = """
        await page.locator("input[type=file]").first().setInputFiles(given.file);
        await page.waitForFunction(() =>
          [...document.querySelectorAll("[data-part=picture]")].every((one) => one.naturalWidth));
        return page.locator("[data-part=empty]:visible").count();
    """
    assert visit(demo, code, file=str(EXAMPLE)) == 0


def test_nothing_of_an_app_becomes_code(visit):
    evil = "</script><img src=x onerror='window.hit = 1'><script>window.hit = 1</script>"
    with kit.Blocks(title=evil) as demo:
        box = kit.Textbox(evil, label=evil, info=evil, placeholder=evil)
        kit.Dropdown([evil], value=evil, label=evil)
        kit.Radio([evil], label=evil)
        kit.JSON({evil: evil}, label=evil)
        text = kit.Markdown(evil)
        kit.Button(evil).click(lambda one: one, box, text)
    code = """
        await page.locator("button.button").click();
        await page.waitForTimeout(400);
        const hits = [await page.evaluate(() => window.hit ?? 0)];
        await page.goto(given.url + "view-api");
        await page.waitForTimeout(100);
        return [...hits, await page.evaluate(() => window.hit ?? 0)];
    """
    assert visit(demo, code) == [0, 0]


def test_the_page_is_used_by_keyboard(visit):
    with kit.Blocks() as demo:
        name, size = kit.Textbox(label="Name"), kit.Slider(1, 5, value=2, step=1, label="Size")
        out = kit.Textbox(label="Out")
        name.submit(lambda text: f"sent {text}", name, out)
        kit.Button("Go").click(lambda text, size: f"{text} {size}", [name, size], out)
    code = """
        const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
        const stops = [];
        const tab = async () => {
          await page.keyboard.press("Tab");
          stops.push(await focused());
        };
        await tab();
        await page.keyboard.press("Enter");
        await tab();
        await page.keyboard.type("Ada");
        await page.keyboard.press("Enter");
        await shows("Out", "sent Ada");
        await tab();
        await page.keyboard.press("ArrowRight");
        await tab(); await tab();
        const ring = await page.evaluate(() =>
          getComputedStyle(document.activeElement).outlineStyle);
        await page.keyboard.press("Space");
        await shows("Out", "Ada 3");
        return [stops, ring];
    """
    stops, ring = visit(demo, code)
    assert stops[0] == "Skip to the app" and stops[-1] == "Go"
    assert ring == "solid"


VIEW = """
    const shown = () => page.locator("figure:visible code").evaluateAll((all) =>
      [...new Set(all.map((one) => one.dataset.language))]);
"""


def test_the_view_api_page_shows_a_language_at_a_time_and_copies(visit):
    code = (
        VIEW
        + """
        const found = {};
        for (const name of ["Python", "JavaScript", "cURL"]) {
          await page.locator("label", { hasText: name }).first().click();
          const figure = page.locator("figure:visible").nth(1);
          await figure.getByRole("button").click();
          await page.waitForFunction(() =>
            document.getElementById("status").textContent === "Copied");
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          const code = await figure.locator("code").textContent();
          found[name.toLowerCase()] = [await shown(), copied === code, copied];
          await page.waitForFunction(() => !document.getElementById("status").textContent);
        }
        return found;
    """
    )
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    found = visit(Whole().demo, code, "/view-api", options)
    for language, (languages, same, copied) in found.items():
        assert (languages, same) == ([language], True)
        assert "/count" in copied


def test_the_view_api_page_selects_where_it_may_not_copy(visit):
    code = """
        await page.evaluate(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error());
        });
        const figure = page.locator("figure:visible").first();
        await figure.getByRole("button").click();
        await page.waitForFunction(() =>
          document.getElementById("status").textContent.startsWith("Selected"));
        return [await page.evaluate(() => getSelection().toString().trim()),
                (await figure.locator("code").textContent()).trim()];
    """
    selected, code = visit(Whole().demo, code, "/view-api")
    assert selected == code


def test_the_view_api_page_is_used_by_keyboard(visit):
    code = (
        VIEW
        + """
        await page.keyboard.press("Tab");
        const first = await page.evaluate(() => document.activeElement.textContent);
        await page.keyboard.press("Tab"); await page.keyboard.press("Tab");
        const ring = await page.evaluate(() =>
          getComputedStyle(document.activeElement.nextElementSibling).outlineStyle);
        await page.keyboard.press("ArrowRight");
        const second = await shown();
        for (let i = 0; i < 40; i++) {
          await page.keyboard.press("Tab");
          if (await page.evaluate(() => document.activeElement.classList.contains("copy"))) break;
        }
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => document.getElementById("status").textContent);
        return [first, ring, second];
    """
    )
    first, ring, second = visit(Whole().demo, code, "/view-api")
    assert (first, ring, second) == ("Skip to the endpoints", "solid", ["javascript"])


@pytest.mark.parametrize("path", ["/", "/view-api", "/login"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_and_can_be_read(visit, path, scheme):
    """Nothing is cut off on a small screen, every control has a name, text stands out enough."""
    code = """
        return page.evaluate(() => {
          const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const light = (colour) => {
            const [r, g, b] = parts(colour).slice(0, 3).map((one) => one / 255)
              .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let one = element; one; one = one.parentElement) {
              const colour = getComputedStyle(one).backgroundColor;
              if ((parts(colour)[3] ?? 1) > 0) return colour;
            }
            return "rgb(255, 255, 255)";
          };
          const pale = [];
          let seen = 0;
          for (const element of document.body.querySelectorAll("*")) {
            const texts = [...element.childNodes].filter((one) => one.nodeType === 3);
            if (!texts.some((one) => one.data.trim()) || !element.checkVisibility()) continue;
            const pair = [light(getComputedStyle(element).color), light(ground(element))].sort();
            const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
            seen += 1;
            if (ratio < 4.5) pale.push([element.outerHTML.slice(0, 80), ratio]);
          }
          const nameless = [...document.querySelectorAll("input, select, textarea, button, a")]
            .filter((one) => one.checkVisibility())
            .filter((one) => !one.labels?.length && !one.ariaLabel && !one.textContent.trim())
            .map((one) => one.outerHTML.slice(0, 80));
          return [document.documentElement.scrollWidth, pale, nameless, seen];
        });
    """
    options = {"viewport": {"width": 360, "height": 740}, "colorScheme": scheme}
    width, pale, nameless, seen = visit(showcase, code, path, options)
    assert width <= 360
    assert pale == [] and nameless == []
    assert seen > 4
