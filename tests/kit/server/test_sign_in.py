"""Signing in and out, and cookies that are not what they seem."""

import asyncio

import httpx
import pytest
from apps import Whole

import faceplate_kit as kit
from faceplate_kit.server.limits import Limits

GOOD = {"username": "ada", "password": "1815"}
BROWSER = {"accept": "text/html"}


@pytest.fixture
def caller(serve):
    return serve(Whole().demo)


def who(caller, **cookies):
    headers = {"cookie": "; ".join(f"{name}={one}" for name, one in cookies.items())}
    answer = caller.http.post("/run/who", json={"data": []}, headers=headers if cookies else {})
    return answer.json()["data"][0]


def cookie(caller):
    (name,) = (one for one in caller.http.cookies if "person" in one)
    return name, caller.http.cookies[name]


def test_a_person_signs_in_and_out_again(caller):
    assert who(caller) == "nobody"
    answer = caller.http.post("/login", data={**GOOD, "next": "/view-api"}, headers=BROWSER)
    assert answer.status_code == 303 and answer.headers["location"] == "/view-api"
    assert who(caller) == "ada"
    assert "ada" in caller.http.get("/login").text
    answer = caller.http.get("/logout")
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    assert who(caller) == "nobody"
    assert not [one for one in caller.http.cookies if "person" in one]


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends(caller):
    answer = caller.http.post("/login", data=GOOD)
    (line,) = answer.headers.get_list("set-cookie")
    said = {one.strip().lower() for one in line.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", f"max-age={12 * 3600}"} <= said
    assert "ada" not in line


def test_clients_sign_in_without_a_redirect(caller):
    assert caller.http.post("/login", data=GOOD).json() == {"success": True}
    assert who(caller) == "ada"


@pytest.mark.parametrize("fields", [
    {}, {"username": "ada"}, {"username": "ada", "password": "1816"}, {"password": "1815"},
    {"username": "", "password": ""}, {"username": "ADA", "password": "1815"},
])  # fmt: skip
def test_what_does_not_belong_together_signs_nobody_in(caller, fields):
    answer = caller.http.post("/login", data=fields)
    assert answer.status_code == 401 and "set-cookie" not in answer.headers
    answer = caller.http.post("/login", data=fields, headers=BROWSER)
    assert answer.status_code == 401 and "do not belong together" in answer.text
    assert who(caller) == "nobody"


def test_forged_foreign_and_old_cookies_are_nobody(serve):
    mine, other = serve(Whole().demo), serve(Whole().demo)
    mine.http.post("/login", data=GOOD)
    name, value = cookie(mine)
    assert who(mine) == "ada"
    mine.http.cookies.clear()
    body, stamp, signature = value.rsplit(".", 2)
    forged = [
        "ada", "", body, f"{body}.{stamp}.", f"{body}.{stamp}.{signature[:-2]}AA",
        f"ImFkYSI.{stamp}.{signature}", f"{body}.AAAAAA.{signature}", value * 2, "=", "%00",
    ]  # fmt: skip
    for one in forged:
        assert who(mine, **{name: one}) == "nobody", one
    # The same cookie, under the name that the other app looks for.
    other.http.post("/login", data=GOOD)
    others, _ = cookie(other)
    other.http.cookies.clear()
    assert who(other, **{others: value}) == "nobody"
    assert who(mine, **{name: value}) == "ada"


def test_signing_out_ends_every_copy_of_the_cookie(caller):
    caller.http.post("/login", data=GOOD)
    name, value = cookie(caller)
    caller.http.get("/logout")
    assert who(caller, **{name: value}) == "nobody"


def test_signing_in_again_ends_the_cookie_before(caller):
    caller.http.post("/login", data=GOOD)
    name, value = cookie(caller)
    caller.http.post("/login", data=GOOD)
    caller.http.cookies.clear()
    assert who(caller, **{name: value}) == "nobody"


def test_nobody_stays_signed_in_for_ever(serve):
    caller = serve(Whole().demo, limits=Limits(sign_in=0))
    answer = caller.http.post("/login", data=GOOD)
    name, value = answer.headers["set-cookie"].split(";")[0].split("=", 1)
    assert who(caller, **{name: value.strip('"')}) == "nobody"


@pytest.mark.parametrize("target", [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil",
    "javascript:alert(1)", "evil.example", "/\t/evil.example", "http:evil.example",
    "/\n//evil.example", "%2f%2fevil.example",
])  # fmt: skip
def test_no_redirect_leads_out_of_the_app(caller, target):
    for answer in (
        caller.http.get("/logout", params={"next": target}),
        caller.http.get("/login", params={"next": target}),
        caller.http.post("/login", data={**GOOD, "next": target}, headers=BROWSER),
    ):
        assert answer.status_code == 400
        assert "location" not in answer.headers


def test_another_site_cannot_sign_out(caller):
    caller.http.post("/login", data=GOOD)
    for site in ("cross-site", "same-site"):
        answer = caller.http.get("/logout", headers={"sec-fetch-site": site})
        assert answer.status_code == 403
    assert who(caller) == "ada"
    for site in ("same-origin", "none"):
        assert caller.http.get("/logout", headers={"sec-fetch-site": site}).status_code == 303


def test_an_app_without_sign_in_has_none(serve):
    with kit.Blocks() as demo:
        kit.Markdown("Hello")
    caller = serve(demo)
    assert caller.http.get("/login").status_code == 404
    assert caller.http.post("/login", data=GOOD).status_code == 404


def test_the_function_of_the_app_may_be_asynchronous(serve):
    async def says(username, password):
        await asyncio.sleep(0)
        return password == "good"

    app = Whole()
    app.demo.sign_in = says
    caller = serve(app.demo)
    assert caller.http.post("/login", data={"username": "a", "password": "bad"}).status_code == 401
    assert caller.http.post("/login", data={"username": "a", "password": "good"}).is_success
    assert who(caller) == "a"


def test_over_https_the_cookie_never_goes_in_the_clear(caller):
    headers = {"x-forwarded-proto": "https"}
    line = caller.http.post("/login", data=GOOD, headers=headers).headers["set-cookie"]
    assert "secure" in line.lower()


def test_the_form_is_plain_and_cannot_be_filled_with_code(caller):
    page = caller.http.get("/login", params={"next": '/"><script>alert(1)</script>'})
    assert page.status_code == 200 and "<script>" not in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert isinstance(page, httpx.Response)
