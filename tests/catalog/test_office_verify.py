"""All of a decision verified by the second officer: seen first, then all lines or none."""

import datetime

import pytest
from django.urls import reverse

from catalog import certification, consequences
from catalog.certification import Award
from catalog.consequences import Consequence
from marketplace.kernel.accounts.roles import ensure_groups
from tests.catalog.register import everything, fresh

DAY = datetime.timedelta(days=1)


@pytest.fixture
def second(officers, client):
    """The officer who wrote nothing down."""
    ensure_groups()
    client.force_login(officers.verifier)
    return officers.verifier


@pytest.fixture
def decision(make, today):
    return make.decision(number="86/QĐ-UBND", decided_on=today - 20 * DAY)


@pytest.fixture
def pending(officers, decision):
    """pending(product, stars) is a line of the decision that waits for the second officer."""

    def made(product, stars=4, by=None, **award):
        by = by or officers.recorder
        row = certification.record(product, decision=decision, award=Award(stars, **award), by=by)
        certification.submit(row, by=by)
        return fresh(row)

    return made


def page(client, decision):
    return client.get(reverse("office_decision_verify", args=[decision.pk]))


def press(client, decision, rows):
    return client.post(
        reverse("office_decision_verify", args=[decision.pk]), {"line": [row.pk for row in rows]}
    )


def states(rows):
    return [fresh(row).status for row in rows]


def test_every_line_is_verified_in_one_press(client, second, decision, pending, make):
    rows = [pending(make.product(f"Sản phẩm {n}")) for n in range(20)]

    shown = page(client, decision)
    answer = press(client, decision, rows)

    assert (len(shown.context["lines"]), shown.context["refused"]) == (20, 0)
    assert answer.url == reverse("office_decision", args=[decision.pk])
    assert set(states(rows)) == {"valid"}
    assert {fresh(row).verified_by for row in rows} == {second}


def test_looking_changes_nothing(client, second, decision, pending, officers, make):
    officers.valid(product := make.product())
    pending(product)
    held = everything()

    page(client, decision)

    assert everything() == held


def test_a_line_replaces_the_certificate_before_it(
    client, second, decision, pending, officers, make
):
    old = officers.valid(product := make.product(), stars=3)
    new = pending(product, stars=4)

    (line,) = page(client, decision).context["lines"]
    press(client, decision, [new])

    assert line.current == old
    assert (fresh(old).status, fresh(old).outcome, fresh(new).status) == (
        "superseded",
        "upgraded",
        "valid",
    )


def test_what_a_replacement_touches_stands_beside_its_line(
    client, second, decision, pending, officers, make, monkeypatch
):
    monkeypatch.setattr(consequences, "_tellers", [lambda pk: [Consequence("Đơn hàng", 7)]])
    officers.valid(product := make.product())
    pending(product)
    pending(make.product("Mới"))

    lines = page(client, decision).context["lines"]

    assert sorted(len(line.touched) for line in lines) == [0, 1]
    assert "Đơn hàng: 7" in page(client, decision).content.decode()


@pytest.fixture
def one_bad(pending, officers, make, second):
    """Four lines, of which one was written by the second officer, one is badly proved and one
    stands beside a suspended certificate."""
    suspended = make.product("Tạm dừng")
    officers.suspended(suspended)
    return {
        "good": pending(make.product("Tốt")),
        "own": pending(make.product("Của mình"), by=second),
        "weak": pending(make.product("Yếu"), evidence="C"),
        "beside": pending(suspended),
    }


def test_what_stands_against_each_line_is_named_and_none_is_verified(client, decision, one_bad):
    held = everything()

    shown = page(client, decision)
    answer = press(client, decision, one_bad.values())

    refused = {line.row.pk: line.refusal for line in shown.context["lines"]}
    assert refused[one_bad["good"].pk] == ""
    assert "Chính bạn" in refused[one_bad["own"].pk] or refused[one_bad["own"].pk]
    assert all(refused[one_bad[name].pk] for name in ("own", "weak", "beside"))
    assert shown.context["refused"] == 3
    assert "<button" not in shown.content.decode().split('name="line"')[-1].split("</form>")[0]
    assert answer.status_code == 422
    assert everything() == held


def test_a_line_that_came_later_was_not_compared(client, second, decision, pending, make):
    seen, later = pending(make.product("A")), pending(make.product("B"))

    press(client, decision, [seen])

    assert states([seen, later]) == ["valid", "pending"]


def test_a_line_of_another_decision_is_not_touched(client, second, decision, officers, make):
    other = officers.pending(make.product())
    held = everything()

    press(client, decision, [other])

    assert everything() == held


def test_two_presses_verify_once(client, second, decision, pending, make):
    row = pending(make.product())
    press(client, decision, [row])
    held = everything()

    answer = press(client, decision, [row])

    assert answer.status_code == 302
    assert everything() == held


def test_the_decision_leads_there_and_takes_more_lines(client, second, decision, pending, make):
    pending(make.product("A"))
    more = make.product("B")

    words = client.get(reverse("office_decision", args=[decision.pk])).content.decode()
    posted = {
        "lines-TOTAL_FORMS": 1,
        "lines-INITIAL_FORMS": 0,
        "lines-0-product": f"#{more.pk}",
        "lines-0-stars": 3,
        "lines-0-evidence": "A",
        "submit": "",
    }
    answer = client.post(reverse("office_decision_lines", args=[decision.pk]), posted)

    assert reverse("office_decision_verify", args=[decision.pk]) in words
    assert answer.url == reverse("office_decision", args=[decision.pk])
    assert [row.status for row in decision.certifications.all()] == ["pending", "pending"]


def listed(client, **query):
    page = client.get(reverse("office_decisions"), query).context["page"]
    return [decision.number for decision in page]


def test_decisions_are_listed_with_what_waits(client, second, decision, pending, make, today):
    pending(make.product())
    make.decision(number="1/QĐ-UBND", decided_on=today.replace(year=2020, month=5, day=1))

    assert listed(client) == ["86/QĐ-UBND", "1/QĐ-UBND"]
    assert listed(client, only="waiting") == ["86/QĐ-UBND"]
    assert listed(client, only="drafts") == []
    assert listed(client, year=2020) == ["1/QĐ-UBND"]
    assert listed(client, q="86/QĐ") == ["86/QĐ-UBND"]
    assert listed(client, year="x", only="?") == ["86/QĐ-UBND", "1/QĐ-UBND"]


def test_decisions_go_out_as_files_that_run_nothing(client, second, make):
    make.decision(number="=1+1")

    assert "'=1+1" in client.get(reverse("office_decisions_csv")).content.decode()
    assert client.get(reverse("office_decisions_xlsx")).content.startswith(b"PK")


def suggested(client, words):
    return client.get(reverse("office_product_suggest"), {"q": words}).json()["products"]


def test_parts_of_names_find_products_the_nearest_first(client, second, make):
    maker = make.producer("HTX Tri Tôn")
    make.product("Mắm đường thốt nốt", by=maker)
    make.product("Đường thốt nốt", by=maker)
    make.product("Khô bò", by=maker)

    names = [words.split(" ·")[0] for words in suggested(client, "duong thot")]
    assert names == ["Đường thốt nốt", "Mắm đường thốt nốt"]
    assert len(suggested(client, "tri ton")) == 3
    assert len(suggested(client, "khô tri")) == 1
    assert suggested(client, "uong") == suggested(client, "kh") == suggested(client, "") == []


def test_each_line_costs_few_queries(
    client, second, decision, pending, make, django_assert_max_num_queries
):
    for number in range(12):
        pending(make.product(f"Sản phẩm {number}"))

    # Each line is tried: about eleven statements of its doors.
    with django_assert_max_num_queries(20 + 12 * 13):
        page(client, decision)
