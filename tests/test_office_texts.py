"""Every screen of the office speaks Vietnamese: Wagtail's own words, refusals and scripts too."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Page

from catalog.models import Image, PrivateDocument

from .permissions.table import TABLE
from .permissions.world import World
from .untranslated import Probe, english_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_text_table")]
OURS = [row for row in TABLE["office"] if row.name.startswith("office_")]


@pytest.fixture
def probe(monkeypatch):
    return Probe(monkeypatch)


@pytest.fixture
def world(make):
    return World(make)


@pytest.fixture
def officer(client, world):
    client.force_login(world.people["officer"])
    return world.people["officer"]


class Reader:
    """Opens pages as the officer and notes what looks English, with the page it stood on."""

    def __init__(self, client):
        self.client = client
        self.english = {}

    def __call__(self, method, address, sent=None):
        answer = getattr(self.client, method)(address, sent or {}, follow=True)
        assert answer.status_code < 500, address
        if answer.get("Content-Type", "").startswith("text/html"):
            for text in english_in(answer.content.decode()):
                self.english.setdefault(text, address)


@pytest.fixture
def read(client, officer):
    return Reader(client)


def test_our_own_pages(read, world, probe):
    for row in OURS:
        address = reverse(row.name, kwargs=world.objects.get(row.of, {}))
        for method in row.methods:
            read(method, address + row.query)

    assert read.english == {}
    assert probe.missing == set()


def uploaded(name: str = "thot-not.png") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Picture.new("RGB", (400, 400), "green").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/png")


@pytest.fixture
def things(officer):
    """One of each thing that Wagtail's pages are about."""
    home = Page.objects.get(depth=2).specific
    home.save_revision(user=officer, log_action=True)
    home.save_revision(user=officer, log_action=True).publish(user=officer)
    picture = Image.objects.create(
        title="Thốt nốt", file=uploaded(), alt_vi="Quả thốt nốt", uploaded_by_user=officer
    )
    paper = PrivateDocument.objects.create(
        title="Quyết định 12",
        file=SimpleUploadedFile("qd.pdf", b"%PDF-1.7"),
        uploaded_by_user=officer,
    )
    first, second = home.revisions.order_by("pk")
    return {
        "home": home.pk,
        "root": home.get_parent().pk,
        "picture": picture.pk,
        "paper": paper.pk,
        "first": first.pk,
        "second": second.pk,
    }


OF_WAGTAIL = [
    "",
    "account/",
    "nowhere/",
    "pages/",
    "pages/{root}/",
    "pages/{root}/?q=x",
    "pages/search/?q=chu",
    "pages/search/?q=zzz",
    "pages/{home}/edit/",
    "pages/{home}/history/",
    "pages/{home}/usage/",
    "pages/{home}/copy/",
    "pages/{home}/move/",
    "pages/{home}/delete/",
    "pages/{home}/unpublish/",
    "pages/{home}/lock/",
    "pages/{home}/privacy/",
    "pages/{home}/revisions/{first}/revert/",
    "pages/{home}/revisions/compare/{first}...{second}/",
    "pages/{root}/add_subpage/",
    "pages/add/cms/homepage/{root}/",
    "pages/usage/cms/homepage/",
    "images/",
    "images/?q=zzz",
    "images/?layout=list",
    "images/add/",
    "images/{picture}/",
    "images/{picture}/delete/",
    "images/{picture}/generate_url/",
    "images/usage/{picture}/",
    "images/multiple/add/",
    "images/chooser/",
    "images/chooser/?q=zzz",
    "documents/",
    "documents/?q=zzz",
    "documents/add/",
    "documents/edit/{paper}/",
    "documents/delete/{paper}/",
    "documents/usage/{paper}/",
    "documents/multiple/add/",
    "documents/chooser/",
    "choose-page/",
    "choose-page/{root}/",
    "choose-page/search/?q=zzz",
    "choose-external-link/",
    "choose-email-link/",
    "choose-phone-link/",
    "choose-anchor-link/",
    "bulk/cms/homepage/delete/?id={home}",
    "bulk/wagtailcore/page/delete/?id={home}",
    "bulk/wagtailcore/page/move/?id={home}",
    "bulk/wagtailcore/page/publish/?id={home}",
    "bulk/wagtailcore/page/unpublish/?id={home}",
    "bulk/catalog/image/delete/?id={picture}",
    "bulk/catalog/image/add_tags/?id={picture}",
    "bulk/catalog/image/add_to_collection/?id={picture}",
    "bulk/catalog/privatedocument/delete/?id={paper}",
    "bulk/catalog/privatedocument/add_tags/?id={paper}",
]
# What is sent, to be refused or to be done; a refusal's words and a success's are both read.
SENT = [
    ("pages/{home}/edit/", {"title": "", "heading": ""}),
    ("pages/add/cms/homepage/{root}/", {}),
    ("pages/{home}/edit/", {"title": "Trang chủ", "heading": "Đặc sản", "action-publish": "1"}),
    ("pages/{home}/edit/", {"title": "Trang chủ", "heading": "Đặc sản mới"}),
    ("pages/{home}/lock/", {}),
    ("pages/{home}/edit/", {"title": "Trang chủ", "heading": "Khóa"}),
    ("pages/{home}/unlock/", {}),
    ("pages/{home}/unpublish/", {}),
    ("images/add/", {}),
    ("images/{picture}/", {"title": ""}),
    ("images/{picture}/delete/", {}),
    ("documents/add/", {}),
    ("documents/edit/{paper}/", {"title": "Quyết định 13"}),
    ("documents/delete/{paper}/", {}),
    ("account/", {"name_email-full_name": ""}),
    ("account/", {"name_email-full_name": "Lê Văn Cán", "locale-preferred_language": "vi"}),
]


def test_wagtails_pages(read, things, probe):
    for address in OF_WAGTAIL:
        read("get", "/office/" + address.format(**things))

    assert read.english == {}
    assert probe.missing == set()


def test_wagtails_answers(read, things, probe):
    for address, sent in SENT:
        read("post", "/office/" + address.format(**things), sent)

    assert read.english == {}
    assert probe.missing == set()
