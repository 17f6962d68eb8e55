"""Two provinces as the plans of 2021 count them, on the map of then and of today.

The counts are those of the plans of An Giang (to the end of 2020) and Đồng Tháp (2020); every
name is invented.
"""

import datetime
from itertools import chain, repeat

from oscar.apps.catalogue.models import Product, ProductClass

from catalog.models import (
    AdminSuccession,
    AdminUnit,
    AdminVintage,
    IssuingAuthority,
    Producer,
    ProductFacts,
    RecognitionDecision,
    RuleSet,
    StarCertification,
)
from catalog.models import ProductGroup as Group
from marketplace.kernel.text import fold
from marketplace.reports import typed
from marketplace.reports.models import AssessmentRound

BEFORE, TODAY = "VN-2024", "VN-2025-07"
AN_GIANG = {
    "stars": {"3": 26, "4": 11, "4p": 5},
    "groups": {"FOOD": 33, "BEVERAGE": 7, "HERBAL": 1, "HANDICRAFT": 1},
    "forms": {"business_household": 12, "llc_multi": 13, "cooperative": 3},
    "potential": {"jsc": 2},
}
DONG_THAP = {
    "stars": {"3": 65, "4": 34},
    "groups": {"FOOD": 83, "BEVERAGE": 1, "HERBAL": 5, "HANDICRAFT": 7, "TOURISM": 3},
    "forms": {
        "cooperative": 4,
        "private_enterprise": 2,
        "jsc": 5,
        "llc_multi": 12,
        "production_establishment": 15,
        "business_household": 4,
    },
}
GROUPS = ("FOOD", "BEVERAGE", "HERBAL", "TEXTILE", "HANDICRAFT", "TOURISM")
DECIDED = {"An Giang": datetime.date(2020, 6, 15), "Đồng Tháp": datetime.date(2020, 12, 7)}


def unit(vintage, code, level, name, *, parent=None, kind="tỉnh") -> AdminUnit:
    since, until = datetime.date(2024, 1, 1), datetime.date(2025, 6, 30)
    if vintage == TODAY:
        since, until = datetime.date(2025, 7, 1), None
    AdminVintage.objects.get_or_create(
        key=vintage, defaults={"valid_from": since, "valid_to": until}
    )
    facts = {
        "level": level,
        "kind": kind,
        "name": name,
        "name_en": name,
        "folded_name": fold(name),
        "parent": parent,
        "valid_from": since,
        "valid_to": until,
    }
    return AdminUnit.objects.get_or_create(vintage_id=vintage, code=code, defaults=facts)[0]


class Provinces:
    """An Giang with Kiên Giang, Đồng Tháp with Tiền Giang; two communes in each."""

    def __init__(self, make):
        self.make = make
        self.old = {
            name: unit(BEFORE, code, "province", name)
            for name, code in {
                "An Giang": "89",
                "Kiên Giang": "91",
                "Đồng Tháp": "87",
                "Tiền Giang": "82",
            }.items()
        }
        self.today = {
            "An Giang": unit(TODAY, "91", "province", "An Giang"),
            "Đồng Tháp": unit(TODAY, "82", "province", "Đồng Tháp"),
        }
        for before, after in {
            "An Giang": "An Giang",
            "Kiên Giang": "An Giang",
            "Đồng Tháp": "Đồng Tháp",
            "Tiền Giang": "Đồng Tháp",
        }.items():
            self._became(self.old[before], self.today[after])
        self.communes = {
            "Long Xuyên": self._commune("An Giang", "883", "Long Xuyên", "30307"),
            "Tịnh Biên": self._commune("An Giang", "890", "Tịnh Biên", "30502"),
            "Rạch Giá": self._commune("Kiên Giang", "899", "Rạch Giá", "30760"),
            "Sa Đéc": self._commune("Đồng Tháp", "867", "Sa Đéc", "29905"),
            "Tháp Mười": self._commune("Đồng Tháp", "872", "Tháp Mười", "30037"),
        }
        self.rules = RuleSet.objects.create(
            code="1048/2019", instrument="1048/QĐ-TTg", valid_from=datetime.date(2019, 8, 21)
        )
        self.groups = {
            identifier: Group.objects.create(
                rule_set=self.rules,
                identifier=identifier,
                name=identifier.capitalize(),
                name_en=identifier.capitalize(),
                position=position,
            )
            for position, identifier in enumerate(GROUPS)
        }

    def _became(self, old, new):
        AdminSuccession.objects.create(old=old, new=new, relation="merged")

    def _commune(self, province, district_code, name, code):
        """A commune of today, of one former commune in its own former district."""
        after = "An Giang" if province in ("An Giang", "Kiên Giang") else "Đồng Tháp"
        now = unit(TODAY, code, "commune", name, parent=self.today[after], kind="phường")
        district = unit(
            BEFORE, district_code, "district", name, parent=self.old[province], kind="thành phố"
        )
        then = unit(BEFORE, f"2{code[1:]}", "commune", f"{name} 1", parent=district, kind="phường")
        self._became(then, now)
        return now

    def decision(self, province, day=None):
        authority, _ = IssuingAuthority.objects.get_or_create(
            name=f"UBND tỉnh {province}", defaults={"level": "province"}
        )
        day = day or DECIDED[province]
        return RecognitionDecision.objects.get_or_create(
            authority=authority, number=f"{day.year}/QĐ-UBND", decided_on=day, rule_set=self.rules
        )[0]

    def producer(self, name, form, commune) -> Producer:
        return self.make.producer(name, legal_form=form, where=self.communes[commune])

    def certify(self, product, star="3", *, province="Đồng Tháp", day=None, **fields):
        day = day or DECIDED[province]
        return self.make.star(
            product,
            int(star[0]),
            is_potential_five_star=star == "4p",
            decision=self.decision(province, day),
            effective_on=day,
            valid_until=fields.pop("valid_until", day.replace(year=day.year + 3)),
            **fields,
        )

    def an_giang(self):
        """42 products: 37 with 3 or 4 stars of 28 producers, 5 potential five-star ones of 2."""
        communes = ("Long Xuyên", "Tịnh Biên")
        makers = self._makers(AN_GIANG["forms"], communes)
        firms = self._makers(AN_GIANG["potential"], communes)
        holders = list(makers) + makers[:9] + firms + firms + firms[:1]
        self._products("An Giang", AN_GIANG, holders)

    def dong_thap(self):
        """99 products of 42 producers."""
        makers = self._makers(DONG_THAP["forms"], ("Sa Đéc", "Tháp Mười"))
        self._products("Đồng Tháp", DONG_THAP, makers * 2 + makers[:15])

    def _makers(self, forms, communes):
        kinds = chain.from_iterable(repeat(form, count) for form, count in forms.items())
        return [
            self.producer(f"Nhà {form} {number}", form, communes[number % 2])
            for number, form in enumerate(kinds)
        ]

    def _products(self, province, plan, holders):
        stars = chain.from_iterable(repeat(star, count) for star, count in plan["stars"].items())
        groups = chain.from_iterable(repeat(key, count) for key, count in plan["groups"].items())
        rows = list(zip(holders, stars, groups, strict=True))
        kind, _ = ProductClass.objects.get_or_create(slug="ocop", name="OCOP")
        made = Product.objects.bulk_create(
            Product(title=f"Món {number}", slug=f"mon-{number}", product_class=kind)
            for number in range(len(rows))
        )
        pairs = list(zip(made, rows, strict=True))
        ProductFacts.objects.bulk_create(
            ProductFacts(product=product, producer=maker, group=self.groups[key])
            for product, (maker, _star, key) in pairs
        )
        day = DECIDED[province]
        StarCertification.objects.bulk_create(
            StarCertification(
                product=product,
                stars=int(star[0]),
                is_potential_five_star=star == "4p",
                decision=self.decision(province),
                status=StarCertification.Status.VALID,
                effective_on=day,
                valid_until=day.replace(year=day.year + 3),
            )
            for product, (_maker, star, _key) in pairs
        )

    def round_of_dong_thap(self, *, by=None, **numbers) -> AssessmentRound:
        """The minutes of 2020: 130 entered, 99 reached, 22 at two stars."""
        told = {
            "entered": 130,
            "entered_first": 113,
            "entered_upgrade": 17,
            "producers": 56,
            "producers_first": 43,
            "producers_returning": 13,
            "reached_3": 65,
            "reached_4": 34,
            "two_stars": 22,
        }
        row = AssessmentRound(
            area=self.old["Đồng Tháp"],
            held_on=DECIDED["Đồng Tháp"],
            name="Đợt năm 2020",
            source="Kế hoạch OCOP 2021",
            **(told | numbers),
        )
        return typed.enter(row, by=by)

    def rounds_of_an_giang(self, *, by=None) -> list[AssessmentRound]:
        """Three rounds: 49 evaluated, 42 reached; how they fall apart is not told."""
        return [
            typed.enter(
                AssessmentRound(
                    area=self.old["An Giang"],
                    held_on=datetime.date(2020, 6, number),
                    name=f"Đợt {number}",
                    entered=entered,
                    source="Kế hoạch OCOP_AG 2021",
                ),
                by=by,
            )
            for number, entered in enumerate((12, 17, 20), 1)
        ]
