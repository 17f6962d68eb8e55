"""/office/people/: lists, one person, the doors as forms, the paper with the code."""

import csv
import io

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse
from openpyxl import load_workbook

from marketplace.kernel.accounts.models import User
from marketplace.people import doors
from marketplace.people.models import Act, Invitation

pytestmark = pytest.mark.django_db
LIST = "/office/people/"
INVITE = "/office/people/invite/"


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def keeper(make):
    return make.user("keeper", full_name="Trần Đình Giữ", phone="+84987654321")


def names(answer) -> list[str]:
    return [row["person"].full_name for row in answer.context["rows"]]


def door(person, name) -> str:
    return reverse("office_person_door", args=[person.pk, name])


@pytest.mark.parametrize(
    "words",
    ["tran dinh", "Trần Đình Giữ", "0987 654", "+84987654321", "tri ton", "sa đéc", "@example.org"],
)
def test_people_are_found_by_name_contact_and_place(office, make, keeper, words):
    make.producer("HTX Tri Tôn", members=[keeper])
    make.showroom("Điểm bán Sa Đéc", keepers=[keeper])

    assert "Trần Đình Giữ" in names(office.get(LIST, {"q": words}))


def test_words_that_fit_nobody_find_nobody(office, keeper):
    assert names(office.get(LIST, {"q": "không ai cả"})) == []


def test_who_only_buys_is_listed_when_asked_for(office, make, officer, keeper):
    make.user("buyer", full_name="Lê Mua")

    assert names(office.get(LIST)) == [officer.full_name, keeper.full_name]
    assert names(office.get(LIST, {"role": "buyer"})) == ["Lê Mua"]
    assert names(office.get(LIST, {"q": "le mua"})) == ["Lê Mua"]


def test_filters_narrow_by_role_and_state(office, officer, keeper):
    doors.reset_factors(keeper, by=officer, reason="mất máy")

    assert names(office.get(LIST, {"role": "officer"})) == [officer.full_name]
    assert names(office.get(LIST, {"state": "waiting"})) == [keeper.full_name]
    assert names(office.get(LIST, {"state": "off"})) == []


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_costs_the_same_for_one_and_for_many(
    office, make, people, django_assert_max_num_queries
):
    for number in range(people):
        person = make.user("keeper", "producer", email=f"p{number}@example.org")
        make.showroom(keepers=[person])
        make.producer(members=[person])
    office.get(LIST)

    with django_assert_max_num_queries(20):
        office.get(LIST)


def test_the_list_leaves_as_a_file_without_formulas_and_the_log_knows(office, make, officer):
    make.user("keeper", full_name="=cmd|' /C calc'!A0")

    answer = office.get(reverse("office_people_csv"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Họ và tên"
    assert "'=cmd|' /C calc'!A0" in [row[0] for row in rows]
    act = Act.objects.get()
    assert (act.verb, act.by, act.after) == ("exported", officer, {"list": "people", "rows": 2})


def test_the_log_is_searched_and_exported(office, make, officer, keeper):
    doors.sign_out(keeper, by=officer, reason="bán điện thoại")
    doors.disable(keeper, by=officer, reason="nghỉ hẳn")

    page = office.get(reverse("office_people_log"), {"verb": "disabled"})
    assert [act.reason for act, _ in page.context["acts"]] == ["nghỉ hẳn"]
    found = office.get(reverse("office_people_log"), {"q": "bán điện"}).context["acts"]
    assert [act.verb for act, _ in found] == ["signed_out"]
    book = load_workbook(io.BytesIO(office.get(reverse("office_people_log_xlsx")).content))
    rows = list(book.active.values)
    assert [row[5] for row in rows[1:]] == ["nghỉ hẳn", "bán điện thoại"]
    assert rows[1][4] == "đang mở: có → không"


def test_one_person_shows_roles_places_and_history(office, make, officer, keeper):
    make.showroom("Điểm bán Sa Đéc", keepers=[keeper])
    doors.sign_out(keeper, by=officer, reason="bán điện thoại")

    page = office.get(reverse("office_person", args=[keeper.pk])).content.decode()

    for said in ("Trần Đình Giữ", "0987 654 321", "Điểm bán Sa Đéc", "bán điện thoại"):
        assert said in page


def test_on_ones_own_page_only_signing_out_is_offered(office, officer):
    page = office.get(reverse("office_person", args=[officer.pk]))

    assert [one.name for one in page.context["doors"]] == ["sign-out"]


def test_somebody_is_invited_and_the_paper_carries_the_code(office, make, settings):
    maker = make.producer("HTX Tri Tôn")
    typed = {
        "full_name": "Lê Văn Tư",
        "contact": "0912 345 678",
        "language": "vi",
        "producer_1": f"HTX Tri Tôn #{maker.pk}",
    }

    answer = office.post(INVITE, typed)
    invitation = Invitation.objects.get()
    assert answer["Location"] == reverse("office_invitation", args=[invitation.pk])
    paper = office.post(reverse("office_invitation_door", args=[invitation.pk, "print"]))

    assert paper["Content-Type"] == "application/pdf"
    assert "no-cache" in paper["Cache-Control"]
    page = pypdfium2.PdfDocument(paper.content)[0]
    words = " ".join(page.get_textpage().get_text_range().split())
    assert "Lê Văn Tư" in words
    assert "0912 345 678" in words
    code = next(word for word in words.split() if word.count("-") == 3)
    assert doors.find(code=code, contact="+84912345678", address="::1") == invitation
    (square,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert square.text == f"{settings.SITE_URL}/accounts/invitation/"
    assert code not in square.text


def test_a_place_is_found_by_its_name_alone(office, make):
    maker = make.producer("HTX Tri Tôn")

    office.post(
        INVITE,
        {
            "full_name": "Lê Văn Tư",
            "contact": "tu@example.org",
            "language": "en",
            "producer_1": "htx tri ton",
        },
    )

    assert list(Invitation.objects.get().producers.all()) == [maker]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"contact": "12345", "officer": "on"}, "contact"),
        ({"contact": "tu@example.org"}, "__all__"),
        ({"contact": "tu@example.org", "producer_1": "không có"}, "producer_1"),
        ({"contact": "tu@example.org", "producer_1": "#987654"}, "producer_1"),
        ({"contact": "tu@example.org", "officer": "on", "language": "fr"}, "language"),
        ({"contact": "tu@example.org", "officer": "on", "full_name": "‮x"}, "full_name"),
    ],
)
def test_what_cannot_be_right_is_told_beside_its_field(office, typed, field):
    answer = office.post(INVITE, {"full_name": "Lê Văn Tư", "language": "vi", **typed})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Invitation.objects.exists()


def test_whoever_is_known_already_is_led_to(office, keeper):
    answer = office.post(
        INVITE,
        {"full_name": "X", "language": "vi", "contact": "0987654321", "officer": "on"},
    )

    assert reverse("office_person", args=[keeper.pk]) in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("name", "typed", "verb"),
    [
        ("give", {"role": "buyer"}, "role_given"),
        ("take", {"role": "keeper", "reason": "nghỉ"}, "role_taken"),
        ("sign-out", {}, "signed_out"),
        ("reset", {"reason": "mất máy"}, "factors_reset"),
        ("disable", {"reason": "nghỉ"}, "disabled"),
        ("remove", {"reason": "nghỉ"}, "removed"),
        ("office", {"reason": "kế toán mới"}, "office_offered"),
        (
            "correct",
            {"full_name": "Trần Giữ", "phone": "0987654321", "email": "g@example.org"}
            | {"reason": "sai tên"},
            "corrected",
        ),
    ],
)
def test_each_door_is_a_form(office, keeper, name, typed, verb):
    assert office.get(door(keeper, name)).status_code == 200

    answer = office.post(door(keeper, name), typed)

    assert answer.status_code == 302
    assert Act.objects.filter(verb=verb, whom=keeper).count() == 1


def test_ties_are_made_and_taken_by_form(office, make, keeper):
    room = make.showroom("Điểm bán Sa Đéc")

    office.post(door(keeper, "tie"), {"showroom": f"#{room.pk}"})
    assert [post.showroom for post in keeper.keeper_posts.all()] == [room]
    office.post(door(keeper, "untie"), {"place": f"showroom-{room.pk}"})

    assert not keeper.keeper_posts.exists()


@pytest.mark.parametrize("name", ["take", "reset", "disable", "remove", "office"])
def test_what_takes_something_away_asks_why(office, keeper, name):
    answer = office.post(door(keeper, name), {"role": "keeper"})

    assert answer.status_code == 422
    assert not Act.objects.exists()
    assert User.objects.get(pk=keeper.pk).is_active


def test_a_refusal_is_told_and_nothing_changes(office, officer):
    answer = office.post(door(officer, "disable"), {"reason": "x"})

    assert "nhờ một cán bộ khác" in answer.content.decode()
    assert User.objects.get(pk=officer.pk).is_active


def test_an_invitation_is_sent_confirmed_and_withdrawn_by_button(
    office, client, coded, officer, second
):
    invitation, _ = coded(roles=("officer",))
    press = lambda name: office.post(  # noqa: E731
        reverse("office_invitation_door", args=[invitation.pk, name]), follow=True
    )

    assert "Một cán bộ khác phải xác nhận" in press("confirm").content.decode()
    assert "Mã mới đang được gửi đi" in press("send").content.decode()
    client.force_login(second)
    assert "Đã xác nhận" in press("confirm").content.decode()
    assert "Đã thu hồi" in press("withdraw").content.decode()
    assert "đã đóng" in press("print").content.decode()

    invitation.refresh_from_db()
    assert (invitation.state, invitation.confirmed_by) == ("withdrawn", second)


def test_what_waits_for_a_second_officer_stands_on_the_front_page(client, coded, officer, second):
    coded(roles=("officer",))

    client.force_login(second)
    assert "Chờ cán bộ thứ hai" in client.get("/office/").content.decode()
    client.force_login(officer)
    assert "Chờ cán bộ thứ hai" not in client.get("/office/").content.decode()


@pytest.mark.parametrize("name", ["print", "send", "confirm", "withdraw"])
def test_a_look_at_an_address_changes_no_invitation(office, coded, name):
    invitation, _ = coded()

    assert (
        office.get(reverse("office_invitation_door", args=[invitation.pk, name])).status_code == 405
    )


def test_unknown_doors_are_absent(office, keeper, coded):
    invitation, _ = coded()

    assert office.get(door(keeper, "delete")).status_code == 404
    nowhere = reverse("office_invitation_door", args=[invitation.pk, "delete"])
    assert office.post(nowhere).status_code == 404


def test_wagtails_pages_of_users_are_closed_to_all(client, make, keeper):
    client.force_login(make.user(is_superuser=True))

    for address in ("users/", f"users/{keeper.pk}/", f"users/delete/{keeper.pk}/", "users/add/"):
        assert client.post(f"/office/{address}").status_code == 404
    assert client.get(f"/office/bulk/accounts/user/delete/?id={keeper.pk}").status_code == 404
    assert User.objects.filter(pk=keeper.pk).exists()
