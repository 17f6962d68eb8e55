"""Ends of certificates are announced: once for each threshold, to whom it concerns, truly."""

import datetime
import random

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core import mail
from django.db import IntegrityError, transaction

from catalog import certification, radar_notices
from catalog.models import ExpiryNotice, StarCertification
from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import endings
from tests.catalog.register import DAY, Officers, fresh

pytestmark = pytest.mark.django_db
NOON = datetime.time(12)


def at_noon(day):
    return time_machine.travel(datetime.datetime.combine(day, NOON, clock.HANOI), tick=False)


def work(day):
    """What a worker does that is awake at noon."""
    with at_noon(day):
        queue.begin_day()
        while queue.drain():
            pass


@pytest.fixture
def maker(make):
    return make.producer("HTX Ba Chúc", members=[make.user("producer", email="sen@example.org")])


def ends_in(make, maker, days, title="Đường thốt nốt", **fields):
    last = clock.today() + datetime.timedelta(days=days)
    return make.star(make.product(title, by=maker), valid_until=last, **fields)


def given():
    rows = ExpiryNotice.objects.order_by("pk")
    return [(row.threshold, row.days_left) for row in rows]


def mails_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


@pytest.mark.parametrize(
    ("left", "threshold"),
    [(121, None), (120, 120), (91, 120), (90, 90), (61, 90), (30, 30), (8, 30), (7, 7), (-3, 7)],
)
def test_the_threshold_is_the_one_passed_last(left, threshold):
    assert radar_notices.threshold_of(left) == threshold


def test_every_threshold_is_told_on_its_day(make, maker, today):
    ends_in(make, maker, 125)

    for passed in range(130):
        work(today + passed * DAY)

    assert given() == [(days, days) for days in radar_notices.THRESHOLDS]
    assert len(mails_to("sen@example.org")) == 5


def test_a_worker_that_was_down_tells_the_latest_threshold_and_the_true_days(make, maker, today):
    ends_in(make, maker, 92)
    work(today)

    work(today + 35 * DAY)
    work(today + 36 * DAY)

    assert given() == [(120, 92), (60, 57)]
    assert "57" in mails_to("sen@example.org")[-1].body


def test_an_end_that_passed_meanwhile_is_told_as_past(make, maker, today):
    ends_in(make, maker, 9)
    work(today)

    work(today + 13 * DAY)

    assert given() == [(30, 9), (7, -4)]
    assert "đã hết" in mails_to("sen@example.org")[-1].subject.lower()


def test_an_old_end_is_history(make, maker, today):
    ends_in(make, maker, -31)

    work(today)

    assert given() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "pending"},
        {"status": "suspended"},
        {"status": "revoked"},
        {"status": "superseded"},
        {"status": "voided"},
        {"effective_on": 2},
    ],
)
def test_what_is_not_a_valid_star_is_not_announced(make, maker, today, fields):
    days = {k: today + v * DAY if isinstance(v, int) else v for k, v in fields.items()}
    ends_in(make, maker, 20, **days)

    work(today)

    assert given() == []
    assert mail.outbox == []


def test_an_extension_is_another_end(make, maker, today):
    row = ends_in(make, maker, 5)
    work(today)
    certification.extend(row, until=today + 100 * DAY, document="7/CV")

    work(today + DAY)
    work(today + 2 * DAY)

    assert given() == [(7, 5), (120, 99)]


def test_a_star_that_comes_back_is_announced_then(make, maker, today):
    row = ends_in(make, maker, 25)
    certification.suspend(row, reason="kiểm tra", review_on=today + 10 * DAY)
    work(today)
    assert given() == []

    with at_noon(today + DAY):
        certification.resume(fresh(row))
    work(today + 2 * DAY)

    assert given() == [(30, 23)]


def test_a_producer_gets_one_letter_for_all_that_ends_in_its_own_language(make, today):
    people = [
        make.user("producer", email="sen@example.org"),
        make.user("producer", email="emma@example.org", language="en"),
    ]
    maker = make.producer("HTX Ba Chúc", members=people)
    for number in range(3):
        ends_in(make, maker, 60, f"Trà {number}")

    work(today)

    (english,) = mails_to("emma@example.org")
    (vietnamese,) = mails_to("sen@example.org")
    assert english.subject.startswith("3 of your star certificates end")
    assert "60 days left" in english.body
    assert "/en/producer/certificates/" in english.body
    assert "còn 60 ngày" in vietnamese.body
    assert all(f"Trà {number}" in vietnamese.body for number in range(3))


def test_the_centre_gets_one_digest_whatever_ends(make, today):
    make.user("officer", email="ha@example.org")
    make.user("officer", email="an@example.org")
    for number in range(60):
        ends_in(make, make.producer(f"HTX {number}", phone=f"+8490000{number:04d}"), 30)
    ends_in(make, make.producer("Hộ không số"), 30)

    work(today)

    (letter,) = mails_to("ha@example.org")
    assert len(mail.outbox) == 2
    assert letter.subject.startswith("61 ")
    assert "Hộ không số" in letter.body
    assert letter.body.count("ngày") >= endings.endings.MOST_NAMED
    assert "/office/radar/" in letter.body


def test_a_member_with_a_telephone_gets_one_short_message(make, today):
    maker = make.producer(members=[make.user("producer", phone="+84901234567")])
    ends_in(make, maker, 30, "Đường thốt nốt Tịnh Biên loại thượng hạng đóng hũ thủy tinh 500 g")

    work(today)

    text = OutboxItem.objects.get(kind="sms").payload["text"]
    assert len(text) <= 160
    assert text.startswith("OCOP: ")
    assert text.endswith("/producer/certificates/")


def test_a_newer_decision_on_its_way_is_said(make, maker, today):
    row = ends_in(make, maker, 30)
    make.star(row.product, status="pending", effective_on=today)

    work(today)

    assert "đang được kiểm tra" in mails_to("sen@example.org")[0].body


def test_nobody_is_woken(make, maker, today):
    ends_in(make, maker, 30)
    night = datetime.datetime.combine(today + DAY, datetime.time(0, 5), clock.HANOI)

    with time_machine.travel(night, tick=False):
        queue.begin_day()
        while queue.drain():
            pass
        assert mail.outbox == []
    with time_machine.travel(night + datetime.timedelta(hours=8), tick=False):
        while queue.drain():
            pass

    assert len(mails_to("sen@example.org")) == 1


def test_a_notice_that_was_overtaken_before_it_was_sent_is_left_out(make, maker, today):
    ends_in(make, maker, 30)
    night = datetime.datetime.combine(today, datetime.time(0, 5), clock.HANOI)
    with time_machine.travel(night, tick=False):
        endings.announce()

    work(today + 24 * DAY)

    assert given() == [(30, 30), (7, 6)]
    (letter,) = mails_to("sen@example.org")
    assert "còn 6 ngày" in letter.body


def test_what_was_replaced_between_night_and_morning_is_not_told(make, maker, today):
    row = ends_in(make, maker, 30)
    with at_noon(today):
        endings.announce()
        StarCertification.objects.filter(pk=row.pk).update(status="superseded")
        while queue.drain():
            pass

    assert mail.outbox == []


def test_a_chore_that_runs_twice_tells_once(make, maker, today):
    ends_in(make, maker, 30)

    for _ in range(3):
        with at_noon(today):
            endings.announce()
            for item in OutboxItem.objects.filter(kind__startswith="ending"):
                queue._handlers[item.kind](item.payload)
    while queue.drain():
        pass

    assert len(mails_to("sen@example.org")) == 1


def test_the_database_refuses_a_second_notice_of_the_same_end(make, maker, today):
    ends_in(make, maker, 30)
    (first,) = radar_notices.give(today)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExpiryNotice.objects.create(
            certification=first.certification,
            last_day=first.last_day,
            threshold=first.threshold,
            days_left=1,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        first.delete()


# --- thirty-six months ---------------------------------------------------------------------------


class ThreeYears:
    """A register in which all that can happen to a certificate happens, by the doors."""

    def __init__(self, make, officers: Officers, rng: random.Random):
        self.make, self.officers, self.rng = make, officers, rng
        self.first = clock.today()
        self.acts: dict[datetime.date, list] = {}
        self.suspended_on: set[tuple[int, datetime.date]] = set()
        members = [make.user("producer", email=f"p{i}@example.org") for i in range(4)]
        self.makers = [make.producer(f"HTX {i}", members=[m]) for i, m in enumerate(members)]
        for number in range(40):
            self._issue(number)

    def _issue(self, number):
        """A certificate that ends on some day of the three years, and what becomes of it."""
        end = self.first + datetime.timedelta(days=self.rng.randrange(3, 1090))
        row = self.make.star(
            self.make.product(f"Trà {number}", by=self.makers[number % 4]),
            effective_on=end - relativedelta(months=36),
            valid_until=end,
        )
        fates = (None, self.extend, self.renew, self.renew_late, self.revoke, self.pause)
        if fate := fates[number % len(fates)]:
            fate(row, end)

    def on(self, day, act):
        self.acts.setdefault(max(day, self.first + DAY), []).append(act)

    def extend(self, row, end):
        day = end - datetime.timedelta(days=self.rng.randrange(1, 140))
        until = end + datetime.timedelta(days=self.rng.randrange(20, 300))
        self.on(day, lambda: certification.extend(fresh(row), until=until, document="7/CV"))

    def renew(self, row, end):
        self._supersede(row, end - datetime.timedelta(days=self.rng.randrange(1, 140)))

    def renew_late(self, row, end):
        self._supersede(row, end + datetime.timedelta(days=self.rng.randrange(2, 60)))

    def _supersede(self, row, day):
        def act():
            newer = self.officers.pending(row.product, decided_on=clock.today())
            certification.supersede(fresh(row), newer, by=self.officers.verifier)

        self.on(day, act)

    def revoke(self, row, end):
        def act():
            certification.revoke(
                fresh(row),
                reason="voluntary",
                document="58/QĐ-UBND",
                effective_on=clock.today(),
                by=self.officers.verifier,
            )

        self.on(end - datetime.timedelta(days=self.rng.randrange(-20, 140)), act)

    def pause(self, row, end):
        """Suspended for a while, somewhere near a threshold, and given back."""
        begin = end - datetime.timedelta(days=self.rng.randrange(12, 130))
        back = min(begin + datetime.timedelta(days=self.rng.randrange(1, 30)), end)

        def suspend():
            certification.suspend(fresh(row), reason="kiểm tra", review_on=clock.today())

        self.on(begin, suspend)
        self.on(back, lambda: certification.resume(fresh(row)))

    def live(self, day):
        """What the officers do on a day, in the morning."""
        for act in self.acts.get(day, []):
            with at_noon(day):
                act()

    def ended(self, until):
        """(certificate, last day) of all that ended as valid ones, until a day."""
        rows = StarCertification.objects.filter(product__title__startswith="Trà")
        for row in rows:
            last = row.extended_until or row.valid_until
            late = row.status == "superseded" and row.ends_on == last
            if (row.status == "valid" or late) and self.first <= last < until:
                yield row, last


def visits(first, rng: random.Random, longest: int):
    """Days of three years on which a worker is awake, with gaps of up to `longest` days."""
    day = first
    while day < first + relativedelta(months=36):
        yield day
        day += datetime.timedelta(days=rng.randint(1, longest))


@pytest.mark.parametrize(
    ("longest", "seed"),
    [
        pytest.param(1, 36, marks=pytest.mark.slow, id="every day"),
        pytest.param(10, 1, id="gaps of up to ten days"),
        pytest.param(10, 2, marks=pytest.mark.slow, id="other gaps"),
    ],
)
def test_in_36_months_nothing_ends_unannounced_and_nothing_is_told_twice(make, longest, seed):
    rng = random.Random(seed)
    story = ThreeYears(make, Officers(), rng)
    awake = list(visits(story.first, rng, longest))

    day = story.first
    for visit in awake:
        while day <= visit:
            story.live(day)
            day += DAY
        work(visit)

    told = list(ExpiryNotice.objects.select_related("certification__product"))
    once = {(n.certification_id, n.last_day, n.threshold) for n in told}
    assert len(told) == len(once) > 60
    ended = list(story.ended(awake[-1]))
    assert len(ended) > 15
    announced = {(n.certification_id, n.last_day) for n in told}
    assert [row for row, last in ended if (row.pk, last) not in announced] == []
    for notice in told:
        assert notice.days_left == (notice.last_day - clock.day_of(notice.at)).days
        assert notice.threshold == radar_notices.threshold_of(notice.days_left)
    letters = "\n".join(letter.body for letter in mail.outbox if letter.to[0].startswith("p"))
    for notice in told:
        row = notice.certification
        assert f"{row.product.title}: {notice.last_day:%d/%m/%Y}, " in letters
    if longest == 1:
        late = [n for n in told if n.days_left < 0]
        assert late == []
    assert len(mail.outbox) == len({letter.extra_headers["Message-ID"] for letter in mail.outbox})
