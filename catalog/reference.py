"""DOOR of the dated lists: rule sets, groups, product sets, issuing authorities."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from .models import AdminUnit, IssuingAuthority, ProductGroup, ProductSet, RuleSet
from .places import full_name

DATA = Path(__file__).parent / "data" / "rule_sets.toml"
Level = IssuingAuthority.Level
# Until the districts ended they recognised products too; a province's committee always did.
_LEVELS = {
    AdminUnit.Level.PROVINCE: Level.PROVINCE,
    AdminUnit.Level.DISTRICT: Level.DISTRICT,
}


@transaction.atomic
def load_reference() -> None:
    """Enter or correct the rule sets, their groups and sets, and the central authorities.

    Rows are found by their keys and updated in place; a second call changes nothing.
    """
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for entry in data["rule_set"]:
        _load_rule_set(entry, data)
    for entry in data["central"]:
        IssuingAuthority.objects.update_or_create(
            name=entry["name"],
            defaults={"name_en": entry["name_en"], "level": Level.CENTRAL, "unit": None},
        )


def _load_rule_set(entry: dict, data: dict) -> None:
    rule_set, _ = RuleSet.objects.update_or_create(
        code=entry["code"],
        defaults={
            "instrument": entry["instrument"],
            "valid_from": entry["valid_from"],
            "valid_to": entry.get("valid_to"),
            "note": entry["note"],
        },
    )
    for position, (identifier, name, name_en) in enumerate(data["groups"][entry["groups"]]):
        group, _ = ProductGroup.objects.update_or_create(
            rule_set=rule_set,
            identifier=identifier,
            defaults={"name": name, "name_en": name_en, "position": position},
        )
        if entry.get("sets"):
            _load_sets(group, data)


def _load_sets(group: ProductGroup, data: dict) -> None:
    for number, name, name_en, ministry in data["sets"][group.identifier]:
        ProductSet.objects.update_or_create(
            group=group,
            number=number,
            defaults={
                "name": name,
                "name_en": name_en,
                "ministry": data["ministries"][ministry],
            },
        )


def rule_set_on(day: date) -> RuleSet:
    """The rule set in force on a day. Raises RuleSet.DoesNotExist before August 2019."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return RuleSet.objects.filter(in_force, valid_from__lte=day).latest("valid_from")


def current_groups() -> list[ProductGroup]:
    """The six groups of the newest rule set, in their order; none before any is loaded."""
    newest = RuleSet.objects.order_by("-valid_from").first()
    return list(newest.groups.all()) if newest else []


def peoples_committee(unit: AdminUnit, *, day: date | None = None) -> IssuingAuthority:
    """The people's committee of a province, or of a district of before July 2025.

    day: as it was called then; Đồng Nai was a province until April 2026. A district is written
    with its province, for many provinces had a Châu Thành.
    Raises ValueError for a commune, which recognises nothing.
    """
    if unit.level not in _LEVELS:
        raise ValueError(f"{unit} recognises no OCOP product")
    vietnamese = full_name(unit, day=day)
    return IssuingAuthority.objects.get_or_create(
        name=f"UBND {vietnamese[0].lower()}{vietnamese[1:]}",
        defaults={
            "name_en": f"People's Committee of {full_name(unit, 'en', day=day)}",
            "level": _LEVELS[unit.level],
            "unit": unit,
        },
    )[0]
