"""Time as the law counts it: days in Hà Nội.

A certificate's last day, a batch's best-before date and the price of a day all end at midnight
in Asia/Ho_Chi_Minh, whatever the server's clock is set to.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """The day in Hà Nội."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Hà Nội on which an aware moment falls."""
    return moment.astimezone(HANOI).date()


def seconds_to_midnight() -> int:
    """Whole seconds until the next day begins in Hà Nội, at least 1."""
    moment = now().astimezone(HANOI)
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(), HANOI)
    return max(1, int((midnight - moment).total_seconds()))
