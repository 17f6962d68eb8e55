"""What an officer does with a report, from choosing the period to publishing it."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from catalog.models import StarCertification
from marketplace.kernel.outbox import queue
from marketplace.reports import closing, counting
from marketplace.reports.models import AssessmentRound, Count, Report, Snapshot, TypedFigure

from .provinces import BEFORE


@pytest.fixture
def officer(client, make):
    person = make.user("officer")
    client.force_login(person)
    return person


@pytest.fixture
def report(provinces, counted, officer):
    provinces.dong_thap()
    provinces.round_of_dong_thap()
    return counted(provinces.old["Đồng Tháp"])


def page(client, report, name="office_report", **query):
    answer = client.get(reverse(name, args=[report.pk]), query)
    assert answer.status_code == 200
    return answer


def test_a_new_report_is_counted_by_the_worker_while_the_page_looks_again(
    client, officer, provinces
):
    area = provinces.old["Đồng Tháp"]
    chosen = {"period": "year", "year": "2020", "place": f"{BEFORE}:{area.pk}", "forms_": "six"}

    answer = client.post(reverse("office_report_new"), chosen)

    made = Report.objects.get()
    assert answer.url == reverse("office_report", args=[made.pk])
    assert (made.starts_on, made.ends_on) == (
        datetime.date(2020, 1, 1),
        datetime.date(2020, 12, 31),
    )
    assert made.made_by == officer
    waiting = page(client, made)
    assert waiting["Refresh"] == "2"
    assert "<progress" in waiting.content.decode()
    queue.drain(limit=1000)
    assert "Refresh" not in page(client, made)


def test_the_same_choice_leads_to_the_report_that_is_there(client, officer, provinces):
    chosen = {"period": "first", "year": "2026", "place": f"{BEFORE}:", "forms_": "three"}

    answers = [client.post(reverse("office_report_new"), chosen).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert (Report.objects.count(), Count.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "year", "year": ""},
        {"period": "year", "year": "2026.5"},
        {"period": "free", "starts_on": "2026-06-30", "ends_on": "2026-01-01"},
        {"period": "free", "starts_on": "2026-02-30", "ends_on": ""},
        {"period": "year", "year": "2026", "place": "VN-2024:999999"},
        {"period": "never", "year": "2026"},
    ],
    ids=["no year", "half a year", "backwards", "no such day", "no such place", "no such period"],
)
def test_a_wrong_choice_is_told_and_makes_nothing(client, officer, provinces, wrong):
    chosen = {"place": f"{BEFORE}:", "forms_": "six"} | wrong

    answer = client.post(reverse("office_report_new"), chosen)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Report.objects.exists()


def test_every_number_of_the_register_opens_as_many_records(client, report):
    told = page(client, report)
    opened = {}
    for table, _chart in told.context["pairs"]:
        if table.key in ("stars", "groups", "places", "changes"):
            for row in table.rows:
                cell = row.cells[0]
                if cell.query:
                    opened[table.key, row.key] = (cell.value, cell.query)

    for value, query in opened.values():
        address = reverse("office_report_records", args=[report.pk])
        listed = client.get(f"{address}?{query}").context["page"].paginator.count
        assert listed == value
    assert len(opened) > 8


def test_the_producers_of_a_legal_form_are_the_holders_of_its_records(client, report):
    table = next(t for t, _ in page(client, report).context["pairs"] if t.key == "forms")
    row = next(row for row in table.rows if row.key == "establishment")

    address = f"{reverse('office_report_records', args=[report.pk])}?{row.cells[1].query}"

    assert client.get(address).context["producers"] == row.cells[1].value == 15


def test_records_are_given_out_as_a_file(client, report):
    answer = page(client, report, "office_report_records_csv", kind="closing", group="HERBAL")

    assert len(answer.content.decode().splitlines()) == 1 + 5
    book = load_workbook(
        io.BytesIO(page(client, report, "office_report_records_xlsx", kind="closing").content)
    )
    assert book.active.max_row == 1 + 99


def test_what_disagrees_is_told_with_both_numbers_and_there_is_no_button(
    client, officer, provinces, counted
):
    provinces.dong_thap()
    provinces.round_of_dong_thap(reached_3=66)
    report = counted(provinces.old["Đồng Tháp"])

    told = page(client, report).content.decode()

    assert "66" in told
    assert "65" in told
    assert (
        reverse("office_report_final", args=[report.pk])
        not in page(client, report).content.decode()
    )
    client.post(reverse("office_report_final", args=[report.pk]))
    assert not Snapshot.objects.exists()


def test_a_report_is_made_final_and_stands_in_public(client, report, officer):
    client.post(reverse("office_report_final", args=[report.pk]))

    made = Snapshot.objects.get()
    assert (made.version, made.closed_by) == (1, officer)
    assert client.get(reverse("figures_final", args=[report.pk])).status_code == 200
    assert page(client, report).context["shown"].version == 1


def test_a_correction_asks_for_its_reason(client, report):
    final = reverse("office_report_final", args=[report.pk])
    client.post(final)
    client.post(reverse("office_report_count", args=[report.pk]))
    queue.drain(limit=1000)

    client.post(final, {"reason": " "})
    assert Snapshot.objects.count() == 1
    client.post(final, {"reason": "Sửa tên chủ thể"})

    assert Snapshot.objects.latest("pk").reason == "Sửa tên chủ thể"
    told = page(client, report, version=1)
    assert told.context["shown"].version == 1


@pytest.mark.parametrize("version", ["0", "9", "x", "-1", "²", "99999"])
def test_a_version_that_is_not_there_is_absent(client, report, version):
    address = reverse("office_report", args=[report.pk])

    assert client.get(address, {"version": version}).status_code == 404


def test_the_provinces_form_has_its_tables_and_runs_nothing(client, report, provinces):
    product = StarCertification.objects.first().product
    product.title = "=cmd|' /C calc'!A0"
    product.save()
    Count.objects.all().delete()
    counting.count(counting.ask(report))

    book = load_workbook(io.BytesIO(page(client, report, "office_report_xlsx").content))

    form = book["Báo cáo"]
    texts = [cell.value for row in form.iter_rows() for cell in row if cell.value]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
    assert "Biểu 1. Sản phẩm theo hạng sao" in texts
    total = next(row for row in form.iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert total[2:6] == (99, 42, 65, 34)
    listed = [row[0] for row in book["Danh sách"].iter_rows(min_row=2, values_only=True)]
    assert "'=cmd|' /C calc'!A0" in listed
    assert len(listed) == 99


def test_the_figures_are_data_for_other_programmes(client, report):
    data = page(client, report, "office_report_json").json()

    assert data["status"] == "draft"
    assert data["tables"][1]["rows"][0]["values"][0] == 83
    assert sum(cell["products"] for cell in data["cube"]) == 99
    lines = page(client, report, "office_report_csv").content.decode().splitlines()
    assert len(lines) > 50


def test_the_printed_pages_stand_alone(client, report):
    told = page(client, report, "office_report_print").content.decode()

    assert "<svg" in told
    assert "wagtail" not in told


def test_a_round_is_typed_with_its_source_and_who_and_when(client, officer, provinces):
    area = provinces.old["Đồng Tháp"]
    told = {
        "area": f"{BEFORE}:{area.pk}",
        "name": "Đợt 1",
        "held_on": "2020-12-07",
        "entered": "1.130",
        "two_stars": "22",
        "source": "Biên bản số 3",
    }

    client.post(reverse("office_typed_new", args=["rounds"]), told)

    row = AssessmentRound.objects.get()
    assert (row.entered, row.two_stars, row.entered_first) == (1130, 22, None)
    assert (row.area, row.by, row.source) == (area, officer, "Biên bản số 3")


@pytest.mark.parametrize("wrong", [{"entered": "-1"}, {"entered": "½"}, {"source": ""}])
def test_a_round_without_number_or_source_is_not_written_down(client, officer, provinces, wrong):
    area = provinces.old["Đồng Tháp"]
    told = {
        "area": f"{BEFORE}:{area.pk}",
        "name": "Đợt 1",
        "held_on": "2020-12-07",
        "entered": "130",
        "source": "Biên bản",
    }

    answer = client.post(reverse("office_typed_new", args=["rounds"]), told | wrong)

    assert answer.context["form"].errors.keys() == wrong.keys()
    assert not AssessmentRound.objects.exists()


def test_a_typed_row_is_corrected_and_taken_out(client, officer, provinces):
    row = provinces.round_of_dong_thap()
    address = reverse("office_typed_row", args=["rounds", row.pk])
    filled = {
        name: value
        for name, value in client.get(address).context["form"].initial.items()
        if value is not None
    }
    client.post(address, filled | {"held_on": "2020-12-07", "entered": "131"})
    newer = AssessmentRound.objects.latest("pk")
    assert (newer.entered, newer.replaces) == (131, row)

    again = client.post(address, filled | {"held_on": "2020-12-07", "entered": "132"})
    assert again.context["form"].errors

    client.post(
        reverse("office_typed_withdraw", args=["rounds", newer.pk]), {"source": "Nhập nhầm"}
    )
    assert client.get(reverse("office_typed")).content.decode().count("Đợt năm 2020") == 0
    assert closing.altered() == []


def test_a_figure_is_typed_for_its_days(client, officer, provinces):
    area = provinces.today["Đồng Tháp"]
    told = {
        "area": f"VN-2025-07:{area.pk}",
        "code": "target_new",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "value": "6",
        "up_to": "8",
        "source": "Kế hoạch 2026",
    }

    client.post(reverse("office_typed_new", args=["figures"]), told)

    row = TypedFigure.objects.get()
    assert (row.value, row.up_to, row.area) == (6, 8, area)


def test_the_list_of_reports_asks_as_often_for_three_as_for_one(
    client, report, counted, django_assert_num_queries
):
    address = reverse("office_reports")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    for year in (2021, 2022):
        closing.close(counted(report.area, first=(year, 1, 1), last=(year, 6, 30)), by=None)

    with django_assert_num_queries(len(asked)):
        client.get(address)


def test_a_cell_of_the_cube_is_looked_up_by_star_group_form_and_place(client, report):
    star, group, form, place, count = report.counts.get().figures["cube"][0]

    found = page(
        client,
        report,
        "office_report_records",
        kind="closing",
        star=star,
        group=group,
        form=form,
        place=place,
    )

    assert found.context["page"].paginator.count == count > 0
    assert page(client, report, "office_report_records", star="").status_code == 200
