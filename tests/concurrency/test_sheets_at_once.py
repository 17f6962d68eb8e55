"""The same sheet sent by several officers at one moment is entered once."""

from catalog.intake import bring_in
from catalog.models import ImportRun, Producer
from catalog.reference import load_reference
from tests.catalog.spreadsheets import sheet

from .at_once import at_once

OFFICERS = 4


def test_the_same_sheet_at_one_moment_is_entered_once(shared):
    shared.commune("Long Xuyên")
    load_reference()
    place = {"commune": "Phường Long Xuyên", "province": "An Giang"}
    names = ("Sen Quê", "Bích Chi", "Hương Đồng", "Tịnh Thới", "Ba Tre")
    upload = sheet("producers", *({**place, "legal_name": f"HTX {name}"} for name in names))
    officers = [shared.user("officer") for _ in range(OFFICERS)]

    def send(officer):
        return lambda: bring_in("producers", upload, by=officer, apply=True).count("entered")

    outcomes = at_once([send(officer) for officer in officers])

    assert sorted(outcomes) == [0] * (OFFICERS - 1) + [len(names)]
    assert (Producer.objects.count(), ImportRun.objects.count()) == (len(names), 1)
