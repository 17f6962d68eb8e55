"""/figures/: what everybody may read, light and dated, in both languages."""

import datetime

import pytest
from django.urls import reverse

from marketplace.reports import closing, counting

from .provinces import TODAY


@pytest.fixture
def final(provinces, counted):
    provinces.dong_thap()
    report = counted(provinces.old["Đồng Tháp"])
    closing.close(report, by=None)
    return report


def test_drafts_are_nobodys_business(client, provinces, counted):
    report = counted(provinces.old["Đồng Tháp"])

    assert client.get(reverse("figures_final", args=[report.pk])).status_code == 404
    assert client.get(reverse("figures")).context["reports"] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_final_report_says_which_and_when(client, final, prefix):
    told = client.get(f"{prefix}/figures/{final.pk}/").content.decode()

    assert "99" in told
    assert "07/12/2020" not in told
    assert "31/12/2020" in told
    assert "<svg" in told
    assert "style=" not in told


def test_the_newest_version_is_shown_and_what_was_corrected(client, final):
    counting.count(counting.ask(final))
    closing.close(final, by=None, reason="Sửa tên chủ thể")

    told = client.get(f"/figures/{final.pk}/").content.decode()
    assert "Sửa tên chủ thể" in told
    data = client.get(f"/figures/{final.pk}/figures.json").json()
    assert (data["status"], data["version"], data["correction"]) == ("final", 2, "Sửa tên chủ thể")


def test_todays_figures_are_dated_and_live(client, make, today):
    make.star(make.product("Còn hạn"), 3)
    make.star(
        make.product("Hết hạn"),
        4,
        effective_on=today - datetime.timedelta(days=1100),
        valid_until=today - datetime.timedelta(days=1),
    )

    data = client.get("/figures/today.json").json()

    assert data["day"] == today.isoformat()
    total = data["tables"][0]["rows"][-1]
    assert (total["key"], total["values"]) == ("total", [1, 1, 0, 0, 0])
    assert f"{today:%d/%m/%Y}" in client.get("/figures/").content.decode()


def test_the_pages_are_kept_by_caches_and_light(client, final):
    for address in ("/figures/", f"/figures/{final.pk}/", f"/figures/{final.pk}/figures.json"):
        answer = client.get(address)
        assert "s-maxage" in answer["Cache-Control"]
        assert not answer.cookies
        assert len(answer.content) < 120_000


def test_csv_has_one_number_a_line(client, final):
    lines = client.get(f"/en/figures/{final.pk}/figures.csv").content.decode().splitlines()

    assert lines[0].removeprefix("\ufeff") == "Table,Row,Column,Value,Source"
    assert "By product group,Food,Products,83," in lines


def test_the_pages_ask_little_however_many_reports_there_are(
    client, final, counted, provinces, django_assert_max_num_queries
):
    for year in (2021, 2022, 2023):
        closing.close(counted(geography=TODAY, first=(year, 1, 1), last=(year, 6, 30)), by=None)

    with django_assert_max_num_queries(8):
        client.get("/figures/")
