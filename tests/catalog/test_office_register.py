"""The list of the register: by phase, place, producer, days and words, and handed out as a file."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from catalog import sheets
from catalog.models import StarCertification
from marketplace.kernel.accounts.roles import ensure_groups

DAY = datetime.timedelta(days=1)
LIST = "office_register"


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


def shown(client, **query):
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return [row["certification"].product.title for row in answer.context["rows"]]


@pytest.fixture
def phases(make, officers, today):
    """One certificate in every phase, each of a product that is called so."""
    made = {
        state: officers.in_state(state, make.product(state))
        for state in ("draft", "pending", "suspended", "revoked", "voided")
    }
    made["valid"] = officers.valid(make.product("valid"))
    for name, first, last in (
        ("ending", today - 900 * DAY, today + 60 * DAY),
        ("ended", today - 1200 * DAY, today - DAY),
        ("not_yet", today + DAY, today + 900 * DAY),
    ):
        made[name] = make.star(make.product(name), effective_on=first, valid_until=last)
    return made


@pytest.mark.parametrize(
    ("phase", "titles"),
    [
        ("draft", {"draft"}),
        ("pending", {"pending"}),
        ("valid", {"valid", "ending"}),
        ("ending", {"ending"}),
        ("not_yet", {"not_yet"}),
        ("ended", {"ended"}),
        ("suspended", {"suspended"}),
        ("revoked", {"revoked"}),
        ("voided", {"voided"}),
        ("superseded", set()),
    ],
)
def test_each_phase_shows_its_own(client, officer, phases, phase, titles):
    assert set(shown(client, phase=phase)) == titles


def test_the_tabs_count_every_phase(client, officer, phases):
    counts = {tab[0]: tab[2] for tab in client.get(reverse(LIST)).context["phases"]}

    assert counts[""] == len(phases)
    assert (counts["valid"], counts["ending"], counts["ended"]) == (2, 1, 1)


def test_a_superseded_certificate_is_found_as_such(client, officer, officers, make):
    officers.superseded(make.product("Khô cá"))

    assert shown(client, phase="superseded") == ["Khô cá"]
    assert shown(client, phase="valid") == ["Khô cá"]


def test_what_ends_first_stands_on_top_and_what_is_over_below(client, officer, phases):
    found = shown(client)

    assert found[0] == "ending"
    assert set(found[-2:]) == {"ended", "revoked"}


def test_words_find_products_without_marks_and_decisions(client, officer, make):
    make.star(make.product("Đường thốt nốt"))
    make.star(make.product("Khô cá"), decision=make.decision(number="86/QĐ-UBND-HC"))

    assert shown(client, q="duong thot") == ["Đường thốt nốt"]
    assert shown(client, q="86/QĐ") == ["Khô cá"]
    assert shown(client, q="không có") == []


def test_place_producer_and_days_left_narrow_the_list(client, officer, make, today):
    far = make.commune("Hoàn Kiếm", "Hà Nội", province_code="01")
    near_end = today + 10 * DAY
    make.star(make.product("A", by=make.producer("HTX Tri Tôn")), valid_until=near_end)
    make.star(make.product("B", by=make.producer("Cốm Vòng", where=far)))

    assert shown(client, province=far.parent.pk) == ["B"]
    assert shown(client, producer="tri ton") == ["A"]
    assert shown(client, days=10) == ["A"]
    assert shown(client, days=9) == []


def test_an_unreadable_filter_is_told_and_left_out(client, officer, make):
    make.star(make.product("A"))

    answer = client.get(reverse(LIST), {"days": "mai", "province": "x", "phase": "?"})

    assert len(answer.context["rows"]) == 1
    assert set(answer.context["form"].errors) == {"days", "province", "phase"}


def test_a_page_holds_fifty_in_a_constant_number_of_queries(
    client, officer, make, django_assert_max_num_queries
):
    for number in range(52):
        make.star(make.product(f"Sản phẩm {number}"))

    with django_assert_max_num_queries(18):
        first = client.get(reverse(LIST))
    second = client.get(reverse(LIST), {"page": 2})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 2)


def test_the_workbook_holds_the_shown_list_with_its_day(client, officer, phases, today):
    answer = client.get(reverse("office_register_xlsx"), {"phase": "ending"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads, row = sheet.iter_rows(values_only=True)
    assert f"Tình trạng ngày {today:%d/%m/%Y}" in heads
    assert row[heads.index("Sản phẩm")] == "ending"
    assert row[heads.index("Hạng sao")] == 4
    assert row[heads.index("Ngày cuối hiệu lực")].date() == today + 60 * DAY


def test_the_csv_opens_in_excel_and_runs_nothing(client, officer, make):
    make.star(make.product("=HYPERLINK(1)"))

    text = client.get(reverse("office_register_csv")).content.decode()

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text)))[1][0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(begin):
    assert sheets.harmless(f"{begin}1+1") == f"'{begin}1+1"
    assert sheets.harmless(-5) == -5


@pytest.mark.parametrize("role", [None, "buyer", "keeper", "producer"])
@pytest.mark.parametrize("name", [LIST, "office_register_xlsx", "office_register_csv"])
def test_nobody_else_reads_the_register(client, make, role, name):
    ensure_groups()
    if role:
        client.force_login(make.user(role))

    assert client.get(reverse(name)).status_code in (302, 403)


def test_the_menu_leads_to_the_register(client, officer):
    assert "Sổ chứng nhận" in client.get(reverse(LIST)).content.decode()


def test_reading_changes_nothing(client, officer, phases):
    before = list(StarCertification.objects.order_by("pk").values())

    client.get(reverse(LIST))
    client.get(reverse("office_register_xlsx"))

    assert list(StarCertification.objects.order_by("pk").values()) == before
