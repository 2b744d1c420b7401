"""Attempts to sign in, which are slowed down after failures."""

import threading

import pytest
from apps import Whole

from faceplate_kit.server import sign_in
from faceplate_kit.server.attempts import Attempts

GOOD = {"username": "ada", "password": "1815"}
BAD = {"username": "ada", "password": "1816"}


class Clock:
    """A clock that is set by hand, and attempts that go by it."""

    def __init__(self):
        self.now = 1000.0
        self.attempts = Attempts(lambda: self.now)
        self.made = 0

    def attempt(self, address, name):
        """Make an attempt that fails, if it may be made."""
        if self.attempts.wait(address, name):
            return False
        self.attempts.begin(address, name)
        self.made += 1
        return True

    def insist(self, seconds, addresses, names):
        """Try again and again for a time, ten times a second."""
        start = self.made
        for step in range(seconds * 10):
            self.attempt(addresses[step % len(addresses)], names[step % len(names)])
            self.now += 0.1
        return self.made - start


@pytest.fixture
def clock():
    return Clock()


def test_the_first_failures_cost_nothing(clock):
    assert [clock.attempt("1.2.3.4", "ada") for _ in range(4)] == [True, True, True, False]
    assert clock.attempts.wait("1.2.3.4", "ada") == 1
    clock.now += 1
    assert clock.attempt("1.2.3.4", "ada")
    assert clock.attempts.wait("1.2.3.4", "ada") == 2


def test_an_hour_of_guessing_makes_few_guesses(clock):
    assert clock.insist(3600, ["1.2.3.4"], ["ada"]) < 25


def test_nor_does_it_with_many_names(clock):
    assert clock.insist(3600, ["1.2.3.4"], [f"name{number}" for number in range(1000)]) < 45


def test_nor_with_many_addresses(clock):
    addresses = [f"1.2.3.{number}" for number in range(250)]
    assert clock.insist(3600, addresses, ["ada"]) < 500


def test_strangers_cannot_lock_somebody_out_for_long(clock):
    addresses = [f"1.2.3.{number}" for number in range(250)]
    clock.insist(600, addresses, ["ada"])
    assert clock.attempts.wait("5.6.7.8", "ada") <= 10
    assert clock.attempts.wait("5.6.7.8", "grace") == 0


def test_who_comes_in_is_not_slowed_down_by_it(clock):
    for _ in range(1000):
        assert clock.attempts.wait("1.2.3.4", "ada") == 0
        clock.attempts.begin("1.2.3.4", "ada")
        clock.attempts.succeeded("1.2.3.4", "ada")
    for _ in range(3):
        assert clock.attempt("1.2.3.4", "ada")


def test_a_success_does_not_clear_the_address_of_other_failures(clock):
    for number in range(19):
        assert clock.attempt("1.2.3.4", f"name{number}")
    clock.attempts.begin("1.2.3.4", "mine")
    clock.attempts.succeeded("1.2.3.4", "mine")
    assert clock.attempt("1.2.3.4", "another")
    assert not clock.attempt("1.2.3.4", "one more")


def test_failures_are_forgotten_after_a_while(clock):
    clock.insist(60, ["1.2.3.4"], ["ada"])
    clock.now += 3600
    assert [clock.attempt("1.2.3.4", "ada") for _ in range(4)] == [True, True, True, False]


def test_any_number_of_names_takes_a_limited_memory(clock):
    for number in range(30_000):
        clock.attempts.begin(f"address{number}", f"name{number}")
    assert len(clock.attempts._failures) == 10_000


@pytest.fixture
def caller(serve, monkeypatch):
    monkeypatch.setattr(sign_in, "_PAUSE_SECONDS", 0)
    return serve(Whole().demo)


def test_the_server_says_how_long_to_wait(caller):
    for _ in range(3):
        assert caller.http.post("/login", data=BAD).status_code == 401
    for fields in (BAD, GOOD):
        answer = caller.http.post("/login", data=fields)
        assert answer.status_code == 429 and "set-cookie" not in answer.headers
        seconds = int(answer.headers["retry-after"])
        assert seconds >= 1 and f"again in {seconds} s" in answer.json()["error"]
    page = caller.http.post("/login", data=GOOD, headers={"accept": "text/html"})
    assert page.status_code == 429 and "Too many attempts" in page.text
    other = caller.http.post("/login", data={"username": "grace", "password": "x"})
    assert other.status_code == 401


def test_a_hundred_guesses_at_once_are_no_more_than_a_few(serve, monkeypatch):
    monkeypatch.setattr(sign_in, "_PAUSE_SECONDS", 0)
    app, asked, go = Whole(), [], threading.Event()

    def says(username, password):
        asked.append(password)
        go.wait(60)
        return False

    app.demo.sign_in = says
    caller = serve(app.demo)
    statuses = []

    def guess(number):
        fields = {"username": "ada", "password": str(number)}
        statuses.append(caller.http.post("/login", data=fields).status_code)

    guesses = [threading.Thread(target=guess, args=[number]) for number in range(100)]
    for one in guesses:
        one.start()
    for one in guesses[::-1]:
        if len(statuses) >= 97:
            break
        one.join(0.1)
    go.set()
    for one in guesses:
        one.join(60)
    assert len(asked) <= 4
    assert statuses.count(401) == len(asked) and statuses.count(429) == 100 - len(asked)
