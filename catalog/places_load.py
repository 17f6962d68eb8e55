"""DOOR of the administrative units: fills them from catalog/data, see the NOTICE there."""

import csv
import gzip
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from marketplace.kernel.text import fold

from .models import AdminSuccession, AdminUnit, AdminUnitName, AdminVintage
from .places import BEFORE, CURRENT

DATA = Path(__file__).parent / "data"
Level = AdminUnit.Level
Relation = AdminSuccession.Relation

REFORM = date(2025, 7, 1)
# BEFORE is the last list before the reform; how old each of its units was is not recorded.
VINTAGES = {
    "o": (BEFORE, date(2024, 1, 1), REFORM - timedelta(days=1)),
    "n": (CURRENT, REFORM, None),
}
LEVELS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
COUNTS = {
    (BEFORE, Level.PROVINCE): 63,
    (BEFORE, Level.DISTRICT): 696,
    (BEFORE, Level.COMMUNE): 10_035,
    (CURRENT, Level.PROVINCE): 34,
    (CURRENT, Level.COMMUNE): 3_321,
}
INSTRUMENTS = {Level.PROVINCE: "202/2025/QH15"}
NAMES_EN = {"Hà Nội": "Hanoi"}


@transaction.atomic
def load_places() -> None:
    """Enter every unit, former name and succession. A second call finds nothing to do.

    Units are updated in place by (vintage, code), so that places keep pointing to them.
    Raises ValueError, and changes nothing, when a count is not what the law says.
    """
    with gzip.open(DATA / "places.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    _load_vintages()
    changes = _changes()
    units: dict[tuple[str, str], AdminUnit] = {}
    for length in LEVELS:
        units |= _load_units([row for row in rows if len(row["code"]) == length], units, changes)
    _check(units)
    _load_successions(rows, units)
    _load_names(units, changes)
    _tell_the_planner()


def _tell_the_planner() -> None:
    """Let PostgreSQL count the new rows at once, before a query is planned as if there were none.

    Joins over ten thousand successions otherwise take minutes until autovacuum comes by.
    """
    if connection.vendor == "postgresql":
        tables = (AdminUnit._meta.db_table, AdminSuccession._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def _load_vintages() -> None:
    for key, since, until in VINTAGES.values():
        AdminVintage.objects.update_or_create(
            key=key, defaults={"valid_from": since, "valid_to": until}
        )


def _changes() -> dict[tuple[str, str], dict]:
    with (DATA / "places-changes.csv").open(encoding="utf-8") as file:
        return {_key(row): row for row in csv.DictReader(file)}


def _key(row: dict) -> tuple[str, str]:
    return VINTAGES[row["list"]][0], row["code"]


def _load_units(rows: list[dict], above: dict, changes: dict) -> dict:
    keys = {_key(row) for row in rows}
    known = {
        (unit.vintage_id, unit.code): unit
        for unit in AdminUnit.objects.filter(level=LEVELS[len(rows[0]["code"])])
    }
    fresh, stale = [], []
    for row in rows:
        fields = _fields(row, above, changes)
        unit = known.get(_key(row))
        if unit is None:
            vintage, code = _key(row)
            known[_key(row)] = unit = AdminUnit(vintage_id=vintage, code=code, **fields)
            fresh.append(unit)
        elif any(getattr(unit, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(unit, name, value)
            stale.append(unit)
    AdminUnit.objects.bulk_create(fresh, batch_size=2000)
    if stale:
        AdminUnit.objects.bulk_update(stale, list(fields), batch_size=500)
    return {key: known[key] for key in keys}


def _fields(row: dict, above: dict, changes: dict) -> dict:
    vintage, since, until = VINTAGES[row["list"]]
    kind, name = row["kind"], row["name"]
    change = changes.get(_key(row))
    if change and row["list"] == "n":
        kind = change["after"].removesuffix(f" {name}")
    parent = above[vintage, row["parent"]] if row["parent"] else None
    return {
        "level": LEVELS[len(row["code"])],
        "kind": kind,
        "name": name,
        "name_en": NAMES_EN.get(name) or _unmarked(name),
        "folded_name": fold(name),
        "parent_id": parent and parent.pk,
        "valid_from": since,
        "valid_to": until,
    }


def _unmarked(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(str.maketrans("đĐ", "dD")))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _check(units: dict) -> None:
    counted = Counter((vintage, unit.level) for (vintage, _), unit in units.items())
    if counted != COUNTS:
        raise ValueError(f"the data file holds {dict(counted)}, not {COUNTS}")


def _load_successions(rows: list[dict], units: dict) -> None:
    """Divided units first name the part that got the most, so the order of rows matters."""
    born = {_key(row): (row["kind"], row["name"]) for row in rows}
    pairs = [
        (units[BEFORE, row["code"]], units[CURRENT, code])
        for row in rows
        for code in row["became"].split()
    ]
    olds, news = defaultdict(int), defaultdict(int)
    for old, new in pairs:
        olds[old.pk] += 1
        news[new.pk, old.level == Level.PROVINCE] += 1
    fresh = [
        AdminSuccession(
            old_id=old.pk,
            new_id=new.pk,
            relation=_relation(
                olds[old.pk],
                news[new.pk, old.level == Level.PROVINCE],
                same=born[BEFORE, old.code] == born[CURRENT, new.code],
            ),
            is_partial=olds[old.pk] > 1,
            instrument=INSTRUMENTS.get(old.level, ""),
        )
        for old, new in pairs
    ]
    known = AdminSuccession.objects.order_by("pk")
    columns = ("old_id", "new_id", "relation", "is_partial", "instrument")
    if list(known.values_list(*columns)) != [
        tuple(getattr(row, name) for name in columns) for row in fresh
    ]:
        known.delete()
        AdminSuccession.objects.bulk_create(fresh, batch_size=2000)


def _relation(parts: int, sources: int, *, same: bool) -> str:
    if parts > 1:
        return Relation.DIVIDED
    if sources > 1:
        return Relation.MERGED
    return Relation.UNCHANGED if same else Relation.RENAMED


def _load_names(units: dict, changes: dict) -> None:
    for key, change in changes.items():
        unit = units[key]
        kind, name = _split(change["before"])
        AdminUnitName.objects.update_or_create(
            unit=unit,
            kind=kind,
            name=name,
            defaults={
                "valid_from": unit.valid_from if change["list"] == "n" else None,
                "valid_to": date.fromisoformat(change["since"]) - timedelta(days=1),
            },
        )


def _split(full: str) -> tuple[str, str]:
    """ "tỉnh Đồng Nai" in kind and name."""
    kind = next(kind for kind in ("thành phố", "tỉnh", "phường", "xã") if full.startswith(kind))
    return kind, full.removeprefix(kind).strip()
