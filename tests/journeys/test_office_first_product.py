"""An officer's first product, without code: entered, certified, received, and in the shop."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import (
    IssuingAuthority,
    Producer,
    ProducerMember,
    ProductFacts,
    StarCertification,
)
from marketplace.forks.basket.models import Line
from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from search import service
from tests.catalog.test_images import photo, upload
from tests.shop.conftest import Shop


@pytest.fixture
def site_index(settings, tmp_path):
    settings.SEARCH_PATH = str(tmp_path / "search.sqlite3")
    service.rebuild()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def drain():
    while queue.drain():
        pass


def enter_producer(office, commune) -> Producer:
    office.post(
        reverse("office_producer_new"),
        {
            "legal_form": "cooperative",
            "legal_name": "Hợp tác xã Thốt nốt Ba Chúc",
            "trade_name": "HTX Thốt nốt Ba Chúc",
            "province": str(commune.parent_id),
            "commune": str(commune.pk),
            "is_active": "on",
        },
    )
    return Producer.objects.get()


def enter_product(office, maker, group):
    office.post(
        reverse("office_product_new"),
        {
            "producer": str(maker.pk),
            "title": "Đường thốt nốt Ba Chúc",
            "title_en": "Ba Chuc palm sugar",
            "kind": f"group-{group.pk}",
            "status": "speciality",
            "net_unit": "g",
            "parcel_weight_g": "600",
            "price": "75.000",
            "photos-TOTAL_FORMS": "1",
            "photos-INITIAL_FORMS": "0",
            "photos-0-file": upload(photo()),
            "photos-0-alt_vi": "Bánh đường",
            "photos-0-alt_en": "Cakes of sugar",
            "photos-0-consent": "on",
        },
    )
    return ProductFacts.objects.get().product


def enter_decision(office, product, authority):
    office.post(
        reverse("office_decision_new"),
        {
            "number": "86/QĐ-UBND",
            "decided_on": clock.today().isoformat(),
            "authority": authority.pk,
            "lines-TOTAL_FORMS": "1",
            "lines-INITIAL_FORMS": "0",
            "lines-0-product": f"{product.title} #{product.pk}",
            "lines-0-stars": "4",
            "lines-0-evidence": "A",
            "lines-0-valid_until": "",
            "submit": "",
        },
    )
    return StarCertification.objects.get()


def verify(office, certificate):
    address = reverse("office_decision_verify", args=[certificate.decision_id])
    office.post(address, {"line": [certificate.pk]})


def receive(maker, product, person):
    ProducerMember.objects.create(user=person, producer=maker)
    best_before = clock.today() + datetime.timedelta(days=200)
    signed_in(person).post(
        reverse("producer_add_batch", args=[product.pk]),
        {"quantity": "12", "lot": "L1", "best_before": best_before.isoformat()},
    )


def reasons(office, product) -> list[str]:
    page = office.get(reverse("office_product", args=[product.pk]))
    return [reason.code for reason in page.context["reasons"]]


def found(client) -> bool:
    drain()
    return "Đường thốt nốt Ba Chúc" in client.get("/products/").content.decode()


def can_be_added(client, product) -> bool:
    client.post(reverse("basket_add"), {"product": product.pk, "quantity": 1})
    return Line.objects.filter(product=product).exists()


def test_from_nothing_to_the_shop(client, make, site_index):
    shop = Shop(make)
    office, second = signed_in(make.user("officer")), signed_in(make.user("officer"))
    authority = IssuingAuthority.objects.create(name="UBND tỉnh An Giang", level="province")

    maker = enter_producer(office, shop.home)
    product = enter_product(office, maker, make.group())
    assert reasons(office, product) == ["no_star", "no_stock"]
    assert not can_be_added(client, product)

    verify(second, enter_decision(office, product, authority))
    assert reasons(office, product) == ["no_stock"]

    receive(maker, product, make.user("producer"))
    assert reasons(office, product) == []
    assert found(client)
    assert "4" in client.get(product.get_absolute_url()).content.decode()
    assert can_be_added(client, product)
    assert product.photos.get().image.renditions.exists()
