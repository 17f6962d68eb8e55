"""Documents in few words. Nothing of Django: other processes import this."""

import datetime

from search.query import Doc, Interval

DAY = datetime.date(2026, 3, 1)


def doc(ref: int, title: str = "Đường thốt nốt", **fields) -> Doc:
    fields.setdefault("version", 1)
    fields.setdefault("price", 50_000)
    stars = fields.pop("star", None)
    if stars:
        year = datetime.timedelta(days=365)
        fields["stars"] = (Interval(DAY - year, DAY + year, stars),)
    return Doc(kind="product", ref=ref, title=title, **fields)
