"""Cards: everything at a glance, in a constant number of queries."""

import datetime

import pytest
from oscar.apps.catalogue.models import Product

from catalog.models import Image, ProductPhoto
from catalog.pictures import Picture
from showrooms.cards import cards

QUERIES = 4


def photo(product, position=0):
    image = Image.objects.create(title="Hũ", file="x.png", width=8, height=6, alt_vi="Hũ đường")
    return ProductPhoto.objects.create(product=product, image=image, position=position)


@pytest.mark.parametrize("many", [1, 24, 60])
def test_cards_cost_the_same_however_many(make, today, many, django_assert_num_queries):
    maker = make.producer()
    ids = [make.on_sale(f"Đường thốt nốt {n}", by=maker).pk for n in range(many)]
    for pk in ids:
        photo(Product(pk=pk))

    cards(ids[:1], today, "vi")  # the process remembers places and groups for a minute

    with django_assert_num_queries(QUERIES):
        found = cards(ids, today, "vi")

    assert [card.id for card in found] == ids


def test_a_card_says_what_a_buyer_looks_for(make, today):
    maker = make.producer("HTX Tri Tôn", where=make.commune("Tri Tôn"))
    product = make.product("Mật thốt nốt", by=maker, price=90_000, net_content=350, net_unit="ml")
    star = make.star(product, 4)
    soon = today + datetime.timedelta(days=20)
    make.stock(product, 7, best_before=soon)
    make.stock(product, 5, best_before=today + datetime.timedelta(days=200))
    make.stock(product, 9, best_before=today - datetime.timedelta(days=1))

    (card,) = cards([product.pk], today, "vi")

    assert (card.title, card.title_language) == ("Mật thốt nốt", "vi")
    assert (card.price, card.unit_price) == (90_000, 257_143)
    assert (card.stars, card.valid_until) == (4, star.valid_until)
    assert (card.producer, card.commune, card.province) == ("HTX Tri Tôn", "Tri Tôn", "An Giang")
    assert (card.available, card.best_before) == (12, soon)
    assert card.url == product.get_absolute_url()
    assert card.image is None


def test_the_first_photo_stands_on_the_card(make, today):
    product = make.product()
    photo(product, position=2)
    first = photo(product, position=1)

    (card,) = cards([product.pk], today, "vi")

    assert card.image == Picture.of(first.image)


def test_cards_keep_the_order_asked_and_leave_out_what_is_gone(make, today):
    first, second = make.product("A"), make.product("B")

    found = cards([second.pk, 999_999, first.pk], today, "vi")

    assert [card.id for card in found] == [second.pk, first.pk]


def test_a_missing_english_title_is_marked_as_vietnamese(make, today):
    bare, told = make.product("Khô bò"), make.product("Mật ong", title_en="Honey")

    found = cards([bare.pk, told.pk], today, "en")

    assert [(card.title, card.title_language) for card in found] == [
        ("Khô bò", "vi"),
        ("Honey", "en"),
    ]


def test_an_ended_star_is_not_on_the_card(make, today):
    product = make.product()
    make.star(product, valid_until=today - datetime.timedelta(days=1))

    (card,) = cards([product.pk], today, "vi")

    assert (card.stars, card.valid_until) == (None, None)


def test_pieces_have_no_unit_price(make, today):
    product = make.product("Giỏ lục bình", net_unit="piece", net_content=2)

    (card,) = cards([product.pk], today, "vi")

    assert card.unit_price is None


def test_goods_in_a_showroom_are_not_for_sending(make, today):
    product = make.product()
    make.stock(product, 5, place=make.showroom().shelf)

    (card,) = cards([product.pk], today, "vi")

    assert card.available == 0
