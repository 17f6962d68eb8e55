"""What an officer enters before the shop opens: record, account, prices, texts, limits, VAT."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Operator
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import ensure_groups
from marketplace.shop import limits, shipping, vat
from marketplace.shop.models import (
    LegalText,
    OperatorAccount,
    PaymentLimit,
    ShippingBand,
    VatRate,
)
from marketplace.shop.payments.transfer import account_on
from marketplace.shop.views.office import checklist

DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


def in_days(number):
    return clock.today() + number * DAY


def record(**facts):
    return {
        "shop_name": "Chợ quê",
        "platform_kind": "exchange",
        "legal_name": "Trung tâm Xúc tiến thương mại",
        "tax_code": "1600 123 456",
        "address": "Số 1, phường Long Xuyên",
        "phone": "0296 3 123 456",
        "complaints": "Phòng Nghiệp vụ, trả lời trong 2 ngày làm việc",
    } | facts


def account(**facts):
    return {
        "bank": "970405",
        "number": "1234 5678 90",
        "holder": "TRUNG TAM XUC TIEN",
        "valid_from": clock.today().isoformat(),
    } | facts


def table(day, **cells):
    return {
        "valid_from": day.isoformat(),
        "up_to_0": "5.000",
        "province_0": "20.000",
        "region_0": "30.000",
        "country_0": "40.000",
        "up_to_1": "1000",
        "province_1": "10.000",
        "region_1": "15.000",
        "country_1": "18.000",
    } | cells


def errors(answer, form="form"):
    assert answer.status_code == 200
    return answer.context[form].errors


PAGES = ["office_operator", "office_bands", "office_texts", "office_limits", "office_vat"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_answer_empty_and_full(client, officer, name, request):
    assert client.get(reverse(name)).status_code == 200

    request.getfixturevalue("shop")

    shown = client.get(reverse(name), {"day": "2026-01-05"})
    assert shown.status_code == 200
    assert client.get(reverse(name), {"day": "x"}).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_nobody_else_comes_in(client, make, role, name):
    ensure_groups()
    client.force_login(make.user(role))

    assert client.get(reverse(name)).status_code in (302, 403)


def test_record_and_account_are_saved_together(client, officer):
    answer = client.post(reverse("office_operator"), record() | account())

    assert answer.status_code == 302
    operator, opened = Operator.objects.get(), OperatorAccount.objects.get()
    assert (operator.tax_code, operator.phone) == ("1600123456", "+842963123456")
    assert (opened.bank, opened.bank_name, opened.number) == ("970405", "Agribank", "1234567890")
    assert (opened.valid_from, opened.valid_to) == (clock.today(), None)


def test_the_record_alone_opens_no_account(client, officer):
    client.post(reverse("office_operator"), record(valid_from=clock.today().isoformat()))

    assert Operator.objects.get().legal_name == "Trung tâm Xúc tiến thương mại"
    assert not OperatorAccount.objects.exists()


def test_saving_the_same_account_again_opens_no_second_one(client, officer):
    for _time in range(2):
        client.post(reverse("office_operator"), record() | account())

    assert OperatorAccount.objects.count() == 1


def test_a_new_account_ends_the_one_before(client, officer):
    client.post(reverse("office_operator"), record() | account())

    later = account(number="999", valid_from=in_days(10).isoformat())
    client.post(reverse("office_operator"), record() | later)

    assert account_on(in_days(9)).number == "1234567890"
    assert account_on(in_days(10)).number == "999"
    assert OperatorAccount.objects.get(number="1234567890").valid_to == in_days(9)


def test_a_bank_that_is_not_listed_needs_bin_and_name(client, officer):
    url = reverse("office_operator")

    refused = client.post(url, record() | account(bank="other"))
    assert set(errors(refused, "bank")) == {"bin", "bank_name"}
    assert not OperatorAccount.objects.exists()

    client.post(url, record() | account(bank="other", bin="970499", bank_name="Ngân hàng Mới"))
    assert OperatorAccount.objects.get().bank == "970499"


@pytest.mark.parametrize(
    ("wrong", "form", "field"),
    [
        ({"tax_code": "123"}, "record", "tax_code"),
        ({"phone": "12"}, "record", "phone"),
        ({"phone": "+1 202 555 0100"}, "record", "phone"),
        ({"legal_name": ""}, "record", "legal_name"),
        ({"number": "12/34"}, "bank", "number"),
        ({"holder": ""}, "bank", "holder"),
        ({"bank": ""}, "bank", "bank"),
        ({"valid_from": ""}, "bank", "valid_from"),
        ({"valid_from": "2020-01-01"}, "bank", "valid_from"),
    ],
)
def test_half_a_record_is_refused_beside_its_field(client, officer, wrong, form, field):
    answer = client.post(reverse("office_operator"), record() | account() | wrong)

    assert field in errors(answer, form)
    assert not OperatorAccount.objects.exists()
    assert not Operator.objects.exclude(legal_name="").exists()


def test_two_accounts_never_begin_the_same_day(client, officer):
    client.post(reverse("office_operator"), record() | account())

    answer = client.post(reverse("office_operator"), record(shop_name="X") | account(number="7"))

    assert "Đã có phiên bản" in errors(answer, "bank")["valid_from"][0]
    assert OperatorAccount.objects.get().number == "1234567890"
    assert Operator.objects.get().shop_name == "Chợ quê"


def test_the_checkout_offers_a_transfer_as_soon_as_there_is_an_account(
    client, officer, shop, make, django_capture_on_commit_callbacks
):
    OperatorAccount.objects.all().delete()
    basket = shop.basket(make.on_sale())
    problem = shop.quote(basket).methods["transfer"]
    assert problem.code == "no_account"
    assert "chuyển khoản" in str(problem).lower()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("office_operator"), record() | account())

    assert shop.quote(basket).methods["transfer"] is None


def test_a_new_table_holds_from_its_day_and_ends_the_old_one(client, officer, shop):
    answer = client.post(reverse("office_bands"), table(in_days(3)))

    assert answer.status_code == 302
    assert shipping.bands(in_days(2)).price("province", 900) == 18_000
    assert shipping.bands(in_days(3)).prices == {
        "province": [(1_000, 10_000), (5_000, 20_000)],
        "region": [(1_000, 15_000), (5_000, 30_000)],
        "country": [(1_000, 18_000), (5_000, 40_000)],
    }
    assert not ShippingBand.objects.filter(valid_to=None).exclude(valid_from=in_days(3)).exists()


def test_a_table_can_be_looked_at_as_of_a_day(client, officer, shop):
    client.post(reverse("office_bands"), table(in_days(3)))
    url = reverse("office_bands")

    now = client.get(url).context["table"]
    then = client.get(url, {"day": in_days(3).isoformat()}).context["table"]

    assert now[0] == ("1 kg", [18_000, 25_000, 32_000])
    assert then[0] == ("1 kg", [10_000, 15_000, 18_000])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"region_1": ""}, "region_1"),
        ({"up_to_1": ""}, "up_to_1"),
        ({"up_to_1": "5000"}, "up_to_1"),
        ({"up_to_1": "1,5"}, "up_to_1"),
        ({"up_to_1": "0"}, "up_to_1"),
        ({"country_0": "-1"}, "country_0"),
        ({"country_0": "abc"}, "country_0"),
        ({"province_0": "5.000"}, "__all__"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
        ({"valid_from": ""}, "valid_from"),
    ],
)
def test_a_table_with_a_hole_is_refused(client, officer, shop, wrong, field):
    before = list(ShippingBand.objects.order_by("pk").values())

    answer = client.post(reverse("office_bands"), table(in_days(3), **wrong))

    assert field in errors(answer)
    assert list(ShippingBand.objects.order_by("pk").values()) == before


def test_an_empty_table_is_refused(client, officer, shop):
    answer = client.post(reverse("office_bands"), {"valid_from": in_days(1).isoformat()})

    assert "__all__" in errors(answer)


def test_a_table_may_not_begin_before_one_that_is_entered(client, officer, shop):
    client.post(reverse("office_bands"), table(in_days(5)))
    before = list(ShippingBand.objects.order_by("pk").values())

    answer = client.post(reverse("office_bands"), table(in_days(4)))

    assert "Đã có phiên bản" in errors(answer)["valid_from"][0]
    assert list(ShippingBand.objects.order_by("pk").values()) == before


def test_a_table_may_not_leave_days_without_prices(client, officer, shop):
    ShippingBand.objects.update(valid_to=in_days(2))

    answer = client.post(reverse("office_bands"), table(in_days(5)))
    assert f"{in_days(3):%d/%m/%Y}" in errors(answer)["valid_from"][0]

    assert client.post(reverse("office_bands"), table(in_days(3))).status_code == 302


def withdraw(client, rule, row):
    return client.post(reverse("office_withdraw", args=[rule, row.pk]))


def test_a_table_that_has_not_begun_is_taken_back(client, officer, shop):
    before = shipping.bands(clock.today()).prices
    client.post(reverse("office_bands"), table(in_days(3)))

    withdraw(
        client,
        "shipping",
        ShippingBand.objects.get(valid_from=in_days(3), up_to_g=1_000, zone="region"),
    )

    assert shipping.bands(in_days(30)).prices == before


@pytest.mark.parametrize("rule", ["shipping", "account", "limits", "vat", "text"])
def test_what_has_begun_stays(client, officer, shop, rule):
    models = {
        "shipping": ShippingBand,
        "account": OperatorAccount,
        "limits": PaymentLimit,
        "vat": VatRate,
        "text": LegalText,
    }
    count = models[rule].objects.count()

    answer = withdraw(client, rule, models[rule].objects.first())

    assert "Không có gì thay đổi" in str(list(get_messages(answer.wsgi_request))[0])
    assert models[rule].objects.count() == count


def test_withdrawing_wants_a_post_and_a_rule_that_exists(client, officer, shop):
    assert client.get(reverse("office_withdraw", args=["vat", 1])).status_code == 405
    assert client.post(reverse("office_withdraw", args=["nothing", 1])).status_code == 404
    assert client.post(reverse("office_withdraw", args=["vat", 98_765])).status_code == 404


def words(day, **facts):
    return {"valid_from": day.isoformat(), "body_vi": "Điều 1.\n\nĐiều 2.", "body_en": ""} | facts


def test_a_new_text_holds_from_its_day_and_orders_keep_theirs(client, officer, shop, make):
    order = shop.order(make.on_sale())
    agreed = order.consents.get(purpose="terms").text

    answer = client.post(reverse("office_text_new", args=["terms"]), words(clock.today()))

    assert answer.status_code == 302
    fresh = LegalText.objects.latest("pk")
    assert (fresh.version, fresh.body_vi) == (clock.today().isoformat(), "Điều 1.\n\nĐiều 2.")
    assert order.consents.get(purpose="terms").text == agreed != fresh
    assert "Điều 2." in client.get(reverse("terms")).content.decode()
    later = shop.order(make.on_sale())
    assert later.consents.get(purpose="terms").text == fresh


def test_a_second_version_of_a_day_has_a_number(client, officer, shop):
    for body in ("A", "B"):
        client.post(reverse("office_text_new", args=["terms"]), words(clock.today(), body_vi=body))

    assert LegalText.objects.latest("pk").version == f"{clock.today().isoformat()}.2"
    assert client.get(reverse("office_texts")).context["kinds"][0]["holds"].body_vi == "B"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"body_vi": ""}, "body_vi"),
        ({"body_vi": "BẢN MẪU: cần xem lại"}, "body_vi"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
    ],
)
def test_a_text_of_the_past_or_without_words_is_refused(client, officer, shop, wrong, field):
    answer = client.post(reverse("office_text_new", args=["terms"]), words(clock.today(), **wrong))

    assert field in errors(answer)
    assert LegalText.objects.count() == 1


def test_a_kind_that_does_not_exist_is_absent(client, officer):
    assert client.get(reverse("office_text_new", args=["nothing"])).status_code == 404
    assert client.get(reverse("office_text", args=[98_765])).status_code == 404


def ceiling(day, **facts):
    return {
        "valid_from": day.isoformat(),
        "cash_ceiling": "2.000.000",
        "open_orders_per_phone": "2",
        "open_orders_per_address": "4",
        "transfer_hours": "48",
    } | facts


def test_limits_hold_from_their_day(client, officer, shop):
    assert client.post(reverse("office_limits"), ceiling(in_days(2))).status_code == 302

    assert limits.on(in_days(1)).cash_ceiling == 3_000_000
    assert limits.on(in_days(2)).cash_ceiling == 2_000_000
    again = client.post(reverse("office_limits"), ceiling(in_days(2)))
    assert "valid_from" in errors(again)


def test_an_extended_vat_rate_is_taken_back_and_entered_anew(client, officer, shop):
    url, day = reverse("office_vat"), in_days(20)
    rate = {"kind": "standard", "percent": "10", "instrument": "Luật", "valid_from": day}
    assert client.post(url, rate).status_code == 302
    assert vat.rates(day) == {"standard": 10, "excise": 10}

    refused = client.post(url, rate | {"valid_from": in_days(10)})
    assert "valid_from" in errors(refused)
    withdraw(client, "vat", VatRate.objects.get(valid_from=day))

    assert vat.rates(in_days(400)) == {"standard": 8, "excise": 10}


def panel(client):
    return client.get("/office/").content.decode()


def test_the_office_opens_with_what_is_left_to_do(client, officer):
    shown = panel(client)

    assert "Việc cần làm trước khi mở gian hàng" in shown
    assert reverse("office_operator") in shown
    assert not any(line.done for line in checklist.lines())


def test_the_list_goes_when_everything_is_done(client, officer, shop, make):
    make.on_sale()
    make.user("officer")
    same = account(bank="970403", number="0011012345678", holder="TT")
    client.post(reverse("office_operator"), record(registration="123/BCT") | same)
    for kind in LegalText.Kind.values:
        client.post(reverse("office_text_new", args=[kind]), words(clock.today()))

    assert [line.label for line in checklist.lines() if not line.done] == []
    assert "Việc cần làm trước khi mở gian hàng" not in panel(client)


def test_a_sample_text_is_not_done(client, officer, shop):
    LegalText.objects.update(body_vi="BẢN MẪU: cần xem lại")

    texts = next(line for line in checklist.lines() if line.url == reverse("office_texts"))

    assert not texts.done


def test_the_list_asks_the_same_with_one_and_ten_products(officer, shop, make):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            checklist.lines()
        return len(queries)

    make.on_sale()
    with_one = asked()
    for _number in range(9):
        make.on_sale()

    assert asked() == with_one <= 9
