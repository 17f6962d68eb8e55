"""The pages of vouchers and discounts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import ensure_groups
from marketplace.shop.models import OfferTerms


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


def wanted(**facts):
    today = clock.today()
    return {
        "name": "Tết 2027",
        "code": "tet 2027",
        "percent": "10",
        "dong": "",
        "scope": "all",
        "producer": "",
        "products": "",
        "minimum": "100.000",
        "payer": "centre",
        "first_day": today,
        "last_day": today + timedelta(days=7),
        "max_uses": "100",
        "max_uses_per_phone": "1",
    } | facts


def test_a_voucher_is_entered_seen_and_ended(client, officer):
    answer = client.post(reverse("office_discount_new"), wanted())

    terms = OfferTerms.objects.get()
    assert answer.url == reverse("office_discount", args=[terms.pk])
    assert (terms.minimum, terms.max_uses, terms.created_by) == (100_000, 100, officer)
    assert "TET2027" in client.get(answer.url).content.decode()
    shown = client.get(reverse("office_discounts"), {"day": clock.today() + timedelta(days=8)})
    assert (shown.context["held"], len(shown.context["rows"])) == ([], 1)
    for _click in range(2):
        client.post(reverse("office_discount_end", args=[terms.pk]))
    terms.refresh_from_db()
    assert terms.ended_by == officer


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": ""}, "name"),
        ({"code": "tết"}, "code"),
        ({"percent": "101"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"dong": "20.000"}, "percent"),
        ({"scope": "producer"}, "producer"),
        ({"scope": "products"}, "products"),
        ({"scope": "products", "products": "Không có thật"}, "products"),
        ({"payer": "producer"}, "payer"),
        ({"first_day": "2020-01-01"}, "first_day"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"code": "", "max_uses_per_phone": "1"}, "max_uses_per_phone"),
        ({"max_uses": "0"}, "max_uses"),
        ({"first_day": "x"}, "first_day"),
    ],
)
def test_a_discount_that_cannot_be_is_refused_beside_its_field(client, officer, wrong, where):
    answer = client.post(reverse("office_discount_new"), wanted(**wrong))

    assert answer.status_code == 200
    assert where in answer.context["form"].errors
    assert not OfferTerms.objects.exists()


def test_products_are_named_by_their_name_or_code(client, officer, make):
    honey, tea = make.on_sale("Mật ong"), make.on_sale("Trà gừng")
    make.on_sale("Khô cá")
    make.on_sale("Khô cá")
    sku = tea.stockrecords.get().partner_sku
    one = wanted(scope="products", products=f"mat ong\n{sku}\n")

    twice = client.post(reverse("office_discount_new"), one | {"products": "Khô cá"})
    client.post(reverse("office_discount_new"), one)

    assert "products" in twice.context["form"].errors
    assert set(OfferTerms.objects.get().products.all()) == {honey, tea}


def test_overlapping_days_are_refused_on_the_page(client, officer):
    everybody = wanted(code="", max_uses_per_phone="")
    client.post(reverse("office_discount_new"), everybody)

    answer = client.post(reverse("office_discount_new"), everybody | {"name": "Khác"})

    assert "Tết 2027" in str(answer.context["form"].errors["first_day"])
    assert OfferTerms.objects.count() == 1


@pytest.mark.parametrize("pk", [1, 999999999999999999999])
def test_an_absent_discount_is_404(client, officer, pk):
    assert client.get(reverse("office_discount", args=[pk])).status_code == 404
    assert client.post(reverse("office_discount_end", args=[pk])).status_code == 404
