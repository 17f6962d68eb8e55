"""Officers enter and change producers and products: pages, refusals, and who was faster."""

import pytest
from django.urls import reverse

from catalog.models import (
    AdminSuccession,
    AdminUnit,
    AdminVintage,
    FactsChange,
    Image,
    Producer,
    ProductFacts,
)
from catalog.places import BEFORE
from catalog.registration import change_producer, change_product
from marketplace.kernel.text import fold
from marketplace.shop.models import FreshZone, PriceChange
from marketplace.shop.pricing import change_price
from tests.catalog.test_images import photo, upload

FIRM = "0100109106"


@pytest.fixture
def officer(make):
    return make.user("officer", full_name="Lê Thị Bưởi")


@pytest.fixture
def other(make):
    return make.user("officer", full_name="Trần Văn Xoài")


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def lines(*filled) -> dict:
    """What the browser sends of the pictures: these lines, then three empty ones."""
    sent = {"photos-TOTAL_FORMS": str(len(filled) + 3), "photos-INITIAL_FORMS": "0"}
    for number, line in enumerate(filled):
        sent |= {f"photos-{number}-{name}": value for name, value in line.items()}
    return sent


def picture(**more) -> dict:
    said = {"alt_vi": "Hũ đường", "alt_en": "A jar of sugar", "consent": "on"}
    return {"file": upload(photo())} | said | more


def of_producer(make, **more) -> dict:
    commune = make.commune()
    return {
        "legal_form": "cooperative",
        "legal_name": "Hợp tác xã Sen Quê",
        "trade_name": "HTX Sen Quê",
        "province": str(commune.parent_id),
        "commune": str(commune.pk),
        "is_active": "on",
    } | more


def of_product(make, *pictures, **more) -> dict:
    return (
        {
            "title": "Trà sen Tịnh Biên",
            "kind": f"group-{make.group().pk}",
            "status": "speciality",
            "net_content": "100",
            "net_unit": "g",
            "parcel_weight_g": "250",
            "price": "120.000",
        }
        | lines(*pictures)
        | more
    )


def sent_back(page, **changed) -> dict:
    """What a browser sends when a form is pressed as it was shown, with these changes."""
    form, sent = page.context["form"], {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if bound.widget_type == "checkbox":
            value = "on" if value else None
        if value not in (None, ""):
            sent[bound.html_name] = value
    if "pictures" in page.context:
        pictures = page.context["pictures"]
        sent |= {
            "photos-TOTAL_FORMS": str(len(pictures.forms)),
            "photos-INITIAL_FORMS": str(pictures.initial_form_count()),
        }
        for line in pictures.forms:
            for bound in line:
                value = bound.value()
                if bound.name != "file" and value not in (None, "", False):
                    sent[bound.html_name] = "on" if value is True else value
    return sent | changed


def test_a_producer_is_entered_with_all_that_is_known(office, make, officer):
    page = office.post(
        reverse("office_producer_new"),
        of_producer(
            make,
            tax_code="0100.109.106",
            former_names="Cơ sở Sen\nTổ hợp tác Sen",
            phone="0296 3 852 963",
            email="sen@example.org",
            fresh_zones=["province", "region"],
            introduction="Sen trồng dưới chân núi.",
        ),
    )

    maker = Producer.objects.get()
    assert page.url == reverse("office_producer", args=[maker.pk])
    assert (maker.tax_code, maker.phone, maker.email) == (FIRM, "+842963852963", "sen@example.org")
    assert maker.former_names == ["Cơ sở Sen", "Tổ hợp tác Sen"]
    assert (maker.partner.name, maker.store.name) == ("HTX Sen Quê", "HTX Sen Quê")
    assert set(FreshZone.objects.values_list("zone", flat=True)) == {"province", "region"}
    assert maker.changes.filter(is_entry=True, by=officer).count() == 1


def test_asking_for_communes_saves_nothing_and_keeps_what_was_typed(office, make):
    sent = of_producer(make, commune="", show_communes="")

    page = office.post(reverse("office_producer_new"), sent)

    assert page.status_code == 200
    assert "HTX Sen Quê" in page.content.decode() and "Long Xuyên" in page.content.decode()
    assert not page.context["form"].errors
    assert not Producer.objects.exists()


def test_a_producer_sent_twice_is_entered_once(office, make):
    for _press in range(2):
        page = office.post(reverse("office_producer_new"), of_producer(make))

    assert page.status_code == 422
    assert Producer.objects.count() == 1


def test_what_is_wrong_names_its_field_and_keeps_what_was_typed(office, make):
    page = office.post(
        reverse("office_producer_new"), of_producer(make, tax_code="123", legal_name="a" * 300)
    )

    html = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_tax_code">Mã số thuế:' in html
    assert 'href="#id_legal_name">Tên pháp lý:' in html
    assert "HTX Sen Quê" in html and 'value="123"' in html
    assert not Producer.objects.exists()


def test_a_product_comes_with_its_price_and_its_pictures(office, make, officer):
    maker = make.producer()

    page = office.post(
        reverse("office_product_new"),
        of_product(
            make,
            picture(alt_vi="Hũ trà", position="2"),
            picture(alt_vi="Hồ sen", position="1", credit="Minh"),
            producer=str(maker.pk),
        ),
    )

    facts = ProductFacts.objects.get()
    product = facts.product
    assert page.url == reverse("office_product", args=[product.pk])
    assert (facts.producer, facts.parcel_weight_g) == (maker, 250)
    assert [shown.image.alt_vi for shown in product.photos.all()] == ["Hồ sen", "Hũ trà"]
    assert product.photos.first().image.producer == maker
    price = PriceChange.objects.get()
    assert (price.before, price.after, price.by) == (None, 120_000, officer)
    assert product.stockrecords.get().partner == maker.partner


def test_a_product_sent_twice_is_entered_once(office, make):
    maker = make.producer()
    for _press in range(2):
        page = office.post(reverse("office_product_new"), of_product(make, producer=str(maker.pk)))

    assert page.status_code == 422
    assert 'href="#id_title"' in page.content.decode()
    assert ProductFacts.objects.count() == 1


def test_a_picture_outlives_a_mistake_elsewhere(office, make):
    maker = make.producer()
    first = office.post(
        reverse("office_product_new"),
        of_product(make, picture(), title="", producer=str(maker.pk)),
    )
    assert first.status_code == 422
    assert not ProductFacts.objects.exists()

    office.post(reverse("office_product_new"), sent_back(first, title="Trà sen"))

    assert ProductFacts.objects.get().product.photos.get().image == Image.objects.get()


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"alt_en": ""}, "alt_en"),
        ({"alt_vi": ""}, "alt_vi"),
        ({"consent": ""}, "consent"),
        ({"file": upload(b"no picture")}, "file"),
        ({"file": upload(photo((100, 100)))}, "file"),
        ({"file": ""}, "file"),
    ],
)
def test_a_picture_needs_its_words_and_consent(office, make, line, field):
    maker = make.producer()

    page = office.post(
        reverse("office_product_new"), of_product(make, picture(**line), producer=str(maker.pk))
    )

    assert page.status_code == 422
    assert f'href="#id_photos-0-{field}"' in page.content.decode()
    assert not ProductFacts.objects.exists()


def test_somebody_elses_picture_cannot_be_taken(office, make):
    foreign = Image(title="Fremd", alt_vi="Fremd", file=upload(photo()))
    foreign.save()
    maker = make.producer()
    line = picture(image=str(foreign.pk))
    del line["file"]

    page = office.post(
        reverse("office_product_new"), of_product(make, line, producer=str(maker.pk))
    )

    assert page.status_code == 422
    assert not ProductFacts.objects.exists()


def edit(product) -> str:
    return reverse("office_product_edit", args=[product.pk])


def test_pictures_change_places_and_leave(office, make):
    maker = make.producer()
    office.post(
        reverse("office_product_new"),
        of_product(
            make, picture(alt_vi="Hũ trà"), picture(alt_vi="Hồ sen"), producer=str(maker.pk)
        ),
    )
    product = ProductFacts.objects.get().product
    page = office.get(edit(product))

    moved = {"photos-0-position": "2", "photos-1-position": "1"}
    office.post(edit(product), sent_back(page, **moved))
    assert [shown.image.alt_vi for shown in product.photos.all()] == ["Hồ sen", "Hũ trà"]

    office.post(edit(product), sent_back(office.get(edit(product)), **{"photos-0-remove": "on"}))
    assert [shown.image.alt_vi for shown in product.photos.all()] == ["Hũ trà"]
    assert Image.objects.count() == 2


def test_a_form_sent_back_as_it_was_changes_nothing(office, make):
    product = make.product(allergens=["fish"], shelf_life_days=365, is_live=True)

    answer = office.post(edit(product), sent_back(office.get(edit(product))))

    assert answer.status_code == 302
    assert not FactsChange.objects.exists() and not PriceChange.objects.exists()


def test_a_change_is_saved_and_written_down(office, make, officer):
    product = make.product(price=75_000)

    office.post(
        edit(product), sent_back(office.get(edit(product)), storage="Nơi mát", price="80.000")
    )

    product.facts.refresh_from_db()
    assert product.facts.storage == "Nơi mát"
    assert (PriceChange.objects.get().after, PriceChange.objects.get().by) == (80_000, officer)
    html = office.get(reverse("office_product", args=[product.pk])).content.decode()
    assert "Lê Thị Bưởi" in html and "<ins>Nơi mát</ins>" in html


def test_who_was_slower_sees_what_the_other_changed_and_loses_nothing(office, make, other):
    product = make.product(storage="Nơi khô ráo", net_content=500)
    page = office.get(edit(product))
    change_product(product, by=other, net_content=450, storage="Tủ lạnh")

    told = office.post(edit(product), sent_back(page, storage="Nơi mát", summary="Từ Tri Tôn"))

    html, form = told.content.decode(), told.context["form"]
    product.facts.refresh_from_db()
    assert told.status_code == 409
    assert (product.facts.net_content, product.facts.storage) == (450, "Tủ lạnh")
    assert "Trần Văn Xoài" in html and "<ins>Tủ lạnh</ins>" in html
    assert (form["net_content"].value(), form["storage"].value()) == ("450", "Nơi mát")
    assert form["summary"].value() == "Từ Tri Tôn"
    assert told.context["contested"] == [form["storage"].label]

    office.post(edit(product), sent_back(told))
    product.facts.refresh_from_db()
    assert (product.facts.net_content, product.facts.storage) == (450, "Nơi mát")
    assert product.facts.summary == "Từ Tri Tôn"


def test_pictures_of_two_officers_both_stay(client, office, make, other, officer):
    product = make.product()
    mine = office.get(edit(product))
    client.force_login(other)
    theirs = client.get(edit(product))
    client.post(edit(product), sent_back(theirs) | new_line(alt_vi="Của người kia"))
    client.force_login(officer)

    told = office.post(edit(product), sent_back(mine) | new_line(alt_vi="Của tôi"))
    assert told.status_code == 409
    office.post(edit(product), sent_back(told))

    shown = {one.image.alt_vi for one in product.photos.all()}
    assert shown == {"Của người kia", "Của tôi"}


def new_line(**said) -> dict:
    return {f"photos-0-{name}": value for name, value in picture(**said).items()}


def test_a_price_of_a_wrong_zero_is_asked_again(office, make):
    product = make.product(price=75_000)
    page = office.get(edit(product))

    asked = office.post(edit(product), sent_back(page, price="750.000", storage="Nơi mát"))
    assert asked.status_code == 422
    assert 'type="checkbox" name="price_meant"' in asked.content.decode()
    assert not PriceChange.objects.exists() and not FactsChange.objects.exists()

    office.post(edit(product), sent_back(asked, price_meant="on"))
    assert PriceChange.objects.get().after == 750_000


def test_a_price_that_moved_meanwhile_is_shown_first(office, make, other):
    product = make.product(price=75_000)
    page = office.get(edit(product))
    change_price(product, price=78_000, by=other)

    told = office.post(edit(product), sent_back(page, price="80.000"))
    assert told.status_code == 422
    assert "78.000" in told.content.decode()

    office.post(edit(product), sent_back(told))
    assert int(product.stockrecords.get().price) == 80_000


def test_an_untouched_price_does_not_undo_what_the_producer_set(office, make, other):
    product = make.product(price=75_000)
    page = office.get(edit(product))
    change_price(product, price=78_000, by=other)

    assert office.post(edit(product), sent_back(page, storage="Nơi mát")).status_code == 302

    assert int(product.stockrecords.get().price) == 78_000


def test_a_producer_changed_by_two_is_shown_before_it_is_saved(office, make, other):
    maker = make.producer(phone="+84912345678")
    there = make.commune("Tri Tôn")
    url = reverse("office_producer_edit", args=[maker.pk])
    page = office.get(url)
    change_producer(maker, by=other, commune=there, phone="+84912345679")

    told = office.post(url, sent_back(page, introduction="Sen dưới chân núi."))

    form = told.context["form"]
    assert told.status_code == 409
    assert form["commune"].value() == str(there.pk)
    assert form["phone"].value() == "0912 345 679"
    assert told.context["contested"] == []

    assert office.post(url, sent_back(told)).status_code == 302
    maker.refresh_from_db()
    assert (maker.place.commune, maker.introduction) == (there, "Sen dưới chân núi.")


def test_a_producer_that_works_no_more_sells_nothing(office, make, client):
    product = make.on_sale()
    maker = product.facts.producer
    url = reverse("office_producer_edit", args=[maker.pk])
    sent = sent_back(office.get(url))
    del sent["is_active"]

    office.post(url, sent)

    maker.refresh_from_db()
    assert not maker.is_active
    assert client.get(product.get_absolute_url()).status_code == 404


@pytest.fixture
def made_from(make):
    """Today's commune and the two communes of before July 2025 that went into it."""
    commune = make.commune("Tịnh Biên")
    vintage = AdminVintage.objects.get_or_create(key=BEFORE, valid_from="2024-01-01")[0]
    formers = []
    for code, name in (("30502", "Nhà Bàng"), ("30505", "Chi Lăng")):
        former = AdminUnit.objects.create(
            vintage=vintage,
            code=code,
            level=AdminUnit.Level.COMMUNE,
            kind="phường",
            name=name,
            folded_name=fold(name),
            valid_from="2024-01-01",
        )
        AdminSuccession.objects.create(old=former, new=commune, relation="merged")
        formers.append(former)
    return commune, formers


def test_the_former_commune_is_asked_where_there_were_several(office, make, made_from):
    commune, (_first, former) = made_from
    maker = make.producer(where=commune)
    page = reverse("office_producer_edit", args=[maker.pk])
    assert "Chi Lăng" in office.get(page).content.decode()
    sent = of_producer(make, commune=str(commune.pk), province=str(commune.parent_id))

    answer = office.post(page, sent | {"legacy_commune": str(former.pk)})

    assert answer.status_code == 302
    maker.place.refresh_from_db()
    assert maker.place.legacy_commune == former
    log = office.get(reverse("office_producer", args=[maker.pk])).content.decode()
    assert "Phường Chi Lăng" in log


def test_a_commune_that_did_not_become_this_one_is_refused(office, make, made_from):
    commune, (former, _second) = made_from
    elsewhere = make.producer("HTX Khác", where=make.commune("Tri Tôn"))
    page = reverse("office_producer_edit", args=[elsewhere.pk])
    sent = of_producer(make, commune=str(elsewhere.place.commune_id))

    answer = office.post(page, sent | {"legacy_commune": str(former.pk)})

    assert answer.status_code == 422
    elsewhere.place.refresh_from_db()
    assert elsewhere.place.legacy_commune is None
