"""/producer/proposals/ as a farmer with a phone uses it."""

import uuid

import pytest
from django.urls import reverse

from catalog import proposals
from catalog.models import Proposal
from catalog.proposals import Consent
from catalog.registration import change_product
from tests.catalog.test_proposals import picture


@pytest.fixture
def farmer(make):
    return make.user("producer")


@pytest.fixture
def producer(make, farmer):
    return make.producer(members=[farmer])


@pytest.fixture
def product(make, producer):
    return make.product("Đường thốt nốt", by=producer, summary="Nấu từ nước cây thốt nốt")


@pytest.fixture
def phone(client, farmer, product):
    client.force_login(farmer)
    return client


@pytest.fixture
def officer(make):
    return make.user("officer")


def typed(product, **more) -> dict:
    """What the form of a product sends back when nothing was touched."""
    facts = product.facts
    return {
        "title": product.title,
        "summary": facts.summary,
        "net_content": "500",
        "net_unit": "g",
        "parcel_weight_g": "600",
        "operation": str(uuid.uuid4()),
        **more,
    }


def change_url(product) -> str:
    return reverse("producer_proposal_change", args=[product.pk])


def url_of(proposal, name="producer_proposal") -> str:
    return reverse(name, args=[proposal.pk])


def page(answer) -> str:
    return answer.content.decode()


def test_looking_at_the_form_writes_nothing(phone, product):
    answer = phone.get(change_url(product))

    assert answer.status_code == 200
    assert "Nấu từ nước cây thốt nốt" in page(answer)
    assert not Proposal.objects.exists()


def test_a_change_is_sent_and_the_shop_stays_as_it_is(phone, product):
    answer = phone.post(change_url(product), typed(product, summary="Nấu bằng củi", send=""))

    sent = Proposal.objects.get()
    assert answer.url == url_of(sent)
    assert sent.state == "submitted"
    assert proposals.changes(sent) == {"summary": "Nấu bằng củi"}
    product.facts.refresh_from_db()
    assert product.facts.summary == "Nấu từ nước cây thốt nốt"


def test_a_draft_is_kept_and_found_again(phone, product):
    phone.post(change_url(product), typed(product, title="", summary="Nấu bằng", save=""))

    draft = Proposal.objects.get()
    assert draft.state == "draft"
    assert phone.get(change_url(product)).url == url_of(draft)
    assert "Nấu bằng" in page(phone.get(url_of(draft)))


def test_a_mistake_loses_neither_the_words_nor_the_photo(phone, product):
    sent = typed(product, summary="Nấu bằng củi", parcel_weight_g="nặng", send="")
    answer = phone.post(change_url(product), {**sent, "gallery": picture()})

    assert answer.status_code == 422
    draft = Proposal.objects.get()
    assert draft.state == "draft"
    assert draft.payload["summary"] == "Nấu bằng củi"
    assert draft.files.count() == 1
    # The next press goes on with the same draft.
    assert f'action="{url_of(draft)}"' in page(answer)
    assert "nặng" in page(answer)


def test_a_mistake_ticks_no_allergens_of_its_own(phone, product):
    answer = phone.post(change_url(product), typed(product, parcel_weight_g="nặng", send=""))

    assert answer.context["form"]["allergens"].value() is None
    assert Proposal.objects.get().payload["allergens"] is None


def test_two_photos_come_at_once_and_a_bad_one_does_not_lose_the_good(phone, product):
    bad = picture(size=(100, 100), name="nho.jpg")
    answer = phone.post(
        change_url(product), {**typed(product), "add": "", "gallery": [picture(), bad]}
    )

    assert answer.status_code == 422
    assert "nho.jpg" in page(answer)
    assert Proposal.objects.get().files.count() == 1


def test_photos_are_put_first_and_taken_away(phone, product):
    phone.post(
        change_url(product),
        {**typed(product), "add": "", "gallery": [picture("red"), picture("blue")]},
    )
    draft = Proposal.objects.get()
    one, two = draft.payload["photos"]

    phone.post(url_of(draft), typed(product, first=two))
    draft.refresh_from_db()
    assert draft.payload["photos"] == [two, one]

    phone.post(url_of(draft), typed(product, drop=two))
    draft.refresh_from_db()
    assert draft.payload["photos"] == [one]
    assert draft.files.count() == 1


def test_a_photo_is_seen_by_its_own_producer_alone(client, phone, product, make):
    phone.post(change_url(product), {**typed(product), "add": "", "camera": picture()})
    draft = Proposal.objects.get()
    url = reverse("producer_proposal_file", args=[draft.pk, draft.files.get().pk])

    mine = phone.get(url)

    assert mine["Content-Type"] == "image/jpeg"
    assert mine.getvalue()[:2] == b"\xff\xd8"
    other = make.user("producer")
    make.producer("HTX khác", members=[other])
    client.force_login(other)
    assert client.get(url).status_code == 404


def test_what_the_centre_changed_meanwhile_is_told_and_nothing_is_lost(phone, product, officer):
    shown = phone.get(change_url(product))
    change_product(product, by=officer, storage="Nơi khô ráo")

    answer = phone.post(
        change_url(product),
        typed(product, summary="Nấu bằng củi", send="", seen=shown.context["seen"]),
        follow=True,
    )

    draft = Proposal.objects.get()
    assert draft.state == "draft"
    assert proposals.changes(draft)["summary"] == "Nấu bằng củi"
    assert "Nơi khô ráo" in page(answer)


def test_a_field_left_alone_follows_the_shop(phone, product, officer, producer, farmer):
    draft = proposals.propose(producer=producer, kind="change", product=product, by=farmer)
    change_product(product, by=officer, storage="Nơi khô ráo")

    form = phone.get(url_of(draft)).context["form"]

    assert form["storage"].value() == "Nơi khô ráo"


def test_nothing_different_is_not_sent(phone, product):
    answer = phone.post(change_url(product), typed(product, send=""))

    assert answer.status_code == 422
    assert Proposal.objects.get().state == "draft"


def test_a_new_product_pressed_twice_is_one(phone, make, officer):
    group = make.group()
    sent = {
        "title": "Trà sen",
        "kind": f"group-{group.pk}",
        "net_unit": "g",
        "price": "90.000",
        "operation": str(uuid.uuid4()),
        "send": "",
    }

    answers = [phone.post(reverse("producer_proposal_new"), sent) for _ in range(2)]

    one = Proposal.objects.get()
    assert [answer.url for answer in answers] == [url_of(one)] * 2
    assert one.payload["price"] == 90_000
    done = proposals.accept(one, Consent(one.version), by=officer)
    assert "Trà sen" in page(phone.get(url_of(done)))


def test_a_certificate_is_sent_with_its_pages(phone):
    answer = phone.post(
        reverse("producer_proposal_certificate"),
        {"number": "86/QĐ-UBND", "decided_on": "2026-03-02", "camera": picture(), "send": ""},
    )

    sent = Proposal.objects.get()
    assert answer.url == url_of(sent)
    assert (sent.state, sent.payload["decided_on"]) == ("submitted", "2026-03-02")
    assert "86/QĐ-UBND" in page(phone.get(url_of(sent)))


def test_own_data_are_proposed(phone, producer):
    sent = {
        "trade_name": producer.trade_name,
        "legal_name": producer.legal_name,
        "legal_form": producer.legal_form,
        "phone": "0912 345 678",
        "address_line": "Ấp Tà On",
        "introduction": "Ba đời nấu đường.",
        "send": "",
    }

    phone.post(reverse("producer_proposal_facts"), sent)

    one = Proposal.objects.get()
    assert one.state == "submitted"
    assert proposals.changes(one) == {
        "phone": "+84912345678",
        "address_line": "Ấp Tà On",
        "introduction": "Ba đời nấu đường.",
    }


def test_what_was_sent_is_taken_back_or_given_up(phone, product):
    phone.post(change_url(product), typed(product, summary="Nấu bằng củi", send=""))
    sent = Proposal.objects.get()

    phone.post(url_of(sent, "producer_proposal_take_back"))
    sent.refresh_from_db()
    assert sent.state == "draft"

    assert phone.get(url_of(sent, "producer_proposal_withdraw")).status_code == 200
    phone.post(url_of(sent, "producer_proposal_withdraw"))
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_what_the_centre_decided_meanwhile_is_told(phone, product, officer):
    phone.post(change_url(product), typed(product, summary="Nấu bằng củi", send=""))
    sent = Proposal.objects.get()
    proposals.accept(sent, Consent(sent.version), by=officer)

    phone.post(url_of(sent, "producer_proposal_withdraw"))
    phone.post(url_of(sent), typed(product, summary="Khác", save=""))

    sent.refresh_from_db()
    assert sent.state == "accepted"
    assert sent.payload["summary"] == "Nấu bằng củi"


@pytest.mark.parametrize(
    "name", ["producer_proposal", "producer_proposal_take_back", "producer_proposal_withdraw"]
)
def test_the_proposal_of_another_producer_is_absent(client, make, product, producer, farmer, name):
    draft = proposals.propose(producer=producer, kind="change", product=product, by=farmer)
    other = make.user("producer")
    make.producer("HTX khác", members=[other])
    client.force_login(other)

    assert client.post(url_of(draft, name)).status_code == 404
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", 1)


def test_the_product_of_another_producer_is_absent(client, make, product):
    other = make.user("producer")
    make.producer("HTX khác", members=[other])
    client.force_login(other)

    assert client.get(change_url(product)).status_code == 404
    assert client.post(change_url(product), {"save": ""}).status_code == 404
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_many(
    phone, producer, farmer, count, django_assert_num_queries
):
    for _ in range(count):
        proposals.propose(producer=producer, kind="new", by=farmer)
    phone.get(reverse("producer_proposals"))

    with django_assert_num_queries(6):
        answer = phone.get(reverse("producer_proposals"))

    assert page(answer).count("<article") == count
