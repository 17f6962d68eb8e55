"""One certificate before officers: its doors as forms, what they touch, and what they refuse."""

import datetime

import pytest
from django.urls import reverse

from catalog import consequences
from catalog.consequences import Consequence
from catalog.models import CertificationEvent
from catalog.office.doors import DOORS
from marketplace.kernel.accounts.roles import ensure_groups
from tests.catalog.register import STATES, everything, fresh

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def groups(make):
    ensure_groups()


@pytest.fixture
def officer(officers, client):
    """A third officer, who recorded nothing."""
    client.force_login(officers.verifier)
    return officers.verifier


def page(row):
    return reverse("office_certificate", args=[row.pk])


def door(row, name):
    return reverse("office_certificate_door", args=[row.pk, name])


def offered(client, row):
    return {door.name for door in client.get(page(row)).context["doors"]}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("draft", {"submit", "void"}),
        ("pending", {"verify", "reject", "void"}),
        ("valid", {"extend", "suspend", "revoke", "void"}),
        ("suspended", {"resume", "revoke", "void"}),
        ("superseded", {"void"}),
        ("revoked", {"void"}),
        ("voided", set()),
    ],
)
def test_each_state_offers_its_doors(client, officer, officers, product, state, names):
    assert offered(client, officers.in_state(state, product)) == names


def told(today) -> dict:
    """A full answer to each door, and the state that it leads to."""
    paper = {"document": "58/QĐ-UBND"}
    return {
        "submit": ("draft", {}, "pending"),
        "verify": ("pending", {}, "valid"),
        "reject": ("pending", {"reason": "không có trong quyết định"}, "voided"),
        "extend": ("valid", {"until": today + 1200 * DAY, **paper}, "valid"),
        "suspend": ("valid", {"reason": "kiểm tra", "review_on": today + 9 * DAY}, "suspended"),
        "resume": ("suspended", {}, "valid"),
        "revoke": ("valid", {"reason": "food_safety", "effective_on": today, **paper}, "revoked"),
        "void": ("valid", {"reason": "gõ nhầm"}, "voided"),
    }


@pytest.mark.parametrize("name", sorted(set(DOORS) - {"supersede"}))
def test_each_door_opens_and_leaves_its_event(client, officer, officers, product, today, name):
    state, answer, after = told(today)[name]
    row = officers.in_state(state, product)

    response = client.post(door(row, name), answer)

    event = CertificationEvent.objects.filter(certification=row).last()
    assert response.url == page(row)
    assert fresh(row).status == after
    assert (event.verb, event.by) == (name, officer)


def test_a_newer_certificate_replaces_the_current_one(client, officer, officers, product, today):
    current = officers.valid(product, 3)
    newer = officers.pending(product, 4, decided_on=today - 20 * DAY)

    answer = client.get(page(newer))
    link = f"{door(current, 'supersede')}?successor={newer.pk}"
    chosen = client.get(link).context["form"]["successor"].value()
    client.post(door(current, "supersede"), {"successor": newer.pk})

    assert link in answer.content.decode()
    assert "verify" not in {door.name for door in answer.context["doors"]}
    assert str(chosen) == str(newer.pk)
    assert (fresh(current).status, fresh(current).outcome) == ("superseded", "upgraded")
    assert fresh(newer).status == "valid"


@pytest.mark.parametrize(
    ("name", "answer", "field"),
    [
        ("suspend", {"reason": "", "review_on": "2026-12-01"}, "reason"),
        ("suspend", {"reason": "a\u202eb", "review_on": "2026-12-01"}, "reason"),
        ("suspend", {"reason": "kiểm tra", "review_on": "2031-01-01"}, "__all__"),
        ("revoke", {"reason": "?", "document": "58", "effective_on": "2026-01-01"}, "reason"),
        ("revoke", {"reason": "voluntary", "document": "", "effective_on": "mai"}, "document"),
        ("extend", {"until": "2020-01-01", "document": "12/UBND"}, "__all__"),
        ("extend", {"until": "2031-01-01", "document": " "}, "document"),
        ("void", {"reason": ""}, "reason"),
        ("supersede", {"successor": "987654"}, "successor"),
    ],
)
def test_a_wrong_answer_changes_nothing(client, officer, officers, product, name, answer, field):
    row = officers.valid(product)
    before = everything()

    response = client.post(door(row, name), answer)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert everything() == before


@pytest.mark.parametrize("name", DOORS)
def test_a_door_that_is_shut_says_so_and_changes_nothing(
    client, officer, officers, product, today, name
):
    row = officers.voided(product)
    answer = told(today).get(name, ("", {}, ""))[1]
    before = everything()

    shown = client.get(door(row, name)).content.decode()
    response = client.post(door(row, name), answer)

    assert "Không làm được việc này" in shown
    assert response.status_code == 422
    assert everything() == before


def test_a_double_click_acts_once_and_tells(client, officer, officers, product):
    row = officers.pending(product)

    client.post(door(row, "verify"))
    answer = client.post(door(row, "verify"))

    assert "Đã có người xử lý trước" in str(answer.context["form"].non_field_errors())
    assert CertificationEvent.objects.filter(certification=row, verb="verify").count() == 1


@pytest.mark.parametrize("name", ["verify", "void"])
def test_the_recorder_sees_why_not(client, officers, product, name):
    row = officers.pending(product)
    client.force_login(officers.recorder)
    before = everything()

    answer = client.get(door(row, name)).content.decode()
    client.post(door(row, name), {"reason": "gõ nhầm"})

    assert "Cần một cán bộ khác" in client.get(page(row)).content.decode()
    assert "Cần một cán bộ khác" in answer
    assert name not in offered(client, row)
    assert everything() == before


def test_weak_evidence_is_told(client, officer, officers, product):
    row = officers.pending(product, evidence="B2")

    answer = client.post(door(row, "verify"))

    assert "quyết định đã ký" in str(answer.context["form"].non_field_errors())
    assert fresh(row).status == "pending"


def test_the_consequences_stand_before_the_button(client, officer, officers, product, monkeypatch):
    row = officers.valid(product)
    seen = []

    def teller(product_id):
        seen.append(product_id)
        return [Consequence("Đơn hàng", 27, ("A1B2", "C3D4"))]

    monkeypatch.setattr(consequences, "_tellers", [teller])
    shown = client.get(door(row, "revoke")).content.decode()

    assert seen == [product.pk]
    assert shown.index("A1B2 · C3D4") < shown.index('class="button serious"')


def test_doubts_are_told(client, officer, officers, product, today):
    row = officers.pending(product, 5, valid_until=today + 30 * DAY)

    shown = client.get(page(row)).content.decode()

    assert "do cấp khác công nhận" in shown
    assert "không đúng 36 tháng" in shown


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_page(client, officer, officers, product, state):
    row = officers.in_state(state, product)

    for address in (page(row), reverse("office_product_history", args=[product.pk])):
        assert client.get(address).status_code == 200


def test_a_products_page_tells_its_whole_history(client, officer, officers, product, today):
    officers.superseded(product)
    officers.draft(product, 5, decided_on=today - 2 * DAY)

    answer = client.get(reverse("office_product_history", args=[product.pk]))

    assert [row.status for row, *_ in answer.context["rows"]] == ["draft", "valid", "superseded"]
    assert {"record", "verify", "supersede"} <= {e.verb for e in answer.context["events"]}


def test_a_certificate_is_read_in_a_constant_number_of_queries(
    client, officer, officers, product, django_assert_max_num_queries
):
    row = officers.superseded(product)

    with django_assert_max_num_queries(18):
        client.get(page(row))


def test_unknown_doors_and_certificates_are_absent(client, officer, officers, product):
    row = officers.valid(product)

    assert client.get(door(row, "steal")).status_code == 404
    assert client.get(reverse("office_certificate", args=[987_654])).status_code == 404
    assert (
        client.post(reverse("office_certificate_door", args=[987_654, "void"])).status_code == 404
    )


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
@pytest.mark.parametrize("name", DOORS)
def test_nobody_else_opens_a_door(client, make, officers, product, role, name, today):
    row = officers.in_state(told(today).get(name, ("valid",))[0], product)
    client.force_login(make.user(role))
    before = everything()

    answer = client.post(door(row, name), told(today).get(name, ("", {}))[1])

    assert answer.status_code in (302, 403)
    assert everything() == before
