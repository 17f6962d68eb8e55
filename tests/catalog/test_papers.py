"""Scans: looked at for what they hold, kept out of sight, and handed to officers alone."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog import papers
from catalog.models import CertificationEvent, PrivateDocument
from marketplace.kernel.accounts.roles import ensure_groups
from tests.catalog.papers import PDF, pdf, picture
from tests.catalog.register import everything

DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(officers, client):
    ensure_groups()
    client.force_login(officers.verifier)
    return officers.verifier


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A private store of this test alone."""
    storage = PrivateDocument._meta.get_field("file").storage
    monkeypatch.setitem(storage.__dict__, "location", str(tmp_path / "private"))
    return tmp_path / "private"


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (PDF, "a.pdf", "a.pdf"),
        (picture(), "a.JPEG", "a.JPEG"),
        (picture("PNG"), "a.png", "a.png"),
        (picture("PNG"), "a.pdf", "a.png"),
        (PDF, "quyết định.html", "quyết định.pdf"),
    ],
)
def test_a_scan_is_known_by_what_it_holds(content, name, kept_as):
    assert papers.PaperField().clean(pdf(content, name)).name == kept_as


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html>", "kind"),
        (b"MZ\x90\x00", "kind"),
        (b"GIF89a" + b"\0" * 40, "kind"),
        (PDF[:20], "broken"),
        (picture(size=(300, 300))[:-200], "broken"),
        (picture("PNG")[:60], "broken"),
    ],
)
def test_what_is_no_whole_scan_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        papers.PaperField().clean(pdf(content))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limit", "most", "content", "code"),
    [
        ("LARGEST", len(PDF) - 1, PDF, "large"),
        ("MOST_PIXELS", 99, picture(size=(10, 10)), "broken"),
    ],
)
def test_a_scan_has_its_limits(monkeypatch, limit, most, content, code):
    monkeypatch.setattr(papers, limit, most)

    with pytest.raises(ValidationError) as refused:
        papers.PaperField().clean(pdf(content))

    assert refused.value.code == code


def told(today) -> dict:
    """What is asked at each door that takes a paper, and the state it opens from."""
    reason = {"reason": "Kiểm tra theo đơn"}
    return {
        "suspend": ("valid", {**reason, "review_on": today + 9 * DAY}),
        "resume": ("suspended", reason),
        "extend": ("valid", {"until": today + 1200 * DAY}),
        "revoke": ("valid", {"reason": "food_safety", "effective_on": today}),
    }


@pytest.mark.parametrize("name", ["suspend", "resume", "extend", "revoke"])
def test_a_door_keeps_its_paper_in_the_private_store(
    client, officer, officers, product, today, store, name
):
    state, answer = told(today)[name]
    row = officers.in_state(state, product)

    client.post(
        reverse("office_certificate_door", args=[row.pk, name]),
        {**answer, "document": "58/QĐ-UBND", "scan": pdf()},
    )

    event = CertificationEvent.objects.filter(certification=row).last()
    assert (event.document, event.scan.uploaded_by_user) == ("58/QĐ-UBND", officer)
    assert [path.read_bytes() for path in stored(store)] == [PDF]
    history = client.get(reverse("office_product_history", args=[product.pk])).content.decode()
    address = reverse("office_event_scan", args=[event.pk])
    assert address in history
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_refused_door_keeps_no_paper(client, officer, officers, product, today, store):
    row = officers.valid(product)
    held = everything()

    answer = client.post(
        reverse("office_certificate_door", args=[row.pk, "extend"]),
        {"until": today, "document": "58/QĐ-UBND", "scan": pdf()},
    )

    assert answer.status_code == 422
    assert everything() == held
    assert stored(store) == []
    assert not PrivateDocument.objects.exists()


def test_a_page_is_refused_beside_its_field(client, officer, officers, product, today):
    row = officers.valid(product)
    held = everything()

    answer = client.post(
        reverse("office_certificate_door", args=[row.pk, "extend"]),
        {"until": today + 1200 * DAY, "document": "58/QĐ-UBND", "scan": pdf(b"<html>")},
    )

    assert list(answer.context["form"].errors) == ["scan"]
    assert everything() == held


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_nobody_else_reads_a_paper(client, make, officers, product, store, role):
    event = CertificationEvent.objects.filter(certification=officers.valid(product)).last()
    client.force_login(make.user(role))

    assert client.get(reverse("office_event_scan", args=[event.pk])).status_code == 403


def test_an_act_without_paper_has_none_to_hand_out(client, officer, officers, product):
    event = CertificationEvent.objects.filter(certification=officers.valid(product)).last()

    assert client.get(reverse("office_event_scan", args=[event.pk])).status_code == 404
