"""What the shop needs before its first order: regions, bands, tax rates, limits, legal texts.

The rows come from shop/data. Loading again adds what is missing and leaves the rest alone, so
that an operator's own rows stay.
"""

import tomllib
from pathlib import Path

from django.db import transaction

from catalog.models import AdminUnit
from catalog.places import CURRENT

from .models import LegalText, PaymentLimit, ProvinceRegion, ShippingBand, VatRate

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_shop_reference() -> None:
    """Enter the reference rows that are missing. Wants the places to be loaded."""
    rows = tomllib.loads((DATA / "shop_reference.toml").read_text())
    _load_regions(rows["regions"])
    _load_bands(rows["bands"])
    for rate in rows["vat"]:
        VatRate.objects.get_or_create(
            kind=rate["kind"], valid_from=rate["valid_from"], defaults=rate
        )
    limit = rows["limit"]
    PaymentLimit.objects.get_or_create(valid_from=limit["valid_from"], defaults=limit)
    _load_texts(rows["legal"])


def _load_regions(regions: dict[str, list[str]]) -> None:
    of_code = {code: region for region, codes in regions.items() for code in codes}
    provinces = AdminUnit.objects.filter(vintage=CURRENT, level=AdminUnit.Level.PROVINCE)
    ProvinceRegion.objects.bulk_create(
        [
            ProvinceRegion(province=province, region=of_code[province.code])
            for province in provinces
            if province.code in of_code
        ],
        ignore_conflicts=True,
    )


def _load_bands(bands: dict) -> None:
    ShippingBand.objects.bulk_create(
        [
            ShippingBand(zone=zone, up_to_g=up_to, price=price, valid_from=bands["valid_from"])
            for zone in ShippingBand.Zone.values
            for up_to, price in bands[zone]
        ],
        ignore_conflicts=True,
    )


def _load_texts(legal: dict) -> None:
    for kind in LegalText.Kind.values:
        LegalText.objects.get_or_create(
            kind=kind,
            version=legal["version"],
            defaults={
                "valid_from": legal["valid_from"],
                "body_vi": _body(kind, "vi"),
                "body_en": _body(kind, "en"),
            },
        )


def _body(kind: str, language: str) -> str:
    return (DATA / "legal" / f"{kind}.{language}.txt").read_text().strip()
