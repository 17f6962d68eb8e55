import unicodedata

import pytest
from django.urls import reverse
from oscar.apps.order.models import Order
from oscar.apps.partner.models import StockRecord

from catalog.models import StarCertification
from marketplace.shop.models import OrderDetails, PaymentLimit
from showrooms.models import StockBalance
from tests import buying


def test_the_total_with_sending_stands_before_the_first_field(client, shop):
    buying.put(client, shop.make.on_sale(price=75_000))

    page = client.get("/checkout/?province=91").content.decode()

    assert page.index("93.000") < page.index('name="full_name"')


def test_a_province_is_asked_for_before_anything_is_typed(client, shop):
    buying.put(client, shop.make.on_sale())

    page = client.get("/checkout/")

    assert 'name="province"' in page.content.decode()
    assert 'name="full_name"' not in page.content.decode()


def test_the_province_is_remembered_for_the_next_page(client, shop):
    buying.put(client, shop.make.on_sale())
    client.get("/checkout/?province=01")

    page = client.get("/checkout/").content.decode()

    assert "Hoàn Kiếm" in page
    assert "Long Xuyên" not in page


def test_boxes_are_not_ticked_for_the_buyer(client, shop):
    buying.put(client, shop.make.on_sale())

    page = client.get("/checkout/?province=91").content.decode()

    assert 'type="checkbox" name="terms"' in page
    assert page.count("checked") == 1, "only a way to pay is chosen"


def test_an_empty_basket_leads_back_to_the_basket(client, shop):
    for answer in (
        client.get("/checkout/?province=91"),
        buying.review(client, shop),
        client.post("/checkout/place/", buying.typed(shop)),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/basket/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "a" * 10_000),
        ("full_name", "An\u202e"),
        ("phone", ""),
        ("phone", "12345"),
        ("phone", "0" * 10_000),
        ("commune", ""),
        ("commune", "999999"),
        ("commune", "abc"),
        ("street", ""),
        ("street", "ngõ " * 3_000),
        ("email", "no-at"),
        ("note", "x" * 10_000),
        ("method", ""),
        ("method", "gold"),
        ("terms", ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, shop, field, value):
    buying.put(client, shop.make.on_sale())

    answer = buying.review(client, shop, **{field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "error-summary" in answer.content.decode()
    assert "Nguyễn Thị Hạnh" in answer.content.decode() or field == "full_name"
    assert not Order.objects.exists()


def test_a_commune_of_another_province_is_refused(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = buying.review(client, shop, to=shop.far, province="91")

    assert list(answer.context["form"].errors) == ["commune"]


def test_a_name_typed_in_pieces_is_stored_whole(client, shop):
    name = unicodedata.normalize("NFD", "Trần  Thị Hương")

    buying.buy(client, shop, shop.make.on_sale(), full_name=name)

    assert OrderDetails.objects.get().full_name == "Trần Thị Hương"


def test_an_old_commune_name_finds_the_new_one(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = client.post("/checkout/", buying.typed(shop, commune="", old_name="long xuyen"))

    assert answer.context["form"]["commune"].value() == str(shop.home.pk)
    assert "Nguyễn Thị Hạnh" in answer.content.decode()


def test_an_old_name_alone_is_enough_when_it_leaves_no_doubt(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = buying.review(client, shop, commune="", old_name="Long Xuyên")

    assert answer.status_code == 200
    assert "Phường Long Xuyên, tỉnh An Giang" in buying.text_of(answer)


def test_a_name_nobody_knows_is_said_to_be_unknown(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = client.post("/checkout/", buying.typed(shop, old_name="Atlantis"))

    assert "Atlantis" in buying.text_of(answer)
    assert answer.context["found"] == []


def test_changing_the_province_keeps_what_was_typed(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = client.post("/checkout/", buying.typed(shop, province="01"))

    assert answer.context["form"]["full_name"].value() == "Nguyễn Thị Hạnh"
    assert answer.context["where"].province == shop.far.parent
    assert not answer.context["form"].errors


def test_the_review_shows_everything_once_more(client, shop):
    buying.put(client, shop.make.on_sale("Đường thốt nốt", price=75_000), 2)

    words = buying.text_of(buying.review(client, shop, note="gọi trước"))

    for fact in ("2 × Đường thốt nốt", "150.000 ₫", "180.000 ₫", "0912 345 678", "khóm 2"):
        assert fact in words
    assert "gọi trước" in words
    assert not Order.objects.exists()


def test_pressing_twice_makes_one_order(client, shop):
    buying.put(client, shop.make.on_sale())
    shown = buying.review(client, shop)

    first, second = buying.place(client, shown), buying.place(client, shown)

    assert first["Location"] == second["Location"]
    assert Order.objects.count() == 1


def test_a_new_price_is_shown_before_anything_is_ordered(client, shop):
    product = shop.make.on_sale(price=75_000)
    buying.put(client, product)
    shown = buying.review(client, shop)
    StockRecord.objects.filter(product=product).update(price=80_000)

    asked_again = buying.place(client, shown)

    assert asked_again.status_code == 409
    assert "75.000 ₫" in buying.text_of(asked_again)
    assert not Order.objects.exists()
    assert buying.place(client, asked_again).status_code == 302
    assert OrderDetails.objects.get().total == 98_000


def test_a_star_revoked_between_review_and_place_stops_the_order(client, shop):
    product = shop.make.on_sale()
    buying.put(client, product)
    shown = buying.review(client, shop)
    StarCertification.objects.update(status="suspended")

    answer = buying.place(client, shown)

    assert answer.status_code == 422
    assert [row["problem"].code for row in answer.context["obstacles"]] == ["suspended"]
    assert answer.context["form"]["full_name"].value() == "Nguyễn Thị Hạnh"
    assert not Order.objects.exists()


def test_a_lower_star_wants_a_yes_of_its_own(client, shop):
    product = shop.make.on_sale(stars=4)
    buying.put(client, product)
    StarCertification.objects.update(stars=3)

    refused = buying.review(client, shop)
    agreed = buying.review(client, shop, lower_star="on")

    assert list(refused.context["form"].errors) == ["lower_star"]
    assert buying.place(client, agreed).status_code == 302
    consents = OrderDetails.objects.get().order.consents
    assert sorted(consents.values_list("purpose", flat=True)) == ["lower_star", "terms"]


def test_goods_sold_meanwhile_are_told_and_can_be_left_out(client, shop):
    sold, kept = shop.make.on_sale("Mật ong"), shop.make.on_sale("Khô cá lóc")
    buying.put(client, sold)
    buying.put(client, kept)
    shown = buying.review(client, shop)
    StockBalance.objects.filter(batch__product=sold).update(held=10)

    answer = buying.place(client, shown)
    line = next(row["line_id"] for row in answer.context["obstacles"])
    corrected = client.post("/checkout/", buying.typed(shop) | {"correct": f"{line}:0"})

    assert answer.status_code == 422
    assert not Order.objects.exists()
    assert [line.title for line in corrected.context["quote"].lines] == ["Khô cá lóc"]
    assert corrected.context["form"]["full_name"].value() == "Nguyễn Thị Hạnh"


@pytest.mark.parametrize("correct", ["x:1", "1:x", ":", "1:²", "999999999999999:0", "1:-1"])
def test_a_made_up_correction_changes_nothing(client, shop, correct):
    buying.put(client, shop.make.on_sale())

    answer = client.post("/checkout/", buying.typed(shop) | {"correct": correct})

    assert [line.quantity for line in answer.context["quote"].lines] == [1]


def test_alcohol_wants_an_age_and_money_in_advance(client, shop):
    buying.put(client, shop.make.on_sale("Rượu nếp", is_alcohol=True))

    cash = buying.review(client, shop, age="on")
    ageless = buying.review(client, shop, method="transfer")
    ordered = buying.place(client, buying.review(client, shop, method="transfer", age="on"))

    assert list(cash.context["form"].errors) == ["method"]
    assert list(ageless.context["form"].errors) == ["age"]
    assert ordered.status_code == 302


def test_cash_has_a_ceiling(client, shop):
    product = shop.make.on_sale(price=2_000_000)
    buying.put(client, product, 2)

    answer = buying.review(client, shop)

    assert list(answer.context["form"].errors) == ["method"]
    assert answer.context["form"].fields["method"].choices == [
        ("transfer", answer.context["form"].fields["method"].choices[0][1])
    ]


def test_too_many_unpaid_orders_are_refused_and_nothing_is_lost(client, shop):
    PaymentLimit.objects.update(open_orders_per_phone=1)
    buying.buy(client, shop, shop.make.on_sale("Mật ong"))

    answer = buying.buy(client, shop, shop.make.on_sale("Khô cá lóc"))

    assert answer.status_code == 409
    assert answer.context["form"].non_field_errors()
    assert answer.context["form"]["street"].value() == buying.ADDRESS["street"]
    assert Order.objects.count() == 1


def test_a_stale_token_keeps_what_was_typed(shop, client):
    strict = type(client)(enforce_csrf_checks=True)
    buying.put(strict, shop.make.on_sale())

    answer = strict.post(reverse("checkout_review"), buying.typed(shop))

    assert answer.status_code == 403
    assert answer.context["form"]["full_name"].value() == "Nguyễn Thị Hạnh"
    assert "csrfmiddlewaretoken" in answer.content.decode()


def test_checkout_asks_the_same_for_one_line_and_for_ten(client, shop, django_assert_num_queries):
    buying.put(client, shop.make.on_sale())
    client.get("/checkout/?province=91")  # the dated tables are read once a minute
    for number in range(10):
        buying.put(client, shop.make.on_sale(f"Món {number}"))
        if number in (0, 9):
            with django_assert_num_queries(CHECKOUT_QUERIES):
                client.get("/checkout/?province=91")


CHECKOUT_QUERIES = 7


def test_checkout_is_kept_by_no_cache(client, shop):
    buying.put(client, shop.make.on_sale())

    for answer in (client.get("/checkout/?province=91"), buying.review(client, shop)):
        assert answer["Cache-Control"] == "private, no-store"
