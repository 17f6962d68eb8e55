"""What is known of producers and products changes by doors that write down who did it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import FactsChange, Image, ProductPhoto
from catalog.registration import (
    ChangedMeanwhile,
    Picture,
    change_producer,
    change_product,
    register_producer,
    register_product,
    seen_of,
    set_photos,
)
from search.models import PendingChange


@pytest.fixture
def officer(make):
    return make.user("officer", full_name="Lê Thị Bưởi")


@pytest.fixture
def product(make):
    return make.product("Đường thốt nốt", storage="Nơi khô ráo")


def image(alt="Hũ đường") -> Image:
    return Image.objects.bulk_create(
        [Image(title=alt, alt_vi=alt, file=f"{alt}.jpg", width=400, height=400)]
    )[0]


def picture(alt="Hũ đường", **said) -> Picture:
    return Picture(said.pop("image", None) or image(alt), alt_vi=alt, alt_en="A jar", **said)


def test_a_change_is_kept_with_who_and_what(product, officer):
    what = change_product(product, by=officer, storage="Nơi khô ráo, thoáng mát", net_content=450)

    change = FactsChange.objects.get()
    product.facts.refresh_from_db()
    assert (product.facts.storage, product.facts.net_content) == ("Nơi khô ráo, thoáng mát", 450)
    assert (change.product, change.by) == (product, officer)
    assert (
        change.what
        == what
        == {
            "storage": ["Nơi khô ráo", "Nơi khô ráo, thoáng mát"],
            "net_content": [500, 450],
        }
    )


def test_the_same_again_leaves_no_trace(product, officer):
    decomposed = "Nơi khô ráo".encode().decode()

    assert change_product(product, by=officer, title="Đường thốt nốt", storage=decomposed) == {}
    assert not FactsChange.objects.exists()


def test_a_new_title_is_a_new_address_and_reaches_the_search(product, officer):
    PendingChange.objects.all().delete()

    change_product(product, by=officer, title="Đường thốt nốt Tri Tôn")

    product.refresh_from_db()
    assert product.slug == "duong-thot-not-tri-ton"
    assert PendingChange.objects.filter(kind="product", ref=product.pk).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "a\u202eb"}, {"gtin": "123"}, {"status": "loud"}, {"storage": "\0"}],
)
def test_a_refused_change_changes_nothing(product, officer, wrong):
    with pytest.raises(ValidationError):
        change_product(product, by=officer, net_content=1, **wrong)

    product.refresh_from_db()
    product.facts.refresh_from_db()
    assert (product.title, product.facts.net_content) == ("Đường thốt nốt", 500)
    assert not FactsChange.objects.exists()


def test_somebody_who_was_slower_is_told_and_overwrites_nothing(make, product, officer):
    seen = seen_of(product)
    change_product(product, by=make.user("officer"), seen=seen, storage="Tủ lạnh")
    change_product(product, by=officer, storage="Ngăn mát")

    with pytest.raises(ChangedMeanwhile) as told:
        change_product(product, by=officer, seen=seen, storage="Nơi mát")

    product.facts.refresh_from_db()
    assert product.facts.storage == "Ngăn mát"
    assert told.value.before == {"storage": "Nơi khô ráo"}
    assert [change.what["storage"][1] for change in told.value.changes] == ["Tủ lạnh", "Ngăn mát"]


def test_what_was_entered_is_the_first_line_of_the_log(make, officer):
    maker = register_producer(
        legal_name="HTX Sen", legal_form="cooperative", commune=make.commune(), by=officer
    )
    made = register_product(producer=maker, title="Trà sen", group=make.group(), by=officer)

    assert [change.is_entry for change in (*maker.changes.all(), *made.facts_changes.all())] == [
        True,
        True,
    ]


def test_a_producer_moves_and_is_renamed(make, officer):
    maker = make.producer("HTX Sen", email="")
    there = make.commune("Tri Tôn")

    what = change_producer(
        maker, by=officer, trade_name="HTX Sen Quê", commune=there, hamlet="ấp 2", tax_code=""
    )

    maker.refresh_from_db()
    assert (maker.place.commune, maker.place.hamlet) == (there, "ấp 2")
    assert (maker.partner.name, maker.tax_code) == ("HTX Sen Quê", None)
    assert maker.slug.startswith("htx-sen-") and "que" not in maker.slug
    assert set(what) == {"trade_name", "commune", "hamlet"}


def test_what_a_certificate_wrote_is_not_rewritten(make, officer):
    maker = make.producer()
    change_producer(maker, by=officer, as_written="xã Tri Tôn, huyện Tri Tôn")

    with pytest.raises(ValidationError):
        change_producer(maker, by=officer, as_written="elsewhere", phone="0912345678")

    maker.refresh_from_db()
    assert (maker.place.as_written, maker.phone) == ("xã Tri Tôn, huyện Tri Tôn", "")


def test_pictures_stand_in_the_order_they_are_given(product, officer):
    first, second = picture("Hũ đường"), picture("Cây thốt nốt", credit="Minh", consent=True)
    set_photos(product, [first, second], by=officer)

    set_photos(product, [second, first], by=officer)

    shown = ProductPhoto.objects.filter(product=product).select_related("image")
    assert [(photo.image.alt_vi, photo.image.credit) for photo in shown] == [
        ("Cây thốt nốt", "Minh"),
        ("Hũ đường", ""),
    ]
    before, after = FactsChange.objects.first().what["photos"]
    assert [said for _pk, said in before] == [
        "Hũ đường · A jar",
        "Cây thốt nốt · A jar · Minh · ✓",
    ]
    assert after == before[::-1]


def test_the_same_pictures_again_leave_no_trace(product, officer):
    shown = picture()
    set_photos(product, [shown], by=officer)

    assert not set_photos(product, [shown], by=officer)
    assert FactsChange.objects.count() == 1


def test_the_database_refuses_to_change_the_log(product, officer):
    change_product(product, by=officer, net_content=1)

    for spoil in (lambda rows: rows.update(by=None), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(FactsChange.objects.all())
    assert FactsChange.objects.get().by == officer
