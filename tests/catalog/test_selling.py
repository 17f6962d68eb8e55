import datetime

import pytest

from catalog import selling
from catalog.selling import Block

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def blocked(product, day):
    return selling.why_not([product.pk], day).get(product.pk)


def test_a_certified_product_is_free_to_buy(make, today):
    product = make.on_sale()

    assert blocked(product, today) is None


def test_a_product_without_a_certificate_has_no_star(make, today):
    assert blocked(make.product(), today) == Block("no_star")


@pytest.mark.parametrize("status", ["draft", "pending", "voided"])
def test_an_unverified_certificate_is_no_star(make, today, status):
    product = make.product()
    make.star(product, status=status)

    assert blocked(product, today) == Block("no_star")


def test_the_last_day_still_counts_and_the_next_does_not(make, today):
    product = make.product()
    make.star(product, valid_until=today)

    assert blocked(product, today) is None
    assert blocked(product, today + DAY) == Block("expired", today)


def test_a_star_that_begins_tomorrow_is_not_yet(make, today):
    product = make.product()
    make.star(product, effective_on=today + DAY)

    assert blocked(product, today) == Block("not_yet", today + DAY)


def test_a_suspended_star_names_the_day_of_review(make, today):
    product = make.product()
    make.star(product, status="suspended", review_on=today + 9 * DAY)

    assert blocked(product, today) == Block("suspended", today + 9 * DAY)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("food_safety", "safety"),
        ("false_dossier", "safety"),
        ("not_re_evaluated", "revoked"),
        ("voluntary", "revoked"),
    ],
)
def test_a_revocation_tells_safety_from_label(make, today, reason, code):
    product = make.product()
    make.star(product, status="revoked", revocation_reason=reason, ends_on=today - DAY)

    assert blocked(product, today) == Block(code, today)


@pytest.mark.parametrize("flag", ["is_medicine", "is_service"])
def test_medicine_and_services_never_enter_a_basket(make, today, flag):
    product = make.on_sale(**{flag: True})

    assert blocked(product, today) == Block(flag.removeprefix("is_"))


def test_a_hidden_product_stays_hidden_unless_safety_speaks(make, today):
    quiet = make.on_sale(status="hidden")
    unsafe = make.product(status="hidden")
    make.star(unsafe, status="revoked", revocation_reason="food_safety", ends_on=today - DAY)

    assert blocked(quiet, today) == Block("hidden")
    assert blocked(unsafe, today) == Block("safety", today)


def test_a_product_that_does_not_exist_is_hidden(today):
    assert selling.why_not([987654], today) == {987654: Block("hidden")}


@pytest.mark.parametrize("count", [1, 10])
def test_any_number_of_products_is_asked_in_two_queries(
    make, today, django_assert_num_queries, count
):
    maker = make.producer()
    ids = [make.product(f"Trà {n}", by=maker).pk for n in range(count)]

    with django_assert_num_queries(2):
        assert len(selling.why_not(ids, today)) == count


def test_notices_name_each_duty_once(make):
    facts = make.product(is_alcohol=True, is_live=True, needs_cold_chain=True).facts

    assert selling.notices(facts) == ["alcohol", "live", "cold"]
    assert selling.notices(make.product(is_health_food=True).facts) == ["health_food"]
