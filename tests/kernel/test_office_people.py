"""One's own account in the office; other people's accounts stand below /office/people/."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_account_page_asks_for_one_name_and_no_password(client, make):
    officer = make.user("officer")
    client.force_login(officer)

    page = client.get("/office/account/").content.decode()

    assert 'name="name_email-full_name"' in page
    assert "first_name" not in page
    assert "password" not in page
