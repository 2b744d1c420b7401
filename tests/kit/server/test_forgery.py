"""Two thousand attempts at what is private, and at other people's sessions: nothing in."""

import asyncio
import base64
import itertools
import json
import random
import secrets

import httpx
import pytest
from apps import Whole
from itsdangerous import URLSafeTimedSerializer

from faceplate_kit.server.app import asgi
from faceplate_kit.server.service import Service, Settings

HOST = "http://localhost:7860"
PREFIXES = ["", "/gradio_api"]
NAMES = [
    "secret", "Secret", "false", "False", "None", "null", "private", "predict", "predict/", "6",
    "-1", "0x6", "%66alse", "..%2fsecret", "who/../secret", "who%00", "%2e%2e/secret", "*",
    "who;secret", "undefined", "__proto__",
]  # fmt: skip
ROUTES = [
    *((f"/{verb}/{name}") for verb, name in itertools.product(["run", "api", "call"], NAMES)),
    "/queue/join",
]
INDICES = [None, "private", "private as text", -1, 999, 2**70, "twice"]
CALLS = 2000


class App:
    """An app that is called within this process, and what its private function was called with."""

    def __init__(self):
        self.whole, self.called = Whole(), []
        dependency = self.whole.demo.dependencies[self.whole.index("secret")]
        object.__setattr__(dependency, "fn", lambda: self.called.append(1) or "the secret")
        self.service = Service(self.whole.demo, Settings())
        self.asgi = asgi(self.service)

    def run(self, scene):
        """Run a scene with a client; nothing of it is sent over the network."""

        async def whole():
            self.service.start()
            transport = httpx.ASGITransport(self.asgi)
            async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
                result = await scene(client)
            await self.service.stop()
            return result

        return asyncio.run(whole())


@pytest.fixture
def app():
    app = App()
    yield app
    app.whole.demo.files.delete()


def tokens(app, chance):
    """Tokens and cookies that the app did not give to whoever shows them."""
    foreign, own = Service(app.whole.demo, Settings()).tokens, app.service.tokens
    browser, other = own.browser(), foreign.browser()
    session = "s"
    letters = list(own.page(session, browser))
    place = chance.randrange(len(letters) - 2)
    letters[place] = chance.choice([one for one in "abcXYZ019" if one != letters[place]])
    guess = URLSafeTimedSerializer(secrets.token_bytes(32), salt="page").dumps([session, browser])
    plain = base64.urlsafe_b64encode(json.dumps([session, browser]).encode()).decode()
    return [
        (None, browser),
        ("", browser),
        (own.page("another", browser), browser),
        (own.page(session, own.browser()), browser),
        (own.page(session, browser), None),
        (own.page(session, browser), own.browser()),
        (own.page(session, other), other),
        (foreign.page(session, other), other),
        (foreign.page(session, browser), browser),
        ("".join(letters), browser),
        (guess, browser),
        (f"{plain}.AAAAAA.{'A' * 27}", browser),
        (browser, browser),
        (own.sign_in("ada"), browser),
        ("." * 1000, "." * 1000),
    ]


def body(index, private):
    """The body of a call, with the index of an event in one of several ways."""
    stated = {"private": private, "private as text": str(private), "twice": private}
    asked = {"data": [], "session_hash": "s", "fn_index": stated.get(index, index)}
    text = json.dumps(asked)
    return text[:-1] + ', "fn_index": 999}' if index == "twice" else text


def test_two_thousand_attempts_run_nothing_that_is_private(app):
    chance = random.Random(1)
    private = app.whole.index("secret")
    asked = [
        (prefix + route, index, token)
        for prefix, route, index in itertools.product(PREFIXES, ROUTES, INDICES)
        for token in tokens(app, chance)
    ]
    asked = chance.sample(asked, CALLS)

    async def scene(client):
        statuses = []
        for path, index, (token, cookie) in asked:
            headers = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
            if token is not None:
                headers["x-faceplate-page"] = token
            if cookie is not None:
                headers["cookie"] = f"faceplate-page-7860={cookie}"
            answer = await client.post(path, content=body(index, private), headers=headers)
            statuses.append(answer.status_code)
            assert "the secret" not in answer.text, path
        return statuses

    statuses = app.run(scene)
    assert app.called == []
    assert len(statuses) == CALLS
    assert set(statuses) <= {404, 405, 422}
    assert statuses.count(404) > CALLS / 2


def test_the_page_itself_comes_in(app):
    """Without this the test above would say nothing."""
    browser = app.service.tokens.browser()
    headers = {
        "x-faceplate-page": app.service.tokens.page("s", browser),
        "cookie": f"faceplate-page-7860={browser}",
        "content-type": "application/json",
    }

    async def scene(client):
        text = body("private", app.whole.index("secret"))
        return await client.post("/run/predict", content=text, headers=headers)

    assert app.run(scene).json()["data"] == ["the secret"]
    assert app.called == [1]


def test_no_cookie_that_was_made_up_is_somebody(app):
    chance, own = random.Random(2), app.service.tokens
    value = own.sign_in("ada")
    foreign = Service(app.whole.demo, Settings()).tokens.sign_in("ada")
    forged = [foreign, own.browser(), own.page("s", own.browser()), "ada", '"ada"', "=", "%00", ""]
    for _ in range(500):
        letters = list(value)
        for _ in range(chance.randint(1, 3)):
            # Of the last letter two bits do not count.
            place = chance.randrange(len(letters) - 1)
            letters[place] = chance.choice("abcdefXYZ0123-_.")
        forged.append("".join(letters))
    forged = [one for one in forged if one != value]

    async def scene(client):
        names = []
        for cookie in [*forged, value]:
            headers = {"cookie": f"faceplate-person-7860={cookie}"}
            answer = await client.post("/run/who", json={"data": []}, headers=headers)
            names.append(answer.json()["data"][0])
        return names

    names = app.run(scene)
    assert names[:-1] == ["nobody"] * len(forged)
    assert names[-1] == "ada"


def test_the_session_of_another_gives_away_nothing_without_its_name(app):
    """What a session keeps is found by its name alone, which nobody can guess."""

    async def scene(client):
        name = secrets.token_urlsafe(16)
        index = app.whole.index("keep")
        asked = {"data": ["mine", None], "session_hash": name, "fn_index": index}
        first = await client.post("/run/predict", json=asked)
        others = []
        for session in (name[:-1], name.lower() + "x", name + " ", "*", "%", name[::-1]):
            asked = {"data": ["theirs", None], "session_hash": session, "fn_index": index}
            others.append(await client.post("/run/predict", json=asked))
            found = await client.get("/queue/data", params={"session_hash": f"{session}?"})
            assert found.status_code == 404
        again = {"data": ["too", None], "session_hash": name, "fn_index": index}
        return first, others, await client.post("/run/predict", json=again)

    first, others, again = app.run(scene)
    assert first.json()["data"][0] == "mine"
    assert [answer.json()["data"][0] for answer in others] == ["theirs"] * 6
    assert again.json()["data"][0] == "mine too"
