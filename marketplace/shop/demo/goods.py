"""Producers and products of the demonstration."""

from django.core.files.images import ImageFile
from oscar.apps.catalogue.models import Product, ProductClass
from oscar.apps.partner.models import Partner, StockRecord

from catalog.models import (
    AdminUnit,
    Image,
    Place,
    Producer,
    ProductFacts,
    ProductPhoto,
)
from catalog.reference import current_groups
from marketplace.kernel.text import slug
from marketplace.shop.product_page import EATEN
from showrooms.models import StockPlace

from .pictures import DRAWINGS, picture
from .tables import families, producers, products

VINTAGE = "VN-2025-07"
PACKAGING_G = 120
STORAGE = {
    "dry": ("Để nơi khô ráo, thoáng mát, tránh nắng.", "Keep dry and cool, out of the sun."),
    "cool": (
        "Để nơi thoáng mát; mở ra giữ trong ngăn mát.",
        "Keep cool; refrigerate once opened.",
    ),
    "cold": ("Giữ lạnh 0–5 °C suốt đường đi.", "Keep at 0–5 °C all the way."),
    "none": ("", ""),
}
LEGAL_FORMS = (
    ("Hợp tác xã ", "HTX "),
    ("Doanh nghiệp tư nhân ", ""),
    ("Hộ kinh doanh ", ""),
    ("Cơ sở ", ""),
    ("Công ty TNHH MTV ", ""),
    ("Công ty TNHH ", ""),
    ("Công ty CP ", ""),
)


def make_pictures() -> dict[str, Image]:
    """One Image for each drawing; products of one kind share it."""
    made = {}
    for name in DRAWINGS:
        shown = next(family for family in families().values() if family.picture == name)
        first = shown.ingredients.split(",")[0]
        made[name] = Image.objects.create(
            title=f"Tranh {first.lower()}",
            alt_vi=f"Tranh minh họa: {first.lower()}",
            alt_en=f"Drawing: {shown.ingredients_en.split(',')[0].lower()}",
            credit="OCOP",
            consent=True,
            file=ImageFile(picture(name), name=f"{name}.jpg"),
        )
    return made


def make_producers() -> dict[str, Producer]:
    """Every producer with its Oscar partner, its address and its store."""
    made = {}
    for number, row in enumerate(producers().values(), 1):
        made[row.key] = Producer.objects.create(
            partner=Partner.objects.create(name=row.name, code=f"demo-{row.key.lower()}"),
            slug=slug(row.name),
            legal_form=row.form,
            legal_name=row.name,
            trade_name=short(row.name),
            place=_place(row.commune, row.province, number),
            phone=f"+8490000{number:04d}",
            introduction=f"Nhà sản xuất ở {row.commune}, {row.province}.",
            introduction_en=f"A producer in {row.commune}, {row.province}.",
            is_invented=True,
        )
        StockPlace.objects.create(
            kind=StockPlace.Kind.PRODUCER_STORE, name=row.name, producer=made[row.key]
        )
    return made


def short(name: str) -> str:
    """The name as people say it, without the legal form."""
    for form, said in LEGAL_FORMS:
        if name.startswith(form):
            return said + name.removeprefix(form)
    return name


def _place(commune: str, province: str, number: int) -> Place:
    unit = AdminUnit.objects.get(
        vintage=VINTAGE, level="commune", name=commune, parent__name=province
    )
    before = unit.predecessions.select_related("old__parent__parent").order_by("old__code").first()
    line = f"Số {number}, tổ {number % 9 + 1}"
    old = before.old if before else None
    return Place.objects.create(
        address_line=line,
        commune=unit,
        legacy_commune=old,
        as_written=f"{line}, {old}, {old.parent}, {old.parent.parent}" if old else "",
    )


def make_products(makers: dict[str, Producer], pictures: dict[str, Image]) -> list[Product]:
    """Every product with its price, facts and picture, in the order of the table."""
    kind, _ = ProductClass.objects.get_or_create(
        slug="ocop", defaults={"name": "OCOP", "track_stock": False}
    )
    groups = {group.identifier: group for group in current_groups()}
    made = []
    for number, row in enumerate(products(), 1):
        family = families()[row.family]
        product = _product(row, family, kind)
        _price(product, row, makers[row.producer].partner, number)
        facts = _facts(row, family, groups[family.group], number)
        ProductFacts.objects.create(product=product, producer=makers[row.producer], **facts)
        ProductPhoto.objects.create(product=product, image=pictures[family.picture])
        made.append(product)
    return made


def _product(row, family, kind) -> Product:
    return Product.objects.create(
        structure=Product.STANDALONE,
        title=row.title,
        slug=slug(row.title),
        description=family.about,
        product_class=kind,
    )


def _price(product, row, partner, number):
    StockRecord.objects.create(
        product=product,
        partner=partner,
        partner_sku=f"OCOP-{number:04d}",
        price=int(row.price),
        price_currency="VND",
    )


def _facts(row, family, group, number) -> dict:
    storage, storage_en = STORAGE[family.storage]
    weight = int(row.net) if family.unit in ("g", "ml") else 0
    return {
        "group": group,
        "set": group.sets.filter(number=int(family.set)).first(),
        "title_en": row.title_en,
        "summary": family.about.split(".")[0] + ".",
        "summary_en": family.about_en.split(".")[0] + ".",
        "description_en": family.about_en,
        "net_content": int(row.net),
        "net_unit": family.unit,
        "parcel_weight_g": None if family.flags == "service" else (weight or 600) + PACKAGING_G,
        "ingredients": family.ingredients,
        "ingredients_en": family.ingredients_en,
        "allergens": _allergens(family) if group.identifier in EATEN else None,
        "storage": storage,
        "storage_en": storage_en,
        "shelf_life_days": int(family.shelf_days) or None,
        "gtin": _gtin(number),
        "is_alcohol": family.flags == "alcohol",
        "is_medicine": family.flags == "medicine",
        "is_health_food": family.flags == "health",
        "is_service": family.flags == "service",
        "needs_cold_chain": family.flags == "cold",
    }


def _allergens(family) -> list[str]:
    return [allergen for allergen in family.allergens.split(",") if allergen]


def _gtin(number: int) -> str:
    """A GTIN-13 of the GS1 demonstration prefix 952, never of the prefix of Vietnam."""
    digits = f"952000{number:06d}"
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
