import datetime

import pytest
import time_machine

from marketplace.kernel import clock

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-21T16:59:59+00:00", datetime.date(2026, 11, 21)),
        ("2026-11-21T17:00:00+00:00", datetime.date(2026, 11, 22)),
        ("2026-12-31T17:00:00+00:00", datetime.date(2027, 1, 1)),
        ("2028-02-28T17:00:00+00:00", datetime.date(2028, 2, 29)),
    ],
)
def test_the_day_ends_at_midnight_in_hanoi_whatever_the_server_thinks(moment, day):
    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        assert clock.today() == day


def test_a_moment_falls_on_its_day_in_hanoi():
    assert clock.day_of(datetime.datetime(2026, 11, 21, 18, tzinfo=UTC)) == datetime.date(
        2026, 11, 22
    )


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-11-21T17:00:00+00:00", 86_400),
        ("2026-11-21T16:59:30+00:00", 30),
        ("2026-11-21T16:59:59.900000+00:00", 1),
    ],
)
def test_seconds_to_midnight_are_never_none(moment, seconds):
    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        assert clock.seconds_to_midnight() == seconds
