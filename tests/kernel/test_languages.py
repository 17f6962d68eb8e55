"""In which language a person is written to: chosen below /accounts/, or in the office."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from marketplace.kernel.accounts.languages import choose_language
from marketplace.kernel.accounts.models import User

pytestmark = pytest.mark.django_db


def language_of(person):
    return User.objects.get(pk=person.pk).language


def test_everybody_is_written_to_in_vietnamese_first(make):
    assert language_of(make.user("producer")) == "vi"


def test_who_signs_up_on_the_english_pages_reads_english(client, make):
    typed = {"full_name": "Emma", "contact": "emma@example.org", "password1": "thot-not-2026"}

    client.post("/en" + reverse("account_signup"), typed)

    assert User.objects.get(email="emma@example.org").language == "en"


def test_the_language_is_chosen_on_ones_own_page(client, make):
    person = make.user("producer")
    client.force_login(person)

    answer = client.post(reverse("account"), {"language": "en"})

    assert answer.status_code == 302
    assert language_of(person) == "en"
    assert not UserProfile.objects.filter(user=person).exists()


@pytest.mark.parametrize("typed", ["", "fr", "vi\u202e"])
def test_another_language_is_refused_and_nothing_changes(client, make, typed):
    person = make.user("producer")
    client.force_login(person)

    answer = client.post(reverse("account"), {"language": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert language_of(person) == "vi"


def test_the_office_follows_an_officers_choice(make):
    officer = make.user("officer")

    choose_language(officer, "en")

    assert UserProfile.objects.get(user=officer).preferred_language == "en"


def test_messages_follow_the_office(make):
    officer = make.user("officer")

    profile = UserProfile.objects.create(user=officer, preferred_language="en")
    assert language_of(officer) == "en"

    # "As the site": says nothing of messages.
    profile.preferred_language = ""
    profile.save()
    assert language_of(officer) == "en"
