"""/office/radar/: figures that open their records, lists, files."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from catalog.models import ExpiryNotice
from tests.catalog.register import DAY

pytestmark = pytest.mark.django_db
FIGURES, CERTIFICATES, PRODUCTS = (
    "office_radar",
    "office_radar_certificates",
    "office_radar_products",
)


@pytest.fixture
def office(client, make):
    client.force_login(make.user("officer"))
    return client


@pytest.fixture
def endings(make, today):
    """Two certificates of An Giang and one of Hà Nội, within 1, 3 and 12 months."""
    near = make.producer("HTX Ba Chúc", phone="+84900000009")
    far = make.producer("=1+1", where=make.commune("Bát Tràng", "Hà Nội", province_code="01"))
    return [
        make.star(make.product(title, by=maker), valid_until=today + days * DAY)
        for title, maker, days in (("Trà", near, 5), ("Khô cá", near, 80), ("Gốm", far, 300))
    ]


def page(client, name, **query):
    answer = client.get(reverse(name), query)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row[0].product.title for row in answer.context["rows"]]


def test_every_number_opens_as_many_records(office, endings):
    answer = page(office, FIGURES)

    rows = [*(cells for _of, cells in answer.context["figures"]), answer.context["totals"]]
    opened = 0
    for cells in rows:
        for count, url in cells:
            if count:
                assert office.get(url).context["page"].paginator.count == count
                opened += 1
    assert opened == 4 + 1 + 4
    for _label, cells in answer.context["gaps"]:
        for count, url in cells:
            assert office.get(url).context["page"].paginator.count == count


def test_the_figures_of_a_province_are_those_of_its_communes(office, endings, make):
    province = make.commune().parent

    answer = page(office, FIGURES, province=province.pk)

    assert [str(of) for of, _cells in answer.context["figures"]] == ["phường Long Xuyên"]
    (cells,) = [cells for _of, cells in answer.context["figures"]]
    assert [count for count, _url in cells] == [1, 2, 2, 2]
    assert titles(office.get(cells[0][1])) == ["Trà"]


def test_the_figures_by_producer_are_paged_and_open_their_lists(office, endings):
    answer = page(office, FIGURES, by="producer")

    assert [str(of) for of, _cells in answer.context["figures"]] == ["HTX Ba Chúc", "=1+1"]
    assert titles(office.get(answer.context["figures"][1][1][3][1])) == ["Gốm"]
    assert "0900 000 009" in answer.content.decode()


def test_the_list_says_when_each_end_was_announced(office, endings, today):
    row = endings[0]
    for threshold in (30, 7):
        ExpiryNotice.objects.create(
            certification=row, last_day=row.valid_until, threshold=threshold, days_left=5
        )

    answer = page(office, CERTIFICATES, months=3)

    assert titles(answer) == ["Trà", "Khô cá"]
    assert [told and told.threshold for _row, _left, told in answer.context["rows"]] == [7, None]
    assert [left for _row, left, _told in answer.context["rows"]] == [5, 80]


def test_the_list_is_narrowed_by_window_place_and_name(office, endings, make):
    assert titles(page(office, CERTIFICATES)) == ["Trà", "Khô cá", "Gốm"]
    assert titles(page(office, CERTIFICATES, months=1)) == ["Trà"]
    assert titles(page(office, CERTIFICATES, producer="ba chuc")) == ["Trà", "Khô cá"]
    commune = endings[2].product.facts.producer.place.commune
    only = page(office, CERTIFICATES, commune=commune.pk)
    assert titles(only) == ["Gốm"]
    assert "Phường Bát Tràng, tỉnh Hà Nội" in only.content.decode()


def test_products_are_narrowed_by_what_they_lack(office, endings, make):
    make.product("Mứt", status="candidate", parcel_weight_g=None, title_en="Jam")

    assert titles(page(office, PRODUCTS, gap="weight")) == ["Mứt"]
    assert titles(page(office, PRODUCTS, kind="candidate")) == ["Mứt"]
    assert len(titles(page(office, PRODUCTS, gap="papers"))) == 3
    assert titles(page(office, PRODUCTS, gap="english", kind="candidate")) == []


@pytest.mark.parametrize("name", [FIGURES, CERTIFICATES, PRODUCTS])
@pytest.mark.parametrize(
    "query",
    [
        {"months": "2"},
        {"months": "½", "gap": "all", "kind": "x", "by": "y"},
        {"commune": "-1", "maker": "999999999999999999999", "province": "abc"},
        {"page": "0"},
        {"page": "zwölf"},
        {"producer": "%_\\"},
    ],
)
def test_what_cannot_be_read_is_left_out(office, endings, name, query):
    page(office, name, **query)


def test_files_hold_the_whole_list_and_no_formula(office, endings, today):
    answer = page(office, f"{CERTIFICATES}_csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == ["Trà", "Khô cá", "Gốm"]
    assert rows[1][9] == "5"
    book = load_workbook(io.BytesIO(page(office, f"{FIGURES}_xlsx").content))
    assert [tuple(row)[2:] for row in book.active.values][1:] == [(1, 2, 2, 2), (0, 0, 0, 1)]
    by_maker = page(office, f"{FIGURES}_csv", by="producer").content.decode("utf-8-sig")
    assert "'=1+1" in by_maker
    gaps = load_workbook(io.BytesIO(page(office, f"{PRODUCTS}_xlsx", gap="papers").content))
    assert gaps.active.max_row == 4


@pytest.mark.parametrize("query", [{}, {"by": "producer"}])
@pytest.mark.parametrize("count", [1, 12])
def test_the_figures_cost_the_same_for_any_number(
    office, make, today, django_assert_max_num_queries, query, count
):
    for number in range(count):
        make.star(make.product(f"Trà {number}"), valid_until=today + 9 * DAY)

    with django_assert_max_num_queries(18):
        page(office, FIGURES, **query)


@pytest.mark.parametrize("name", [CERTIFICATES, PRODUCTS])
@pytest.mark.parametrize("count", [1, 12])
def test_lists_cost_the_same_for_any_number(
    office, make, today, django_assert_max_num_queries, name, count
):
    for number in range(count):
        make.star(make.product(f"Trà {number}"), valid_until=today + 9 * DAY)

    with django_assert_max_num_queries(15):
        page(office, name)


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
@pytest.mark.parametrize("name", [FIGURES, CERTIFICATES, PRODUCTS, f"{PRODUCTS}_csv"])
def test_others_are_refused(client, make, role, name):
    client.force_login(make.user(role))

    assert client.get(reverse(name)).status_code == 403
