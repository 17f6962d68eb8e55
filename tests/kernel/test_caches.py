"""A Redis that has vanished is a miss, never an error."""

import socket

import pytest

from marketplace.kernel.caches import ForgivingRedisCache


@pytest.fixture
def dead() -> ForgivingRedisCache:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_reading_is_a_miss(dead):
    assert dead.get("a") is None
    assert dead.get("a", "else") == "else"
    assert dead.get_many(["a", "b"]) == {}
    assert not dead.has_key("a")
    assert dead.get_or_set("a", lambda: "made") == "made"


def test_writing_is_forgotten(dead):
    dead.set("a", 1)
    dead.delete("a")
    dead.delete_many(["a"])
    dead.clear()

    assert dead.set_many({"a": 1}) == ["a"]
    assert dead.add("a", 1)
    assert not dead.touch("a")


def test_counting_begins_again(dead):
    assert dead.incr("a") == 1
    assert dead.incr("a", 5) == 5
