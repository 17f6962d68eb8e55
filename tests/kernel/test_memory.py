"""What a process remembers for a minute."""

from marketplace.kernel import memory
from marketplace.kernel.memory import Remembered


class Finder:
    """Finds the square of every key but 0, and notes what it was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, keys):
        self.asked.append(sorted(keys))
        return {key: key * key for key in keys if key}


def test_a_key_is_asked_for_once_and_only_new_ones_again():
    find = Finder()
    squares = Remembered(find)

    assert squares([1, 2])[2] == 4
    assert squares([2, 3])[3] == 9
    assert squares([1, 2, 3])[1] == 1

    assert find.asked == [[1, 2], [3]]


def test_what_was_not_found_is_asked_for_again():
    find = Finder()
    squares = Remembered(find)

    assert 0 not in squares([0])
    assert 0 not in squares([0])

    assert find.asked == [[0], [0]]


def test_a_minute_later_everything_is_asked_anew(monkeypatch):
    monkeypatch.setattr(memory, "SECONDS", -1)
    find = Finder()
    squares = Remembered(find)

    squares([1])
    squares([1])

    assert find.asked == [[1], [1]]


def test_everything_can_be_forgotten_at_once():
    find = Finder()
    squares = Remembered(find)
    squares([1])

    memory.forget()
    squares([1])

    assert find.asked == [[1], [1]]
