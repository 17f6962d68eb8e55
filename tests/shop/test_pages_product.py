"""The product page: what it proves, what it offers, what it says when a star has ended."""

import datetime
import json
import re

import pytest
from django.core.files.base import ContentFile
from oscar.apps.catalogue.models import Product
from PIL import Image as Pillow

from catalog.models import Image, ProductPhoto
from cms.models import Operator
from marketplace.kernel.outbox import queue

DAY = datetime.timedelta(days=1)


@pytest.fixture
def product(make):
    return make.on_sale("Đường thốt nốt", summary="Nấu tay trên bếp trấu")


def page(client, product, language="") -> str:
    answer = client.get(f"{language}{product.get_absolute_url()}")
    assert answer.status_code == 200
    return answer.content.decode()


def structured(html) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def photograph(product, position=0):
    from io import BytesIO  # noqa: PLC0415

    written = BytesIO()
    Pillow.new("RGB", (640, 640), (180, 120, 60)).save(written, "JPEG")
    image = Image.objects.create(
        title="Ảnh", alt_vi="Hũ đường", file=ContentFile(written.getvalue(), "a.jpg")
    )
    return ProductPhoto.objects.create(product=product, image=image, position=position)


def test_it_shows_price_star_proof_and_maker(client, product):
    star = product.certifications.get()

    html = page(client, product)

    assert "75.000" in html
    assert "150.000" in html  # of a kilogram
    assert "OCOP 4 sao" in html
    assert star.decision.number in html
    assert star.valid_until.strftime("%d/%m/%Y") in html
    assert product.facts.producer.trade_name in html
    assert "phường Long Xuyên" in html or "Phường Long Xuyên" in html


def test_a_description_that_repeats_the_summary_is_said_once(client, make):
    told = "Cô trên lò đất trong ngày."
    product = make.product("Đường thốt nốt", summary=told)
    Product.objects.filter(pk=product.pk).update(description=told)

    main = page(client, product).split("<main")[1]

    assert main.count(told) == 1


def test_what_flows_is_priced_by_the_litre(client, make):
    wine = make.on_sale("Rượu nếp", net_content=500, net_unit="ml", price=95_000)

    assert "190.000\xa0₫/l" in page(client, wine)


def test_it_offers_the_basket_only_when_goods_are_there(client, make, product):
    empty = make.product("Mắm cá")
    make.star(empty)

    assert 'name="product"' in page(client, product)
    assert 'name="product"' not in page(client, empty)


def test_no_reader_is_told_apart(client, product):
    answer = client.get(product.get_absolute_url())

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert "s-maxage" in answer.headers["Cache-Control"]


def test_a_wrong_slug_leads_to_the_right_one(client, product):
    answer = client.get(f"/en/products/anything-{product.pk}/")

    assert answer.status_code == 301
    assert answer["Location"] == f"/en{product.get_absolute_url()}"


def test_hidden_and_absent_answer_alike(client, make):
    hidden = make.on_sale("Ẩn", status="hidden")

    for address in (hidden.get_absolute_url(), "/products/x-999999/"):
        assert client.get(address).status_code == 404


def test_a_product_withdrawn_for_safety_is_gone_with_a_warning(client, make, today):
    product = make.product("Mắm hỏng")
    make.star(product, status="revoked", ends_on=today - DAY, revocation_reason="food_safety")
    make.stock(product, 5)

    answer = client.get(product.get_absolute_url())

    assert answer.status_code == 410
    html = answer.content.decode()
    assert "noindex" in html
    assert today.strftime("%d/%m/%Y") in html
    assert 'name="product"' not in html
    assert "OCOP 4 sao" not in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"valid_until": -1}, "The certificate has expired."),
        (
            {"status": "revoked", "ends_on": -1, "revocation_reason": "voluntary"},
            "The certificate was revoked.",
        ),
        ({"status": "suspended", "review_on": 9}, "Temporarily not on sale."),
        ({"effective_on": 3}, "Not on sale yet."),
    ],
    ids=["expired", "revoked", "suspended", "not yet"],
)
def test_a_star_that_does_not_hold_is_explained(client, make, today, fields, words):
    product = make.product()
    make.stock(product, 5)
    dated = {k: today + v * DAY if isinstance(v, int) else v for k, v in fields.items()}
    make.star(product, **{"effective_on": today - 300 * DAY, **dated})

    html = page(client, product, "/en")

    assert words in html
    assert 'name="product"' not in html
    assert "hasCertification" not in html
    assert "stars--full" not in html


@pytest.mark.parametrize(
    ("status", "words"), [("speciality", "A local speciality"), ("candidate", "On its way")]
)
def test_a_product_without_a_star_says_so(client, make, status, words):
    product = make.product(status=status)
    make.stock(product, 5)

    assert words in page(client, product, "/en")


def test_a_lower_star_is_told_beside_its_history(client, make, today):
    product = make.product()
    make.star(product, 4, status="superseded", ends_on=today - DAY, effective_on=today - 500 * DAY)
    make.star(product, 3, effective_on=today)

    html = page(client, product, "/en")

    assert "had 4 stars before and was given 3" in html
    assert html.count("Decision ") >= 2


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("is_alcohol", "18 and older"),
        ("is_health_food", "does not replace medicine"),
        ("is_medicine", "sold only in pharmacies"),
        ("needs_cold_chain", "Kept cold"),
        ("is_live", "Sent alive"),
    ],
)
def test_what_law_wants_said_is_said(client, make, flag, words):
    product = make.on_sale("Thử", **{flag: True})

    assert words in page(client, product, "/en")


def test_a_reader_of_english_is_told_what_is_vietnamese_only(client, make):
    product = make.on_sale("Mắm cá linh", title_en="Fermented fish", summary="Cá mùa nước nổi")

    html = page(client, product, "/en")

    assert "<h1>Fermented fish</h1>" in html
    assert 'lang="vi">Cá mùa nước nổi' in html
    assert "in Vietnamese only" in html


def test_texts_are_shown_as_they_were_typed(client, make):
    product = make.on_sale("Mắm & <b>cá</b>", summary="</script><script>alert(1)</script>")

    html = page(client, product)

    assert "<script>alert" not in html
    assert "<b>cá" not in html
    assert structured(html)["name"] == "Mắm & <b>cá</b>"


def test_machines_are_told_of_offer_and_certificate(client, product):
    data = structured(page(client, product))

    assert data["offers"]["price"] == "75000"
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    star = product.certifications.get()
    assert data["hasCertification"]["certificationIdentification"] == star.decision.number
    assert data["hasCertification"]["expires"] == star.valid_until.isoformat()
    assert "aggregateRating" not in data


def test_a_link_preview_has_a_picture_made_for_sharing(client, product):
    photograph(product)
    queue.drain()

    html = page(client, product)

    shared = re.search(r'property="og:image" content="([^"]+)"', html)[1]
    assert shared.startswith("http")
    assert shared.endswith(".jpg")


def test_queries_stay_the_same_however_much_there_is_to_show(
    client, make, today, product, django_assert_max_num_queries, settings
):
    settings.PAGE_CACHE_SECONDS = 0
    photograph(product)
    photograph(make.on_sale("Thứ đầu", by=product.facts.producer))
    page(client, product)  # now the operator's row is cached
    with django_assert_max_num_queries(15) as few:
        page(client, product)
    for position in range(1, 4):
        photograph(product, position)
    for i in range(6):
        photograph(make.on_sale(f"Thứ {i}", by=product.facts.producer))
    for n in (5, 6):
        make.star(
            product,
            3,
            status="superseded",
            ends_on=today - n * DAY,
            effective_on=today - n * 99 * DAY,
        )
    queue.drain()

    with django_assert_max_num_queries(15) as many:
        page(client, product)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("allergens", "said"),
    [
        (None, "Nhà sản xuất chưa khai"),
        ([], "Nhà sản xuất khai không có"),
        (["fish"], "<strong>cá</strong>"),
    ],
)
def test_nobody_asked_is_not_none_declared(client, make, allergens, said):
    shown = page(client, make.product("Mắm cá lóc", allergens=allergens)).split("<main")[1]

    claims = ("Nhà sản xuất chưa khai", "Nhà sản xuất khai không có", "<strong>cá</strong>")
    assert [claim for claim in claims if claim in shown] == [said]


def test_machines_read_what_sending_costs_at_most_and_where_returns_stand(client, shop, make):
    offer = structured(page(client, make.on_sale(parcel_weight_g=600)))["offers"]

    rate = offer["shippingDetails"]["shippingRate"]
    assert (rate["maxValue"], rate["currency"]) == (32_000, "VND")
    assert offer["hasMerchantReturnPolicy"]["merchantReturnLink"].endswith("/delivery/")


def test_chilled_goods_promise_no_shipping(client, shop, make):
    chilled = make.on_sale(needs_cold_chain=True)

    assert "shippingDetails" not in structured(page(client, chilled))["offers"]


@pytest.mark.parametrize("path", ["/", "/en/", "/products/", "/delivery/"])
def test_every_public_page_has_a_title_words_and_a_picture_to_share(client, shop, make, path):
    html = client.get(path).content.decode()

    for name in ("title", "description", "image"):
        assert len(re.findall(rf'<meta property="og:{name}" content="[^"]+">', html)) == 1
    assert re.search(r'og:image" content="https?://[^"]+share[^"]*\.jpg"', html)


def test_a_service_says_which_number_books_it(client, make):
    Operator.objects.create(legal_name="Trung tâm", phone="+842963000000")

    assert "gọi 0296 3000 000 để đặt" in page(client, make.on_sale(is_service=True))
