"""The demonstration adds up to the public figures of the three localities."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from oscar.apps.order.models import Order

from catalog.models import Producer, ProductFacts, StarCertification
from catalog.selling import why_not
from marketplace.kernel import clock
from marketplace.shop.audit import broken
from marketplace.shop.demo.load import load_demo
from marketplace.shop.models import Fulfilment, OrderDetails
from showrooms.models import StockBalance

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def totals(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        # As Django's own TestCase does: the doors may be durable inside it.
        block._from_testcase = True
        with block:
            yield load_demo()
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _loaded(totals, db):
    """Every test stands inside the transaction of the module."""


def first_certificates(province: str):
    """Every product's first recorded certificate, of producers of one province."""
    firsts = StarCertification.objects.order_by("product", "pk")
    seen, kept = set(), []
    for row in firsts.select_related("product__facts__producer__place__commune__parent"):
        facts = row.product.facts
        if row.product_id in seen or facts.producer.place.commune.parent.name != province:
            continue
        seen.add(row.product_id)
        kept.append(row)
    return kept


def by_star(rows) -> Counter:
    return Counter("4p" if row.is_potential_five_star else str(row.stars) for row in rows)


def by_group(rows) -> Counter:
    return Counter(row.product.facts.group.identifier for row in rows)


def by_form(rows) -> Counter:
    producers = {row.product.facts.producer for row in rows}
    return Counter(producer.legal_form for producer in producers)


def test_an_giang_to_the_end_of_2020():
    rows = first_certificates("An Giang")
    ordinary = [row for row in rows if not row.is_potential_five_star]
    forms = by_form(ordinary)

    assert by_star(rows) == {"3": 26, "4": 11, "4p": 5}
    assert by_group(rows) == {"FOOD": 33, "BEVERAGE": 7, "HERBAL": 1, "HANDICRAFT": 1}
    assert forms.pop("business_household") == 12
    assert forms.pop("cooperative") == 3
    assert forms.total() == 13
    assert by_form(set(rows) - set(ordinary)).total() == 2


def test_dong_thap_in_2020():
    rows = first_certificates("Đồng Tháp")
    forms = by_form(rows)

    assert by_star(rows) == {"3": 65, "4": 30, "4p": 4}
    assert by_group(rows) == {
        "FOOD": 83,
        "BEVERAGE": 1,
        "HERBAL": 5,
        "HANDICRAFT": 7,
        "TOURISM": 3,
    }
    assert forms.pop("llc_single") + forms.pop("llc_multi") == 12
    assert forms == {
        "cooperative": 4,
        "private_enterprise": 2,
        "jsc": 5,
        "production_establishment": 15,
        "business_household": 4,
    }


def test_tam_duong_in_2021():
    assert by_star(first_certificates("Lai Châu")) == {"3": 7}


def test_validity_on_the_day_of_loading():
    today = clock.today()
    firsts = {}
    for row in StarCertification.objects.order_by("pk"):
        firsts.setdefault(row.product_id, row)
    fates = Counter(
        row.status
        if row.status != "valid"
        else "expired"
        if row.valid_until < today
        else "expiring"
        if row.valid_until <= today + timedelta(days=90)
        else "valid"
        for row in firsts.values()
    )

    assert fates == {"valid": 118, "expiring": 11, "expired": 10, "superseded": 5, "revoked": 4}


def test_one_star_is_suspended_and_its_product_cannot_be_ordered():
    row = StarCertification.objects.get(status="suspended")
    (block,) = why_not([row.product_id], clock.today()).values()

    assert (block.code, block.date) == ("suspended", row.review_on)
    assert row.review_on > clock.today()


def test_totals_are_what_the_tables_say(totals):
    in_store = sum(StockBalance.objects.values_list("on_hand", flat=True))

    assert totals["producers"] == Producer.objects.count() == 76
    assert totals["products"] == ProductFacts.objects.count() == 148
    assert totals["first certificates"] == 148
    # What was sent since the stores were filled has left them.
    assert totals["pieces in store"] >= in_store > 0
    assert totals["orders"] == Order.objects.count() == 11


def test_every_state_can_be_met():
    assert set(OrderDetails.State) == set(Order.objects.values_list("status", flat=True))
    wanted = {
        "waiting",
        "new",
        "confirmed",
        "sent",
        "delivered",
        "refused",
        "declined",
        "cancelled",
    }
    assert wanted <= set(Fulfilment.objects.values_list("state", flat=True))


def test_everything_says_that_it_is_invented():
    assert not Producer.objects.filter(is_invented=False).exists()
    gtins = ProductFacts.objects.exclude(gtin=None).values_list("gtin", flat=True)
    assert all(gtin.startswith("952") for gtin in gtins)


def test_the_audit_finds_nothing():
    assert broken() == []


def test_a_database_in_use_is_refused():
    with pytest.raises(CommandError, match="already"):
        call_command("load_demo")

    assert ProductFacts.objects.count() == 148
