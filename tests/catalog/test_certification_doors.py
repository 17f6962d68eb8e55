"""Every door of the register from every state: what it does, and what it refuses."""

import datetime

import pytest

from catalog import certification, errors
from catalog.certification import Award
from catalog.signals import certification_changed
from tests.catalog.register import DAY, STATES, everything, fresh

FROM = {
    "submit": {"draft": "pending"},
    "reject": {"pending": "voided"},
    "verify": {"pending": "valid"},
    "suspend": {"valid": "suspended"},
    "resume": {"suspended": "valid"},
    "revoke": {"valid": "revoked", "suspended": "revoked"},
    "supersede": {"valid": "superseded"},
    "extend": {"valid": "valid"},
    "void": {state: "voided" for state in STATES if state != "voided"},
}


def go_through(door, row, officers, today):
    """Open the door with all it asks for."""
    by = officers.verifier
    if door == "supersede":
        newer = officers.pending(row.product, decided_on=today)
        before = everything()
        try:
            certification.supersede(row, newer, by=by)
        except errors.CertificationRefused:
            assert everything() == before
            raise
        return
    facts = {
        "submit": {},
        "reject": {"reason": "không đủ hồ sơ"},
        "verify": {},
        "suspend": {"reason": "kiểm tra", "review_on": today + 30 * DAY},
        "resume": {},
        "revoke": {
            "reason": "ceased_operation",
            "document": "12/QĐ-UBND",
            "effective_on": today,
        },
        "extend": {"until": row.valid_until + 90 * DAY, "document": "7/CV-VPĐP"},
        "void": {"reason": "sai sản phẩm"},
    }
    getattr(certification, door)(row, by=by, **facts[door])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("door", FROM)
def test_a_door_opens_from_its_states_only(officers, product, today, door, state):
    row = officers.in_state(state, product)
    held = everything()

    if state in FROM[door]:
        go_through(door, row, officers, today)

        assert fresh(row).status == FROM[door][state]
        events = list(row.events.values_list("verb", "before", "after", "by"))
        assert (door, state, FROM[door][state], officers.verifier.pk) in events
    else:
        with pytest.raises(errors.WrongState) as refusal:
            go_through(door, row, officers, today)

        assert (refusal.value.certification.pk, refusal.value.door) == (row.pk, door)
        assert fresh(row).status == state
        if door != "supersede":
            assert everything() == held


def test_recording_writes_a_draft_and_its_first_event(officers, product):
    row = officers.draft(product, 3)

    assert (row.status, row.stars, row.recorded_by) == ("draft", 3, officers.recorder)
    assert list(row.events.values_list("verb", "before", "after")) == [("record", "", "draft")]


@pytest.mark.parametrize(
    "award",
    [
        Award(2),
        Award(6),
        Award(5, is_potential_five_star=True),
        Award(3, is_potential_five_star=True),
        Award(4, evidence="Z"),
    ],
)
def test_what_no_certificate_says_is_not_recorded(officers, make, product, award):
    decision = make.decision()
    held = everything()

    with pytest.raises(errors.NotAnAward) as refusal:
        certification.record(product, decision=decision, award=award, by=officers.recorder)

    assert refusal.value.award == award
    assert everything() == held


def test_a_last_day_before_the_first_is_not_recorded(make, product, today):
    award = Award(4, effective_on=today, valid_until=today - DAY)

    with pytest.raises(errors.WrongDay):
        certification.record(product, decision=make.decision(), award=award)

    assert everything() == ([], [])


def test_a_decision_recognises_a_product_once(officers, make, product):
    row = officers.draft(product)
    held = everything()

    with pytest.raises(errors.AlreadyRecorded) as refusal:
        certification.record(product, decision=row.decision, award=Award(3))

    assert refusal.value.certification == row
    assert everything() == held


def test_a_voided_record_makes_room_for_the_right_one(officers, product):
    wrong = officers.voided(product)

    right = certification.record(product, decision=wrong.decision, award=Award(5))

    assert (fresh(wrong).status, right.status) == ("voided", "draft")


@pytest.mark.parametrize(
    ("fields", "missing"),
    [({"number": " "}, ["number"]), ({"in_days": 1}, ["decided_on"])],
)
def test_submitting_wants_a_number_and_a_day_that_has_come(
    officers, make, product, today, fields, missing
):
    decided_on = today + fields.pop("in_days", -1) * DAY
    decision = make.decision(decided_on=decided_on, **fields)
    row = certification.record(product, decision=decision, award=Award(4))
    held = everything()

    with pytest.raises(errors.Incomplete) as refusal:
        certification.submit(row)

    assert refusal.value.missing == missing
    assert everything() == held


@pytest.mark.parametrize("who", ["recorder", "nobody"])
@pytest.mark.parametrize("door", ["verify", "void"])
def test_verifying_and_voiding_want_a_second_person(officers, product, door, who):
    row = officers.pending(product)
    by = officers.recorder if who == "recorder" else None
    held = everything()

    with pytest.raises(errors.SecondPersonNeeded):
        if door == "verify":
            certification.verify(row, by=by)
        else:
            certification.void(row, reason="nhầm", by=by)

    assert everything() == held


@pytest.mark.parametrize("evidence", ["A", "B1"])
def test_a_signed_decision_or_official_news_is_enough(officers, product, evidence):
    row = officers.valid(product, evidence=evidence)

    assert (row.status, row.verified_by) == ("valid", officers.verifier)


@pytest.mark.parametrize("evidence", ["B2", "C"])
def test_weaker_evidence_is_never_verified(officers, product, evidence):
    row = officers.pending(product, evidence=evidence)
    held = everything()

    with pytest.raises(errors.WeakEvidence):
        certification.verify(row, by=officers.verifier)

    assert everything() == held


@pytest.mark.parametrize("days", [-1, 31])
def test_a_suspension_is_reviewed_within_thirty_days(officers, product, today, days):
    row = officers.valid(product)
    held = everything()

    with pytest.raises(errors.WrongDay):
        certification.suspend(
            row, reason="kiểm tra", review_on=today + days * DAY, by=officers.verifier
        )

    assert everything() == held


def test_resuming_clears_the_day_of_review(officers, product):
    row = officers.suspended(product)

    certification.resume(row, by=officers.recorder)

    assert fresh(row).review_on is None


@pytest.mark.parametrize(
    ("door", "facts", "refusal"),
    [
        ("suspend", {"reason": " "}, errors.ReasonNeeded),
        ("revoke", {"reason": "because"}, errors.ReasonNeeded),
        ("revoke", {"document": ""}, errors.DocumentNeeded),
        ("extend", {"document": " "}, errors.DocumentNeeded),
        ("extend", {"until": datetime.date(2020, 1, 1)}, errors.WrongDay),
        ("void", {"reason": ""}, errors.ReasonNeeded),
    ],
)
def test_a_door_asks_why_and_on_which_paper(officers, product, today, door, facts, refusal):
    row = officers.valid(product)
    fine = {
        "suspend": {"reason": "kiểm tra", "review_on": today},
        "revoke": {"reason": "voluntary", "document": "1/QĐ", "effective_on": today},
        "extend": {"document": "1/CV", "until": row.valid_until + DAY},
        "void": {"reason": "nhầm"},
    }
    held = everything()

    with pytest.raises(refusal):
        getattr(certification, door)(row, by=officers.verifier, **(fine[door] | facts))

    assert everything() == held


def test_rejecting_asks_why(officers, product):
    row = officers.pending(product)
    held = everything()

    with pytest.raises(errors.ReasonNeeded):
        certification.reject(row, reason="", by=officers.verifier)

    assert everything() == held


def test_revoking_a_suspended_star_does_not_bring_it_back_first(officers, product, today):
    row = officers.suspended(product)
    held = everything()

    with pytest.raises(errors.WrongDay):
        certification.revoke(
            row,
            reason="food_safety",
            document="9/QĐ-UBND",
            effective_on=today + DAY,
            by=officers.verifier,
        )

    assert everything() == held


def test_an_extension_runs_to_its_last_day_and_can_be_made_longer(officers, product):
    row = officers.valid(product)

    certification.extend(row, until=row.valid_until + 90 * DAY, document="1/CV")
    certification.extend(row, until=row.valid_until + 180 * DAY, document="2/CV")

    kept = fresh(row)
    assert kept.extended_until == row.valid_until + 180 * DAY
    assert kept.extension_document == "2/CV"
    assert certification.stars_on(product, kept.extended_until).stars == 4
    assert certification.stars_on(product, kept.extended_until + DAY) is None


def test_every_door_tells_inside_its_transaction(officers, product):
    heard = []

    def listen(sender, product_id, **_signal):
        heard.append(product_id)

    certification_changed.connect(listen)
    try:
        officers.suspended(product)
    finally:
        certification_changed.disconnect(listen)

    assert heard == [product.pk] * 4


def test_a_listener_that_fails_aborts_the_door(officers, product):
    row = officers.pending(product)
    held = everything()

    def fail(sender, **_signal):
        raise RuntimeError("the outbox is full")

    certification_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            certification.verify(row, by=officers.verifier)
    finally:
        certification_changed.disconnect(fail)

    assert everything() == held
