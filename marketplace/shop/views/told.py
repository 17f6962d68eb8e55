"""What the buying pages tell beside the form: obstacles, ways to pay, what sending costs."""

from functools import partial

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kernel.money import format_dong
from marketplace.shop.models import LegalText, OrderDetails, ShippingBand
from marketplace.shop.quote import Quote

Method = OrderDetails.Method
METHODS = {
    Method.COD: gettext_lazy("Cash on delivery"),
    Method.TRANSFER: gettext_lazy("Bank transfer (VietQR)"),
}


def obstacles(quote: Quote) -> list[dict]:
    """All that blocks the order and where it lies; a province to choose is no obstacle yet."""
    of_lines = [_of_line(line) for line in quote.lines if line.problem]
    of_parcels = [
        {"title": parcel.producer, "lang": "vi", "problem": parcel.problem}
        for parcel in quote.parcels
        if parcel.problem
    ]
    told = [row["problem"] for row in (*of_lines, *of_parcels)]
    rest = [
        {"problem": problem}
        for problem in quote.problems
        if problem not in told and problem.code != "no_province"
    ]
    return [*of_lines, *of_parcels, *rest]


def _of_line(line) -> dict:
    return {
        "title": line.title,
        "lang": line.title_language,
        "problem": line.problem,
        "line_id": line.line_id,
        "left": line.available if line.problem.code == "not_enough" else 0,
    }


def ways_to_pay(quote: Quote, language: str) -> list[dict]:
    """Each way to pay: its name, how it goes, and why it cannot be used if so."""
    limit = quote.tables.limit
    told = {
        Method.COD: _("Cash to the carrier when a parcel arrives, for orders up to %(ceiling)s.")
        % {"ceiling": format_dong(limit.cash_ceiling, language)},
        Method.TRANSFER: _(
            "Scan a VietQR code with your banking app; the goods are kept for %(hours)d hours."
        )
        % {"hours": limit.transfer_hours},
    }
    return [
        {
            "code": code,
            "name": METHODS[code],
            "told": told.get(code, ""),
            "problem": problem,
        }
        for code, problem in quote.methods.items()
    ]


def legal_texts(day) -> list[LegalText]:
    """The texts in force on a day, one of each kind, without their words.

    Read once a minute: a new version is entered for a day to come, and the key holds the day.
    """
    return cache.get_or_set(f"legal-texts:{day}", partial(_legal_texts, day), 60)


def _legal_texts(day) -> list[LegalText]:
    versions = LegalText.objects.filter(valid_from__lte=day).defer("body_vi", "body_en")
    in_force = {version.kind: version for version in versions.order_by("valid_from", "pk")}
    return [in_force[kind] for kind in LegalText.Kind if kind in in_force]


def tariff(quote: Quote) -> dict:
    """The table of what sending costs: the names of the zones, and a row per weight."""
    prices: dict[int, dict[str, int]] = {}
    for zone, bands in quote.tables.bands.prices.items():
        for up_to, price in bands:
            prices.setdefault(up_to, {})[zone] = price
    zones = [zone for zone in ShippingBand.Zone if zone in quote.tables.bands.prices]
    return {
        "zones": [zone.label for zone in zones],
        "rows": [
            (_weight(up_to), [row.get(zone) for zone in zones])
            for up_to, row in sorted(prices.items())
        ],
    }


def _weight(grams: int) -> str:
    if grams < 1000:
        return f"{grams}\u00a0g"
    return f"{grams / 1000:g}\u00a0kg"
