"""What is counted, shown, sorted and paged: the contract of every engine."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.fts5 import Fts5Engine
from search.query import Gone, Interval, Query, Room

from .docs import DAY, doc

ONE_DAY = datetime.timedelta(days=1)
FACETS = {
    "star": lambda each: {
        str(star.stars) for star in each.stars if star.since <= DAY <= star.until
    },
    "group": lambda each: {each.group},
    "province": lambda each: {each.province},
    "producer": lambda each: {each.producer},
    "showroom": lambda each: {room.showroom for room in each.showrooms if room.until >= DAY},
}
DOCS = st.builds(
    lambda **fields: fields,
    title=st.sampled_from(["Kẹo dừa", "Kẹo dứa", "Khô cá", "Cá khô dừa"]),
    star=st.sampled_from([None, 3, 4, 5]),
    group=st.sampled_from(["FOOD", "BEVERAGE"]),
    province=st.sampled_from(["91", "82", "86"]),
    producer=st.sampled_from(["a", "b", "c"]),
    price=st.sampled_from([None, 10_000, 20_000, 30_000]),
    showrooms=st.sampled_from(
        [(), (Room("x", DAY),), (Room("x", DAY), Room("y", DAY)), (Room("x", DAY - ONE_DAY),)]
    ),
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "star": st.frozensets(st.sampled_from(["3", "4", "5"]), min_size=1),
        "group": st.frozensets(st.sampled_from(["FOOD", "BEVERAGE"]), min_size=1),
        "province": st.frozensets(st.sampled_from(["91", "82", "86"]), min_size=1),
        "producer": st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1),
        "showroom": st.frozensets(st.sampled_from(["x", "y"]), min_size=1),
    },
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    fields=st.lists(DOCS, max_size=25),
    selected=CHOICES,
    text=st.sampled_from(["", "dừa", "kẹo", "khô cá"]),
    low=st.sampled_from([None, 10_000, 20_000]),
    high=st.sampled_from([None, 20_000, 30_000]),
)
def test_counts_agree_with_counting_by_hand(tmp_path, fields, selected, text, low, high):
    docs = [doc(ref, **each) for ref, each in enumerate(fields, 1)]
    engine = Fts5Engine(tmp_path / "search.sqlite3")
    engine.rebuild(docs)
    worded = set(engine.search(Query(day=DAY, text=text, per_page=99)).refs)
    asked = Query(day=DAY, text=text, selected=selected, price_min=low, price_max=high, per_page=99)

    found = engine.search(asked)

    fitting = [each for each in docs if each.ref in worded and _fits(each, asked)]
    assert set(found.refs) == {each.ref for each in fitting}
    assert found.total == len(fitting)
    for facet, values_of in FACETS.items():
        others = replace(asked, selected={k: v for k, v in selected.items() if k != facet})
        expected = {}
        for each in docs:
            if each.ref in worded and _fits(each, others):
                for value in values_of(each):
                    expected[value] = expected.get(value, 0) + 1
        told = {choice.value: choice.count for choice in found.facets[facet] if choice.count}
        assert told == expected, facet


def _fits(each, asked) -> bool:
    if asked.price_min is not None and not (
        each.price is not None and each.price >= asked.price_min
    ):
        return False
    if asked.price_max is not None and not (
        each.price is not None and each.price <= asked.price_max
    ):
        return False
    return all(FACETS[facet](each) & chosen for facet, chosen in asked.selected.items())


def test_a_star_goes_out_at_midnight_with_no_job_run(engine, find):
    engine.apply([doc(1, stars=(Interval(DAY - ONE_DAY, DAY, 4),))])
    four = {"star": frozenset("4")}

    assert find(selected=four) == [1]
    assert find(selected=four, day=DAY + ONE_DAY) == []
    assert find(day=DAY + ONE_DAY) == [1]
    tomorrow = engine.search(Query(day=DAY + ONE_DAY))
    assert tomorrow.facets["star"] == ()


def test_a_star_that_is_raised_counts_from_its_day(engine, find):
    before = Interval(DAY - ONE_DAY, DAY, 3)
    after = Interval(DAY + ONE_DAY, DAY + 9 * ONE_DAY, 4)
    engine.apply([doc(1, stars=(before, after))])

    assert find(selected={"star": frozenset("3")}) == [1]
    assert find(selected={"star": frozenset("4")}, day=DAY + ONE_DAY) == [1]


def test_what_may_not_be_shown_any_more_is_gone_the_day_after(engine, find):
    engine.apply([doc(1, shown_until=DAY)])

    assert find() == [1]
    assert find("thốt nốt", day=DAY + ONE_DAY) == find(day=DAY + ONE_DAY) == []


def test_prices_are_inclusive(put, find):
    [ref] = put("Trà", price=50_000)

    assert find(price_min=50_000, price_max=50_000) == [ref]
    assert find(price_min=50_001) == find(price_max=49_999) == []


def test_the_chosen_value_is_told_even_where_it_counts_nothing(engine, put):
    put("Trà", group="FOOD")

    found = engine.search(Query(day=DAY, selected={"group": frozenset(["TEXTILE"])}))

    assert [(c.value, c.count, c.is_selected) for c in found.facets["group"]] == [
        ("FOOD", 1, False),
        ("TEXTILE", 0, True),
    ]


def test_communes_are_counted_once_a_province_is_chosen(engine, put):
    put("Trà", province="91", commune="30307")

    chosen = engine.search(Query(day=DAY, selected={"province": frozenset(["91"])}))

    assert "commune" not in engine.search(Query(day=DAY)).facets
    assert [choice.value for choice in chosen.facets["commune"]] == ["30307"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("price", [2, 3, 1, 4]),
        ("-price", [1, 3, 2, 4]),
        ("name", [4, 3, 1, 2]),
        ("newest", [1, 3, 2, 4]),
    ],
)
def test_sorting(engine, find, sort, order):
    engine.apply(
        [
            doc(1, "Đường", price=90_000, published=DAY),
            doc(2, "Trà", price=10_000, published=DAY - 2 * ONE_DAY),
            doc(3, "Dừa", price=50_000, published=DAY - ONE_DAY),
            doc(4, "Bánh", price=None, published=DAY - 3 * ONE_DAY),
        ]
    )

    assert find(sort=sort) == order


def test_goods_in_stock_come_first_until_their_last_day(engine, find):
    engine.apply([doc(1), doc(2, stock_until=DAY)])

    assert find("thốt nốt") == find() == [2, 1]
    assert find(sort="name") == [1, 2]


@pytest.mark.parametrize("sort", ["relevance", "newest", "price", "name"])
@pytest.mark.parametrize("text", ["", "thốt nốt", "đường"])
def test_pages_neither_overlap_nor_leave_gaps(engine, find, sort, text):
    engine.apply([doc(ref) for ref in range(1, 60)])

    pages = [find(text, sort=sort, page=page) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [24, 24, 11, 0]
    assert sorted(sum(pages, [])) == list(range(1, 60))


def test_an_older_version_never_wins(engine, find):
    engine.apply([doc(1, "Mới", version=5)])

    assert engine.apply([doc(1, "Cũ", version=4), Gone("product", 1, 3)]) == 0
    assert find("mới") == [1]
    engine.apply([Gone("product", 1, 6)])
    assert engine.apply([doc(1, "Cũ", version=5)]) == 0
    assert find() == []
    engine.apply([doc(1, "Lại về", version=7)])
    assert find("lại về") == [1]
