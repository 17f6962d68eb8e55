"""The index says what the database says: touched inside the change, written after it."""

import datetime

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from catalog.models import AdminSuccession, AdminUnit, AdminVintage
from catalog.signals import certification_changed
from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.kernel.text import fold
from search import checking, documents, touch
from search.models import PendingChange
from search.query import Doc, Gone, Query
from search.versions import next_version
from showrooms.models import Showroom
from showrooms.signals import stock_changed


@pytest.fixture
def index(site_index, db):
    site_index.rebuild()
    return site_index


def found(index, text="", **asked):
    return list(index.search(Query(day=asked.pop("day", clock.today()), text=text, **asked)).refs)


def test_a_new_product_is_found_once_the_outbox_has_run(make, index):
    product = make.on_sale("Khô cá lóc")

    assert found(index, "khô cá lóc") == []
    queue.drain()

    assert found(index, "khô cá lóc") == [product.pk]
    assert not PendingChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_nothing(index):
    with pytest.raises(RuntimeError), transaction.atomic():
        touch.touch("product", [1])
        raise RuntimeError

    assert not PendingChange.objects.exists()
    assert not OutboxItem.objects.exists()


def test_many_touches_leave_one_row(make, index):
    product = make.on_sale()
    for _ in range(3):
        stock_changed.send(None, product_id=product.pk)
    certification_changed.send(None, product_id=product.pk)

    assert PendingChange.objects.get(ref=product.pk).kind == "product"


def test_a_change_that_comes_while_a_document_is_written_stays_pending(make, index, monkeypatch):
    product = make.on_sale()
    build = documents.build

    def build_then_change(kind, refs):
        made = build(kind, refs)
        if not Product.objects.filter(title="Sau đó").exists():
            Product.objects.get(pk=product.pk).save()
            Product.objects.filter(pk=product.pk).update(title="Sau đó")
        return made

    monkeypatch.setattr(documents, "build", build_then_change)
    index.apply_pending()

    assert found(index, "sau đó") == [product.pk]


def test_versions_only_grow(db):
    versions = [next_version() for _ in range(5)]

    assert versions == sorted(set(versions))


SOURCES = {
    "Product": lambda product: product.save(),
    "ProductFacts": lambda product: product.facts.save(),
    "StockRecord": lambda product: StockRecord.objects.get(product=product).save(),
    "Producer": lambda product: product.facts.producer.save(),
    "Place": lambda product: product.facts.producer.place.save(),
    "Showroom": lambda product: showroom_of(product).save(),
    "StarCertification": lambda product: certification_changed.send(None, product_id=product.pk),
    "StockBalance": lambda product: stock_changed.send(None, product_id=product.pk),
    "Batch": lambda product: stock_changed.send(None, product_id=product.pk),
    "StockPlace": None,
}
# Lists of the law and the land: who loads them anew runs reindex.
REFERENCE = {"AdminUnit", "AdminSuccession", "ProductGroup", "ProductSet"}


def showroom_of(product):
    return Showroom.objects.get(shelf__balances__batch__product=product)


def test_every_table_that_a_document_is_made_of_has_a_toucher(make, index):
    product = make.on_sale()
    make.stock(product, 3, place=make.showroom().shelf, lot="Q1")
    with CaptureQueriesContext(connection) as asked:
        documents.build("product", [product.pk])

    by_table = {model._meta.db_table: model.__name__ for model in apps.get_models()}
    read = {
        name
        for query in asked.captured_queries
        for table, name in by_table.items()
        if f'"{table}"' in query["sql"]
    }
    assert read - {"DocumentVersion"} <= SOURCES.keys() | REFERENCE
    assert SOURCES.keys() | REFERENCE <= read


@pytest.mark.parametrize("source", [name for name, change in SOURCES.items() if change])
def test_a_change_touches_its_products(make, index, source):
    product = make.on_sale()
    make.stock(product, 3, place=make.showroom().shelf, lot="Q1")
    PendingChange.objects.all().delete()

    SOURCES[source](product)

    assert set(PendingChange.objects.values_list("ref", flat=True)) == {product.pk}


def test_a_hundred_documents_cost_as_many_queries_as_one(make, django_assert_max_num_queries):
    refs = [make.on_sale(f"Trà {number}").pk for number in range(12)]
    with CaptureQueriesContext(connection) as one:
        documents.build("product", refs[:1])

    with django_assert_max_num_queries(len(one)):
        documents.build("product", refs)


def test_a_document_knows_names_places_and_goods(make, index):
    today = clock.today()
    commune = make.commune("Mỏ Cày", "Vĩnh Long", province_code="86")
    before, _ = AdminVintage.objects.get_or_create(
        key="VN-2024", defaults={"valid_from": datetime.date(2024, 1, 1)}
    )
    fields = {"vintage": before, "valid_from": before.valid_from}
    old = AdminUnit.objects.create(
        **fields,
        code="83",
        level="province",
        kind="tỉnh",
        name="Bến Tre",
        folded_name=fold("Bến Tre"),
    )
    part = AdminUnit.objects.create(
        **fields,
        code="28903",
        level="commune",
        kind="xã",
        name="An Thạnh",
        folded_name="an thanh",
        parent=old,
    )
    AdminSuccession.objects.create(old=part, new=commune, relation="merged")
    product = make.on_sale("Kẹo dừa", by=make.producer("HTX Mỏ Cày", where=commune))
    shelf = make.showroom("Điểm bán Sa Đéc").shelf
    make.stock(product, 2, place=shelf, best_before=today)

    [made] = documents.build("product", [product.pk])

    assert isinstance(made, Doc)
    assert {"HTX Mỏ Cày", "Mỏ Cày", "Vĩnh Long", "An Thạnh", "Bến Tre"} <= set(
        made.names.split(" · ")
    )
    assert (made.province, made.commune, made.price) == ("86", commune.code, 75_000)
    assert [(room.showroom, room.until) for room in made.showrooms] == [
        (shelf.showroom.slug, today)
    ]
    assert made.stock_until == today + datetime.timedelta(days=180)
    assert [star.stars for star in made.stars] == [4]


def test_who_may_not_be_found_is_gone(make):
    hidden = make.on_sale("Ẩn", status="hidden")
    closed = make.on_sale("Nghỉ", by=make.producer("Nghỉ bán", is_active=False))
    suspended = make.product("Đình chỉ")
    make.star(suspended, status="suspended")
    plain = make.product("Đặc sản chưa có sao")

    made = documents.build("product", [hidden.pk, closed.pk, suspended.pk, plain.pk, 999_999])

    assert [type(each) for each in made] == [Gone, Gone, Gone, Doc, Gone]


@pytest.mark.parametrize(("reason", "is_found"), [("food_safety", False), ("voluntary", True)])
def test_a_revoked_star_takes_the_product_along_only_where_it_is_unsafe(
    make, index, reason, is_found
):
    today = clock.today()
    product = make.product()
    make.star(product, status="revoked", revocation_reason=reason, ends_on=today)
    index.apply_pending()
    tomorrow = today + datetime.timedelta(days=1)

    assert found(index) == [product.pk]
    assert found(index, day=tomorrow) == ([product.pk] if is_found else [])
    assert found(index, day=tomorrow, selected={"star": frozenset("4")}) == []


def test_the_check_is_quiet_when_all_is_well(make, index, capsys):
    make.on_sale()
    queue.drain()

    call_command("search_check")

    assert "says what the database says" in capsys.readouterr().out


def test_the_check_tells_missing_ghost_and_stale_and_queues_them(make, index, capsys):
    missing, stale, ghost = (make.on_sale(title) for title in ("Thiếu", "Cũ", "Ma"))
    index.rebuild()
    index.engine().apply([Gone("product", missing.pk, next_version())])
    Product.objects.filter(pk=stale.pk).update(title="Mới")
    type(ghost.facts).objects.filter(pk=ghost.pk).update(status="hidden")
    PendingChange.objects.all().delete()

    with pytest.raises(CommandError):
        call_command("search_check", "--fix")

    told = capsys.readouterr().err
    assert told.splitlines() == [
        f"missing: product {missing.pk}",
        f"ghosts: product {ghost.pk}",
        f"stale: product {stale.pk}",
    ]
    queue.drain()
    assert not checking.drift()


def test_reindex_makes_the_index_anew(make, site_index, capsys):
    product = make.on_sale()

    call_command("reindex")

    assert "1 documents" in capsys.readouterr().out
    assert found(site_index) == [product.pk]


def test_without_an_index_titles_answer_and_a_rebuild_is_asked_for(make, site_index, caplog):
    product = make.on_sale("Khô cá lóc")
    make.on_sale("Khô cá sặc", status="hidden")
    OutboxItem.objects.all().delete()

    answer = site_index.search(Query(day=clock.today(), text="khô cá"))

    assert (answer.refs, answer.total, answer.degraded) == ((product.pk,), 1, True)
    assert OutboxItem.objects.get().kind == site_index.REBUILD
    queue.drain()
    assert found(site_index, "kho ca") == [product.pk]


def test_pending_changes_build_an_index_that_is_missing(make, site_index):
    product = make.on_sale()

    site_index.apply_pending()

    assert found(site_index) == [product.pk]
    assert site_index.health()["pending"] == 0
