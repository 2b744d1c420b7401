"""Who may call what: a private event is for the page of the app alone, on every route."""

import json
import re

import pytest
from apps import Whole

import faceplate_kit as kit
from faceplate_kit.server.limits import Limits

ROUTES = ["/queue/join", "/run/{}", "/api/{}", "/call/{}"]


@pytest.fixture
def whole(serve):
    app = Whole()
    app.caller = serve(app.demo)
    return app


def page(caller):
    """Fetch the page as a browser does, and give its session and its token."""
    text = caller.http.get("/").text
    known = json.loads(re.search(r'id="known">(.*?)</script>', text)[1].replace("<\\/", "</"))
    return known["session"], known["token"]


def ask(caller, path, index=None, session="s", **headers):
    body = {"data": [], "session_hash": session, "fn_index": index}
    return caller.http.post(path, json=body, headers=headers)


@pytest.mark.parametrize("prefix", ["", "/gradio_api"])
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", ["secret", "false", "False", "None", "null", "private", "6", ""])
def test_no_name_reaches_a_private_event(whole, prefix, route, name):
    answer = ask(whole.caller, prefix + route.format(name))
    assert answer.status_code in (404, 405)
    if answer.status_code == 404:
        assert answer.json()["error"] == "this app has no such endpoint"


@pytest.mark.parametrize("prefix", ["", "/gradio_api"])
@pytest.mark.parametrize("route", ROUTES)
def test_no_index_reaches_a_private_event(whole, prefix, route):
    path = prefix + route.format("secret")
    private, unknown = ask(whole.caller, path, whole.index("secret")), ask(whole.caller, path, 999)
    assert private.status_code == unknown.status_code == 404
    assert private.content == unknown.content
    assert ask(whole.caller, path, -1).status_code == 404


def test_an_index_beside_a_public_name_is_no_way_in(whole):
    index = whole.index("secret")
    assert ask(whole.caller, "/run/who", index).status_code == 404
    assert ask(whole.caller, "/api/who", index).status_code == 404
    started = ask(whole.caller, "/call/who", index)
    told = whole.caller.http.get(f"/call/who/{started.json()['event_id']}").text
    assert "nobody" in told and "secret" not in told


def test_a_private_event_is_in_no_list_of_endpoints(whole):
    for query in ("", "?all_endpoints=True"):
        assert "secret" not in whole.caller.http.get(f"/info{query}").text
    assert "secret" not in whole.caller.http.get("/view-api").text


def test_the_page_may_trigger_it(whole):
    session, token = page(whole.caller)
    index = whole.index("secret")
    joined = ask(whole.caller, "/queue/join", index, session, **{"x-faceplate-page": token})
    assert joined.status_code == 200
    assert whole.caller.messages(session)[-2]["output"]["data"] == ["secret"]
    direct = ask(whole.caller, "/run/predict", index, session, **{"x-faceplate-page": token})
    assert direct.json()["data"] == ["secret"]


def test_a_token_serves_its_session_and_its_browser_alone(whole, serve):
    index, other = whole.index("secret"), serve(Whole().demo)
    session, token = page(whole.caller)

    def refused(caller, session, token):
        answer = ask(caller, "/queue/join", index, session, **{"x-faceplate-page": token})
        return answer.status_code == 404

    assert refused(whole.caller, "other", token)
    # Not the last letter, of which two bits do not count.
    other_letter = "a" if token[-9] != "a" else "b"
    assert refused(whole.caller, session, token[:-9] + other_letter + token[-8:])
    assert refused(whole.caller, session, "")
    assert refused(other, session, token)
    page(other)
    assert refused(other, session, token)
    kept = dict(whole.caller.http.cookies)
    whole.caller.http.cookies.clear()
    assert refused(whole.caller, session, token)
    second, _ = page(whole.caller)
    assert refused(whole.caller, session, token)
    whole.caller.http.cookies.clear()
    whole.caller.http.cookies.update(kept)
    assert not refused(whole.caller, session, token)
    assert second != session


def test_two_pages_in_one_browser_both_work(whole):
    pages = [page(whole.caller) for _ in range(2)]
    for session, token in pages:
        header = {"x-faceplate-page": token}
        assert ask(whole.caller, "/queue/join", whole.index("secret"), session, **header).is_success


def test_a_token_gets_old(serve):
    app = Whole()
    caller = serve(app.demo, limits=Limits(page=-1))
    session, token = page(caller)
    answer = ask(caller, "/queue/join", app.index("secret"), session, **{"x-faceplate-page": token})
    assert answer.status_code == 404


def test_an_undocumented_event_is_called_but_not_listed(whole):
    assert whole.caller.call("/hidden", ["abc"]) == [("complete", ["cba"])]
    whole.caller.join(["abc"], whole.index("hidden"))
    assert whole.caller.messages()[-2]["output"]["data"] == ["cba"]
    assert "hidden" not in whole.caller.http.get("/info").text
    assert "/hidden" not in whole.caller.http.get("/view-api").text


def test_an_event_without_a_function_runs_nothing(serve):
    with kit.Blocks() as demo:
        kit.Button().click(None, js="() => []", api_name="only_js")
    caller = serve(demo)
    assert caller.http.get("/info").json()["named_endpoints"] == {}
    for route in ROUTES:
        assert ask(caller, route.format("only_js"), 0).status_code in (400, 404)
