"""/counter/: a keeper sees the showrooms they keep, and no other."""

import datetime

import pytest

COUNTER = "/counter/"


@pytest.fixture
def keeper(make):
    return make.user("keeper")


@pytest.fixture
def sa_dec(make, keeper):
    return make.showroom("Điểm bán Sa Đéc", keepers=[keeper])


@pytest.fixture
def counter(client, keeper):
    client.force_login(keeper)
    return client


def test_a_keeper_sees_what_stands_in_the_own_showrooms(counter, make, sa_dec, today):
    elsewhere = make.showroom("Điểm bán Phú Quốc", keepers=[make.user("keeper")])
    make.stock(make.product("Mật ong"), 7, place=sa_dec.shelf)
    make.stock(make.product("Nước mắm"), 7, place=elsewhere.shelf)

    page = counter.get(COUNTER).content.decode()

    assert "Điểm bán Sa Đéc" in page
    assert "Mật ong" in page
    assert "Phú Quốc" not in page
    assert "Nước mắm" not in page


def test_what_expires_soon_is_counted_and_stands_on_top(counter, make, sa_dec, today):
    product = make.product()
    for days in (200, 10, -3):
        date = today + datetime.timedelta(days=days)
        make.stock(product, 2, place=sa_dec.shelf, best_before=date)

    (kept,) = counter.get(COUNTER).context["kept"]

    assert [row.state for row in kept.rows] == ["expired", "soon", "good"]
    assert len(kept.urgent) == 2


def test_the_page_costs_the_same_with_more_goods(
    counter, make, sa_dec, keeper, django_assert_max_num_queries
):
    for n in range(10):
        shelf = make.showroom(f"Điểm {n}", keepers=[keeper]).shelf
        make.stock(make.product(), 2, place=shelf)

    with django_assert_max_num_queries(8):
        counter.get(COUNTER)


def test_a_keeper_of_nothing_is_told_whom_to_ask(counter):
    assert "Bạn chưa phụ trách" in counter.get(COUNTER).content.decode()


def test_who_is_no_keeper_stays_outside(client, make):
    assert client.get(COUNTER).status_code == 302
    client.force_login(make.user("producer"))
    assert client.get(COUNTER).status_code == 403


def test_the_counter_opens_in_english(counter, make, sa_dec):
    make.stock(make.product("Mật ong", title_en="Honey"), 7, place=sa_dec.shelf)

    assert "Honey" in counter.get("/en" + COUNTER).content.decode()
