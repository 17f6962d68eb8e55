"""What producers propose: the shop stays as it is until an officer accepts."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from catalog import errors, proposals
from catalog.models import Image, PrivateDocument, Proposal, ProposalFile
from catalog.proposals import Consent, version_of
from catalog.proposals.live import live_of
from catalog.registration import change_product
from marketplace.kernel.outbox.models import OutboxItem


@pytest.fixture
def farmer(make):
    return make.user("producer", phone="+84912000111")


@pytest.fixture
def producer(make, farmer):
    return make.producer(members=[farmer])


@pytest.fixture
def product(make, producer):
    return make.product("Đường thốt nốt", by=producer, summary="Nấu từ nước cây thốt nốt")


@pytest.fixture
def officer(make):
    return make.user("officer")


@pytest.fixture
def draft(producer, product, farmer):
    return proposals.propose(producer=producer, kind="change", product=product, by=farmer)


@pytest.fixture
def waiting(draft, farmer):
    proposals.keep(draft, {"summary": "Nấu trong chảo gang"})
    return proposals.submit(draft, by=farmer)


def picture(colour="green", name="anh.jpg", size=(900, 700)) -> SimpleUploadedFile:
    drawn = BytesIO()
    Pillow.new("RGB", size, colour).save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def bytes_of(file) -> bytes:
    with file.open("rb") as kept:
        return kept.read()


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def summary_of(product) -> str:
    product.facts.refresh_from_db()
    return product.facts.summary


# --- writing it down --------------------------------------------------------------------------


def test_a_draft_begins_with_what_stands_in_the_shop(draft):
    assert draft.state == "draft"
    assert draft.payload == draft.base
    assert draft.payload["title"] == "Đường thốt nốt"
    assert proposals.changes(draft) == {}


def test_a_second_draft_of_one_product_is_the_first(draft, producer, product, make):
    partner = make.user("producer")

    again = proposals.propose(producer=producer, kind="change", product=product, by=partner)

    assert again == draft
    assert Proposal.objects.count() == 1


def test_a_page_pressed_twice_begins_one_new_product(producer, farmer):
    page = "3f0f6a3e-6c1f-4b38-9a1e-9f4e5d1f7d10"

    rows = [
        proposals.propose(producer=producer, kind="new", by=farmer, operation=page)
        for _ in range(2)
    ]

    assert rows[0] == rows[1]


def test_what_is_kept_changes_nothing_in_the_shop(draft, product):
    kept = proposals.keep(draft, {"summary": "Nấu trong chảo gang", "stars": 5})

    assert proposals.changes(kept) == {"summary": "Nấu trong chảo gang"}
    assert "stars" not in kept.payload
    assert summary_of(product) == "Nấu từ nước cây thốt nốt"


def test_no_allergens_is_an_answer_and_a_field_left_empty_is_none(draft):
    kept = proposals.keep(draft, {"allergens": [], "gtin": "", "storage": ""})

    assert proposals.changes(kept) == {"allergens": []}


def test_whoever_writes_while_the_centre_changes_is_told(draft, product, officer):
    seen = live_of(draft)
    change_product(product, by=officer, storage="Nơi khô ráo")

    with pytest.raises(errors.LiveMoved) as refusal:
        proposals.keep(draft, {"summary": "Nấu trong chảo gang"}, seen=seen)

    assert refusal.value.fields == ["storage"]
    assert fresh(draft).payload == draft.payload


def test_nothing_to_change_is_not_sent(draft, farmer):
    with pytest.raises(errors.NothingProposed):
        proposals.submit(draft, by=farmer)

    assert fresh(draft).state == "draft"


def test_a_new_product_without_name_and_group_is_not_sent(producer, farmer):
    draft = proposals.propose(producer=producer, kind="new", by=farmer)
    proposals.keep(draft, {"summary": "Ngon"})

    with pytest.raises(errors.Unfinished) as refusal:
        proposals.submit(draft, by=farmer)

    assert refusal.value.missing == ["title", "kind"]


def test_what_is_with_the_centre_is_not_written_on(waiting):
    with pytest.raises(errors.ProposalMoved):
        proposals.keep(waiting, {"summary": "Khác"})

    assert fresh(waiting).payload["summary"] == "Nấu trong chảo gang"


def test_what_was_taken_back_can_be_corrected_and_sent_again(waiting, farmer):
    proposals.take_back(waiting, by=farmer)
    proposals.keep(waiting, {"summary": "Nấu bằng củi"})
    again = proposals.submit(waiting, by=farmer)

    assert again.state == "submitted"
    assert [event.verb for event in again.events.all()] == ["submit", "take_back", "submit"]


def test_what_was_withdrawn_leaves_room_for_another(waiting, producer, product, farmer):
    proposals.withdraw(waiting, by=farmer)

    another = proposals.propose(producer=producer, kind="change", product=product, by=farmer)

    assert another != waiting
    assert fresh(waiting).state == "withdrawn"


# --- deciding ---------------------------------------------------------------------------------


def test_an_accepted_change_stands_in_the_shop(waiting, product, officer):
    done = proposals.accept(waiting, Consent(waiting.version), by=officer)

    assert (done.state, done.decided_by) == ("accepted", officer)
    assert summary_of(product) == "Nấu trong chảo gang"
    told = OutboxItem.objects.get(kind="proposal_message")
    assert told.payload == {"event": done.events.get(verb="accept").pk}


def test_only_what_the_producer_changed_is_written(waiting, product, officer):
    change_product(product, by=officer, storage="Nơi khô ráo")
    live = live_of(waiting)

    proposals.accept(waiting, Consent(waiting.version, over=version_of(live)), by=officer)

    assert summary_of(product) == "Nấu trong chảo gang"
    assert product.facts.storage == "Nơi khô ráo"


def test_a_live_version_that_moved_is_shown_before_it_is_written_over(waiting, product, officer):
    change_product(product, by=officer, summary="Lời của trung tâm")

    with pytest.raises(errors.LiveMoved) as refusal:
        proposals.accept(waiting, Consent(waiting.version), by=officer)

    assert refusal.value.fields == ["summary"]
    assert summary_of(product) == "Lời của trung tâm"
    assert fresh(waiting).state == "submitted"


def test_an_officer_decides_on_what_was_on_the_screen(waiting, product, officer, farmer):
    on_screen = Consent(waiting.version)
    proposals.take_back(waiting, by=farmer)
    proposals.keep(waiting, {"summary": "Lời khác"})
    proposals.submit(waiting, by=farmer)

    with pytest.raises(errors.ProposalMoved):
        proposals.accept(waiting, on_screen, by=officer)

    assert summary_of(product) == "Nấu từ nước cây thốt nốt"


def test_nobody_decides_on_what_the_own_household_proposes(make, waiting, producer, product):
    both = make.user("officer", "producer")
    producer.members.create(user=both)

    for decide in (
        lambda: proposals.accept(waiting, Consent(waiting.version), by=both),
        lambda: proposals.return_with_comment(
            waiting, version=waiting.version, comment="?", by=both
        ),
    ):
        with pytest.raises(errors.OwnProposal):
            decide()

    assert fresh(waiting).state == "submitted"
    assert summary_of(product) == "Nấu từ nước cây thốt nốt"


def test_what_is_sent_back_says_why_and_can_be_corrected(waiting, farmer, officer, product):
    back = proposals.return_with_comment(
        waiting, version=waiting.version, comment="Ảnh hơi tối.", by=officer
    )

    assert (back.state, back.comment) == ("returned", "Ảnh hơi tối.")
    proposals.keep(back, {"summary": "Nấu bằng củi"})
    assert proposals.submit(back, by=farmer).state == "submitted"
    assert summary_of(product) == "Nấu từ nước cây thốt nốt"


def test_without_a_word_nothing_is_sent_back(waiting, officer):
    with pytest.raises(errors.CommentNeeded):
        proposals.return_with_comment(waiting, version=waiting.version, comment="  ", by=officer)

    assert fresh(waiting).state == "submitted"
    assert not OutboxItem.objects.filter(kind="proposal_message").exists()


def test_a_new_product_is_entered_with_its_group_and_price(make, producer, farmer, officer):
    group = make.group()
    draft = proposals.propose(producer=producer, kind="new", by=farmer)
    typed = {"title": "Trà sen", "kind": f"group-{group.pk}", "price": 90_000, "allergens": []}
    proposals.keep(draft, typed)
    sent = proposals.submit(draft, by=farmer)

    done = proposals.accept(sent, Consent(sent.version), by=officer)

    made = done.product
    assert (made.title, made.facts.group, made.facts.allergens) == ("Trà sen", group, [])
    assert made.stockrecords.get().price == 90_000
    assert made.facts.producer == producer


def test_the_producers_own_data_change_when_accepted(producer, farmer, officer):
    draft = proposals.propose(producer=producer, kind="facts", by=farmer)
    proposals.keep(draft, {"introduction": "Ba đời nấu đường.", "address_line": "Ấp Tà On"})
    sent = proposals.submit(draft, by=farmer)

    proposals.accept(sent, Consent(sent.version), by=officer)

    producer.refresh_from_db()
    assert producer.introduction == "Ba đời nấu đường."
    assert producer.place.address_line == "Ấp Tà On"


# --- pictures and scans -----------------------------------------------------------------------


def test_a_photo_is_private_until_it_is_accepted(draft, farmer, officer, product, settings):
    photo = proposals.attach(draft, picture())
    sent = proposals.submit(draft, by=farmer)

    assert not photo.file.path.startswith(str(settings.MEDIA_ROOT))
    assert not Image.objects.exists()

    proposals.accept(
        sent, Consent(sent.version, alts={photo.pk: "Chảo đường đang sôi"}), by=officer
    )

    shown = product.photos.get().image
    assert shown.alt_vi == "Chảo đường đang sôi"
    assert shown.file.path.startswith(str(settings.MEDIA_ROOT))


def test_a_large_photo_is_kept_no_larger_than_needed(draft):
    photo = proposals.attach(draft, picture(size=(4000, 3000)))

    sizes = [Pillow.open(BytesIO(bytes_of(f))).size for f in (photo.file, photo.preview)]
    assert sizes == [(2400, 1800), (480, 360)]


def test_the_same_photo_sent_twice_is_kept_once(draft):
    rows = [proposals.attach(draft, picture()) for _ in range(2)]

    assert rows[0] == rows[1]
    assert fresh(draft).payload["photos"] == [f"file:{rows[0].pk}"]


def test_a_photo_taken_away_leaves_no_file(draft, django_capture_on_commit_callbacks):
    photo = proposals.attach(draft, picture())
    store = photo.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        proposals.detach(draft, photo)

    assert not store.exists(photo.file.name)
    assert fresh(draft).payload["photos"] == []


def test_photos_have_an_end(draft):
    for number in range(8):
        proposals.attach(draft, picture(colour=(number * 20, 80, 80)))

    with pytest.raises(errors.TooManyFiles):
        proposals.attach(draft, picture("black"))

    assert draft.files.count() == 8


def test_the_pages_of_a_scan_become_one_paper(producer, farmer, officer):
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)
    for colour in ("white", "grey", "silver"):
        proposals.attach(draft, picture(colour))
    proposals.keep(draft, {"number": "86/QĐ-UBND"})
    sent = proposals.submit(draft, by=farmer)

    done = proposals.accept(sent, Consent(sent.version), by=officer)

    paper = bytes_of(done.paper.file)
    assert paper.startswith(b"%PDF-")
    assert b"/Count 3" in paper
    assert done.paper.title == f"86/QĐ-UBND · {producer.trade_name}"


def test_a_scan_is_a_pdf_or_pictures_and_never_both(producer, farmer):
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)
    pdf = SimpleUploadedFile("qd.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n", "application/pdf")
    proposals.attach(draft, pdf)

    with pytest.raises(errors.MixedFiles):
        proposals.attach(draft, picture())

    assert ProposalFile.objects.get().is_pdf


def test_a_certificate_without_a_page_is_not_sent(producer, farmer):
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)

    with pytest.raises(errors.Unfinished):
        proposals.submit(draft, by=farmer)

    assert not PrivateDocument.objects.exists()
