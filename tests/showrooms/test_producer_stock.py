"""/producer/stock/: own batches, counted in three taps; a stranger's are absent."""

import datetime
import uuid

import pytest
from django.urls import reverse

from showrooms import stock
from showrooms.models import Batch, StockBalance, StockMove

STOCK = "/producer/stock/"


@pytest.fixture
def person(make):
    return make.user("producer")


@pytest.fixture
def maker(make, person):
    return make.producer("HTX Tri Tôn", members=[person])


@pytest.fixture
def sugar(make, maker):
    return make.product("Đường thốt nốt", by=maker, title_en="Palm sugar")


@pytest.fixture
def balance(make, sugar, today):
    return make.stock(sugar, 12, lot="A1", best_before=today + datetime.timedelta(days=90))


@pytest.fixture
def theirs(make):
    return make.stock(make.product("Khô bò", by=make.producer("Cơ sở khác")), 9)


@pytest.fixture
def desk(client, person):
    client.force_login(person)
    return client


def count_url(balance):
    return reverse("producer_recount", args=[balance.pk])


def test_the_page_shows_own_batches_only(desk, balance, theirs):
    page = desk.get(STOCK).content.decode()

    assert "Lô A1" in page
    assert 'value="12"' in page
    assert theirs.batch.lot not in page
    assert "Khô bò" not in page


def test_the_page_costs_the_same_with_more_batches(
    make, desk, sugar, balance, django_assert_max_num_queries
):
    for _ in range(12):
        make.stock(make.product(by=sugar.facts.producer), 3)
        make.stock(sugar, 3)

    with django_assert_max_num_queries(9):
        desk.get(STOCK)


def test_goods_in_a_showroom_are_named_but_counted_by_their_keeper(make, desk, sugar):
    there = make.stock(sugar, 4, place=make.showroom("Điểm bán Sa Đéc").shelf)

    assert "4 ở Điểm bán Sa Đéc" in desk.get(STOCK).content.decode()
    assert desk.get(count_url(there)).status_code == 404


def test_a_count_typed_on_the_list_is_saved_at_once(desk, balance, person):
    asked = {"counted": "10", "expected": "12", "operation": str(uuid.uuid4())}

    answer = desk.post(count_url(balance), asked, follow=True)

    balance.refresh_from_db()
    assert answer.redirect_chain == [(STOCK, 302)]
    assert "trong kho hiện có 10" in answer.content.decode()
    assert balance.on_hand == 10
    assert balance.moves.get(kind="recount").by == person


def test_a_count_pressed_twice_is_one_count(desk, balance):
    asked = {"counted": "10", "expected": "12", "operation": str(uuid.uuid4())}

    first, second = desk.post(count_url(balance), asked), desk.post(count_url(balance), asked)

    assert (first.status_code, second.status_code) == (302, 302)
    assert balance.moves.filter(kind="recount").count() == 1


def test_a_count_of_goods_that_moved_meanwhile_is_asked_again(desk, balance):
    answer = desk.post(count_url(balance), {"counted": "10", "expected": "11"})

    balance.refresh_from_db()
    assert "Hãy đếm lại" in answer.content.decode()
    assert answer.context["form"]["expected"].value() == 12
    assert answer.context["form"]["counted"].value() == "10"
    assert balance.on_hand == 12


def test_a_count_below_what_is_promised_is_refused(desk, make, balance, today):
    hold(balance, 5, today)

    answer = desk.post(count_url(balance), {"counted": "4", "expected": "12"})

    balance.refresh_from_db()
    assert "5 sản phẩm đã hứa" in answer.content.decode()
    assert balance.on_hand == 12


def hold(balance, quantity, day):
    stock.hold(
        kind="test",
        ref=uuid.uuid4(),
        product_id=balance.batch.product_id,
        quantity=quantity,
        place=balance.place,
        day=day,
    )


@pytest.mark.parametrize("counted", ["", "-1", "x", "1.5", "1e3", "9" * 30, "１２"])
def test_what_is_no_count_is_refused_in_words(desk, balance, counted):
    answer = desk.post(count_url(balance), {"counted": counted, "expected": "12"})

    balance.refresh_from_db()
    if counted == "１２":  # full-width digits are digits
        assert answer.status_code == 302
    else:
        assert answer.status_code == 200
        assert answer.context["form"].errors["counted"]
    assert balance.on_hand == 12


@pytest.mark.parametrize("name", ["producer_recount", "producer_write_off"])
def test_a_foreign_and_an_absent_batch_answer_alike(desk, theirs, maker, name):
    for pk in (theirs.pk, 999_999, 10**30):
        url = reverse(name, args=[pk])
        assert desk.get(url).status_code == 404
        assert desk.post(url, {"counted": 1, "expected": 9}).status_code == 404

    theirs.refresh_from_db()
    assert theirs.on_hand == 9


def test_spoilt_goods_leave_with_a_reason(desk, balance):
    url = reverse("producer_write_off", args=[balance.pk])

    desk.post(url, {"quantity": "2", "reason": "damaged"})

    balance.refresh_from_db()
    move = balance.moves.get(kind="write_off")
    assert (balance.on_hand, move.on_hand_change, move.reason) == (10, -2, "damaged")


def test_promised_goods_are_not_written_off(desk, balance, today):
    hold(balance, 11, today)
    url = reverse("producer_write_off", args=[balance.pk])

    answer = desk.post(url, {"quantity": "2", "reason": "lost"})

    balance.refresh_from_db()
    assert "Chỉ còn 1 sản phẩm trống" in answer.content.decode()
    assert balance.on_hand == 12


def test_a_new_batch_without_lot_gets_a_number(desk, sugar, today):
    best_before = today + datetime.timedelta(days=200)
    url = reverse("producer_add_batch", args=[sugar.pk])

    desk.post(url, {"quantity": "24", "best_before": best_before.isoformat()})
    desk.post(url, {"quantity": "6", "best_before": best_before.strftime("%d/%m/%Y")})

    lots = list(Batch.objects.order_by("pk").values_list("lot", flat=True))
    assert lots == [f"{today:%y%m%d}-1", f"{today:%y%m%d}-2"]
    assert [b.on_hand for b in StockBalance.objects.order_by("pk")] == [24, 6]


def test_a_new_batch_pressed_twice_is_one_batch(desk, sugar, today):
    url = reverse("producer_add_batch", args=[sugar.pk])
    asked = {"quantity": "24", "best_before": today.isoformat(), "operation": str(uuid.uuid4())}

    desk.post(url, asked)
    desk.post(url, asked)

    assert StockBalance.objects.get().on_hand == 24


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("best_before", ""),
        ("best_before", "2020-01-01"),
        ("best_before", "31/02/2027"),
        ("made_on", "2199-01-01"),
        ("quantity", "0"),
        ("lot", "A\u202e1"),
    ],
)
def test_a_wrong_batch_is_refused_beside_the_field(desk, sugar, today, field, typed):
    right = {"quantity": "5", "best_before": (today + datetime.timedelta(days=9)).isoformat()}

    answer = desk.post(reverse("producer_add_batch", args=[sugar.pk]), {**right, field: typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not Batch.objects.exists()


def test_a_lot_stands_once(desk, sugar, balance, today):
    asked = {"quantity": "5", "best_before": today.isoformat(), "lot": "A1"}

    answer = desk.post(reverse("producer_add_batch", args=[sugar.pk]), asked)

    assert "đã có lô A1" in answer.content.decode()
    assert StockMove.objects.count() == 1


def test_handicraft_needs_no_date(desk, make, maker):
    basket = make.product("Giỏ lục bình", by=maker, group=make.group("HANDICRAFT"))

    desk.post(reverse("producer_add_batch", args=[basket.pk]), {"quantity": "3"})

    assert StockBalance.objects.get().batch.best_before is None


def test_a_foreign_product_takes_no_batch(desk, theirs, maker):
    url = reverse("producer_add_batch", args=[theirs.batch.product_id])

    assert desk.post(url, {"quantity": "3"}).status_code == 404
    assert desk.get(reverse("producer_add_batch", args=[999_999])).status_code == 404


def test_who_is_no_producer_stays_outside(client, make, balance):
    assert client.get(STOCK).status_code == 302
    client.force_login(make.user("buyer"))
    assert client.get(STOCK).status_code == 403
    assert client.post(count_url(balance), {"counted": 1, "expected": 12}).status_code == 403


def test_every_page_opens_in_english(desk, balance, sugar):
    for name, pk in [
        ("producer_recount", balance.pk),
        ("producer_write_off", balance.pk),
        ("producer_add_batch", sugar.pk),
    ]:
        page = desk.get("/en" + reverse(name, args=[pk])).content.decode()
        assert "Palm sugar" in page
    assert "Lot A1" in desk.get("/en" + STOCK).content.decode()
