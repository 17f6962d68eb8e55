"""Makers: each builds one believable thing with the fewest words, and takes what matters."""

import datetime
import itertools

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site as DjangoSite
from oscar.apps.catalogue.models import Product, ProductClass
from oscar.apps.partner.models import Partner, StockRecord
from wagtail.models import Collection, Locale, Page, Site

from catalog.models import (
    AdminUnit,
    AdminVintage,
    IssuingAuthority,
    Place,
    Producer,
    ProducerMember,
    ProductFacts,
    ProductGroup,
    RecognitionDecision,
    RuleSet,
    StarCertification,
)
from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import ensure_groups
from marketplace.kernel.text import fold, slug
from showrooms.models import Batch, KeeperPost, Showroom, StockBalance, StockMove, StockPlace

PASSWORD = "thot-not-2026"
_number = itertools.count(1)


def first_rows() -> None:
    """Locale, root and home page, site and collection: what an empty Wagtail needs."""
    from cms.models import HomePage  # noqa: PLC0415 - the app registry is ready only now

    DjangoSite.objects.get_or_create(pk=1, defaults={"domain": "testserver", "name": "OCOP"})
    if Page.objects.exists():
        return
    locale, _ = Locale.objects.get_or_create(language_code="vi")
    Locale.objects.get_or_create(language_code="en")
    root = Page.add_root(
        title="Trang web",
        slug="root",
        locale=locale,
        content_type=ContentType.objects.get_for_model(Page),
    )
    home = root.add_child(
        instance=HomePage(title="Trang chủ", slug="home", heading="Đặc sản có sao", locale=locale)
    )
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    if not Collection.objects.exists():
        Collection.add_root(name="Ảnh và tài liệu")
    ensure_groups()


def user(*roles: str, email: str | None = None, **fields) -> User:
    """Somebody with these roles, who signs in with PASSWORD."""
    person = User.objects.create_user(
        email or f"person{next(_number)}@example.org",
        PASSWORD,
        full_name=fields.pop("full_name", "Nguyễn Thị Hạnh"),
        **fields,
    )
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return person


def commune(name: str = "Long Xuyên", province: str = "An Giang", *, code=None, province_code="91"):
    """A commune of today, with its province."""
    vintage, _ = AdminVintage.objects.get_or_create(
        key="VN-2025-07", defaults={"valid_from": datetime.date(2025, 7, 1)}
    )
    since = vintage.valid_from
    parent, _ = AdminUnit.objects.get_or_create(
        vintage=vintage,
        code=province_code,
        defaults={
            "level": "province",
            "kind": "tỉnh",
            "name": province,
            "folded_name": fold(province),
            "valid_from": since,
        },
    )
    unit, _ = AdminUnit.objects.get_or_create(
        vintage=vintage,
        parent=parent,
        name=name,
        defaults={
            "code": code or f"{30000 + next(_number)}",
            "level": "commune",
            "kind": "phường",
            "folded_name": fold(name),
            "valid_from": since,
        },
    )
    return unit


def producer(name: str = "HTX Thốt nốt Tri Tôn", *, where=None, members=(), **fields) -> Producer:
    """A producer with its Oscar partner, its store and its people."""
    partner = Partner.objects.create(name=name, code=f"p{next(_number)}")
    maker = Producer.objects.create(
        partner=partner,
        slug=f"{slug(name)}-{partner.pk}",
        legal_name=fields.pop("legal_name", name),
        trade_name=name,
        legal_form=fields.pop("legal_form", "cooperative"),
        place=Place.objects.create(commune=where or commune(), address_line="Tổ 4"),
        **fields,
    )
    StockPlace.objects.create(kind="store", name=name, producer=maker)
    for person in members:
        ProducerMember.objects.create(user=person, producer=maker)
    return maker


def group(identifier: str = "FOOD") -> ProductGroup:
    rule_set, _ = RuleSet.objects.get_or_create(
        code="148/2023",
        defaults={"instrument": "148/QĐ-TTg", "valid_from": datetime.date(2023, 2, 24)},
    )
    found, _ = ProductGroup.objects.get_or_create(
        rule_set=rule_set,
        identifier=identifier,
        defaults={"name": "Thực phẩm", "name_en": "Food"},
    )
    return found


def product(title: str = "Đường thốt nốt", *, by: Producer | None = None, price=75_000, **facts):
    """A product on sale at a price in dong, without a star and without stock."""
    by = by or producer()
    kind, _ = ProductClass.objects.get_or_create(
        slug="ocop", defaults={"name": "OCOP", "track_stock": False}
    )
    made = Product.objects.create(
        title=title, slug=slug(title), product_class=kind, structure=Product.STANDALONE
    )
    StockRecord.objects.create(
        product=made,
        partner=by.partner,
        partner_sku=f"SP{made.pk}",
        price=price,
        price_currency="VND",
    )
    facts.setdefault("parcel_weight_g", 600)
    facts.setdefault("net_content", 500)
    ProductFacts.objects.create(
        product=made, producer=by, group=facts.pop("group", None) or group(), **facts
    )
    return made


def decision(**fields) -> RecognitionDecision:
    authority, _ = IssuingAuthority.objects.get_or_create(
        name="UBND tỉnh An Giang", defaults={"level": "province"}
    )
    fields.setdefault("number", f"{next(_number)}/QĐ-UBND")
    fields.setdefault("decided_on", clock.today() - datetime.timedelta(days=200))
    fields.setdefault("authority", authority)
    return RecognitionDecision.objects.create(rule_set=group().rule_set, **fields)


def star(product: Product, stars: int = 4, **fields) -> StarCertification:
    """A certificate in force today, unless the dates say otherwise."""
    today = clock.today()
    fields.setdefault("effective_on", today - datetime.timedelta(days=200))
    fields.setdefault("valid_until", today + datetime.timedelta(days=800))
    fields.setdefault("status", "valid")
    return StarCertification.objects.create(
        product=product, stars=stars, decision=fields.pop("decision", None) or decision(), **fields
    )


def stock(
    product: Product, quantity: int, *, best_before=None, place=None, lot=None
) -> StockBalance:
    """Goods of a new batch on a shelf; in the producer's store unless a place is given."""
    owner = product.facts.producer
    batch = Batch.objects.create(
        product=product,
        lot=lot or f"L{next(_number)}",
        best_before=best_before or clock.today() + datetime.timedelta(days=180),
    )
    balance = StockBalance.objects.create(
        place=place or owner.store, batch=batch, owner=owner, on_hand=quantity
    )
    StockMove.objects.create(balance=balance, kind="receive", on_hand_change=quantity)
    return balance


def on_sale(title: str = "Đường thốt nốt", *, quantity: int = 10, stars: int = 4, **product_fields):
    """A product that can be ordered today: star valid, goods in the producer's store."""
    made = product(title, **product_fields)
    star(made, stars)
    stock(made, quantity)
    return made


def showroom(name: str = "Điểm bán OCOP Long Xuyên", *, keepers=()) -> Showroom:
    made = Showroom.objects.create(
        slug=f"{slug(name)}-{next(_number)}",
        name=name,
        place=Place.objects.create(commune=commune()),
    )
    StockPlace.objects.create(kind="showroom", name=name, showroom=made)
    for person in keepers:
        KeeperPost.objects.create(user=person, showroom=made)
    return made
