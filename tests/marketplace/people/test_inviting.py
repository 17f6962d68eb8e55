"""Asking somebody in: what an invitation promises, and what becomes of its code."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.kernel.outbox.queue import drain
from marketplace.people import codes, doors, errors
from marketplace.people.models import VALIDITY, Act, Invitation
from marketplace.shop.lookup import TooManyTries

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"
ADDRESS = "198.51.100.7"
PASSWORD = "thot-not-2026"


def verbs(**about) -> list[str]:
    return list(Act.objects.filter(**about).order_by("pk").values_list("verb", flat=True))


def find(code, contact=PHONE):
    return doors.find(code=code, contact=contact, address=ADDRESS)


def accept(invitation, **facts):
    return doors.accept(invitation, **{"full_name": "Lê Văn Tư", "password": PASSWORD, **facts})


def test_a_code_is_four_groups_without_letters_that_look_alike():
    drawn = {codes.new_code() for _ in range(200)}

    assert len(drawn) == 200
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in drawn)
    assert not set("".join(drawn)) & set("0O1IL5S2Z8BUV")


@pytest.mark.parametrize(
    "typed", ["k7qm-4txd-9hpa-3cne", "K7QM 4TXD 9HPA 3CNE", "k7qm4txd9hpa3cne"]
)
def test_a_code_reads_the_same_however_it_is_typed(typed):
    assert codes.tidy(typed) == "K7QM-4TXD-9HPA-3CNE"


def test_only_a_digest_is_kept_of_a_code(coded):
    invitation, code = coded()

    stored = str(list(Invitation.objects.values()) + list(Act.objects.values()))
    assert code not in stored
    assert invitation.digest == codes.digest(code)


def test_an_invitation_becomes_an_account_with_all_that_was_promised(make, coded, officer):
    maker, room = make.producer("HTX Tri Tôn"), make.showroom("Điểm bán Sa Đéc")
    invitation, code = coded(producers=(maker,), showrooms=(room,), language="en")

    person = accept(find(code))

    assert set(person.groups.values_list("name", flat=True)) == {"buyer", "producer", "keeper"}
    assert (person.phone, person.phone_verified, person.language) == (PHONE, True, "en")
    assert [tie.producer for tie in person.producer_memberships.all()] == [maker]
    assert [tie.showroom for tie in person.keeper_posts.all()] == [room]
    assert person.check_password(PASSWORD)
    assert verbs(invitation=invitation) == ["invited", "code_printed", "accepted"]


def test_an_email_is_verified_by_the_code(coded):
    _, code = coded(email="tu@example.org")

    person = accept(find(code, "tu@example.org"))

    assert list(person.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("tu@example.org", True, True)
    ]


def test_a_code_opens_one_account_once(coded):
    _, code = coded()
    invitation = find(code)
    accept(invitation)

    with pytest.raises(errors.CodeRefused) as again:
        find(code)
    with pytest.raises(errors.CodeRefused) as stale:
        accept(invitation)

    assert (again.value.why, stale.value.why) == ("used", "used")
    assert User.objects.filter(phone=PHONE).count() == 1


@pytest.mark.parametrize(
    ("typed", "contact"), [("K7QM-4TXD-9HPA-3CNE", PHONE), (None, "+84987654321"), ("", PHONE)]
)
def test_a_wrong_code_and_a_wrong_phone_are_refused_alike(coded, typed, contact):
    _, code = coded()

    with pytest.raises(errors.CodeRefused) as refused:
        find(code if typed is None else typed, contact)

    assert refused.value.why == "wrong"


def test_a_code_ends_after_fourteen_days_and_a_new_one_gives_new_days(coded, officer):
    invitation, code = coded()

    with clock.as_of(clock.now() + VALIDITY):
        with pytest.raises(errors.CodeRefused) as refused:
            find(code)
        with pytest.raises(errors.CodeRefused):
            accept(invitation)
        fresh = doors.print_code(invitation, by=officer)
        assert find(fresh) == invitation

    assert refused.value.why == "expired"
    assert not User.objects.filter(phone=PHONE).exists()


def test_a_new_code_makes_the_former_one_worthless(coded, officer):
    invitation, old = coded()
    seen = find(old)

    doors.print_code(invitation, by=officer)

    with pytest.raises(errors.CodeRefused, match="wrong"):
        find(old)
    with pytest.raises(errors.CodeRefused):
        accept(seen)
    assert not User.objects.filter(phone=PHONE).exists()


def test_a_withdrawn_code_opens_nothing(coded, officer):
    invitation, code = coded()

    doors.withdraw(invitation, by=officer, reason="nhầm số")

    with pytest.raises(errors.CodeRefused, match="withdrawn"):
        find(code)
    with pytest.raises(errors.Closed):
        doors.print_code(invitation, by=officer)
    with pytest.raises(errors.Closed):
        doors.withdraw(invitation, by=officer)
    assert verbs(invitation=invitation)[-1] == "withdrawn"


def test_codes_outlive_a_change_of_the_secret_key(coded, settings):
    _, code = coded()

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-one"

    assert find(code)


def test_guessing_is_slowed_down(coded):
    _, code = coded()

    for _ in range(15):
        with pytest.raises(errors.CodeRefused):
            find("K7QM-4TXD-9HPA-3CNE")

    with pytest.raises(TooManyTries):
        find(code)


def test_whoever_has_an_account_is_not_invited_again(make, officer, guest):
    known = make.user("buyer", phone=PHONE)

    with pytest.raises(errors.SomebodyElses) as refused:
        doors.invite(guest(), by=officer)

    assert refused.value.person == known
    assert not Invitation.objects.exists()
    assert not Act.objects.exists()


def test_one_invitation_is_open_for_one_phone(coded, guest, officer):
    invitation, _ = coded()

    with pytest.raises(errors.AlreadyInvited) as refused:
        doors.invite(guest(), by=officer)

    assert refused.value.invitation == invitation
    assert Invitation.objects.count() == 1


def test_an_account_that_came_into_being_meanwhile_is_left_alone(coded):
    invitation, code = coded()
    other = User.objects.create_user(None, PASSWORD, phone=PHONE)

    with pytest.raises(errors.CodeRefused, match="taken"):
        accept(find(code))

    invitation.refresh_from_db()
    assert invitation.state == "open"
    assert list(User.objects.filter(phone=PHONE)) == [other]


def test_an_account_that_nobody_proved_to_own_gives_way(coded):
    _, code = coded()
    squatter = User.objects.create_user(None, "x" * 12, phone=PHONE, phone_verified=False)

    person = accept(find(code))

    assert person.pk != squatter.pk
    assert not User.objects.filter(pk=squatter.pk).exists()
    assert person.phone == PHONE


def test_who_is_no_officer_any_more_invites_nobody(officer, second, guest):
    doors.take_role(officer, "officer", by=second, reason="chuyển công tác")

    with pytest.raises(errors.NotAnOfficer):
        doors.invite(guest(), by=officer)

    assert not Invitation.objects.exists()


def test_a_code_by_mail_is_drawn_when_it_is_sent_and_stored_nowhere(officer, guest):
    invitation = doors.invite(guest(email="tu@example.org"), by=officer)
    doors.send_code(invitation, by=officer)

    drain()

    (letter,) = mail.outbox
    (code,) = [
        line.removeprefix("Mã dùng một lần: ")
        for line in letter.body.splitlines()
        if line.startswith("Mã dùng một lần: ")
    ]
    assert letter.to == ["tu@example.org"]
    assert code not in str(list(OutboxItem.objects.values()))
    assert find(code, "tu@example.org") == invitation


def test_a_code_is_sent_once_though_its_handler_runs_twice(officer, guest):
    invitation = doors.invite(guest(email="tu@example.org"), by=officer)
    doors.send_code(invitation, by=officer)
    drain()

    OutboxItem.objects.filter(kind="invitation").update(done_at=None)
    drain()

    assert len(mail.outbox) == 1


def test_a_message_that_waited_does_not_undo_a_code_on_paper(officer, guest):
    invitation = doors.invite(guest(email="tu@example.org"), by=officer)
    doors.send_code(invitation, by=officer)
    code = doors.print_code(invitation, by=officer)

    drain()

    assert mail.outbox == []
    assert find(code, "tu@example.org") == invitation


def test_a_code_by_text_message_is_whole(officer, guest, capsys):
    invitation = doors.invite(guest(language="vi"), by=officer)
    doors.send_code(invitation, by=officer)

    drain()

    told = capsys.readouterr().out.strip()
    assert told.startswith(f"SMS {PHONE}: OCOP: ")
    assert told.endswith("/accounts/invitation/")
    code = next(word.strip(",.") for word in told.split() if word.count("-") == 3)
    assert find(code) == invitation


def test_the_log_cannot_be_changed_or_emptied(coded):
    coded()

    for write in (
        lambda: Act.objects.update(reason="khác"),
        lambda: Act.objects.first().delete(),
        lambda: Act.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            write()

    assert verbs() == ["invited", "code_printed"]


@time_machine.travel(datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC), tick=False)
def test_the_log_says_who_whom_when_and_why_and_shortens_contacts(officer, guest):
    invitation = doors.invite(guest(), by=officer, reason="kế toán mới")

    act = Act.objects.get()
    assert (act.by, act.invitation, act.reason, act.at) == (
        officer,
        invitation,
        "kế toán mới",
        clock.now(),
    )
    assert act.after["phone"] == "…678"
    assert PHONE not in str(act.after)
