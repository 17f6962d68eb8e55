"""Two officers, as the centre has them, and what a guest needs."""

import pytest

from marketplace.people import doors
from marketplace.people.doors import Guest


@pytest.fixture
def officer(make):
    return make.user("officer", full_name="Phạm Thu Hà")


@pytest.fixture
def second(make):
    return make.user("officer", full_name="Võ Quốc An")


@pytest.fixture
def guest():
    def write(**facts):
        contact = {} if "email" in facts else {"phone": "+84912345678"}
        return Guest(**{"full_name": "Lê Văn Tư", **contact, **facts})

    return write


@pytest.fixture
def coded(officer, guest):
    """An invitation with a printed code, and the code."""

    def write(**facts):
        invitation = doors.invite(guest(**facts), by=officer)
        code = doors.print_code(invitation, by=officer)
        invitation.refresh_from_db()
        return invitation, code

    return write
