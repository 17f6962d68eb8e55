"""/office/proposals/: an officer compares, then accepts or sends back."""

import pytest
from django.urls import reverse

from catalog import proposals
from catalog.registration import change_product
from tests.catalog.test_proposals import picture


@pytest.fixture
def farmer(make):
    return make.user("producer", full_name="Chau Sóc Kha")


@pytest.fixture
def producer(make, farmer):
    return make.producer(members=[farmer])


@pytest.fixture
def product(make, producer):
    return make.product("Đường thốt nốt", by=producer, summary="Nấu từ nước cây thốt nốt")


@pytest.fixture
def officer(make):
    return make.user("officer")


@pytest.fixture
def waiting(producer, product, farmer):
    draft = proposals.propose(producer=producer, kind="change", product=product, by=farmer)
    proposals.keep(draft, {"summary": "Nấu từ nước hoa thốt nốt", "shelf_life_days": 365})
    return proposals.submit(draft, by=farmer)


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def url_of(proposal, name="office_proposal") -> str:
    return reverse(name, args=[proposal.pk])


def press(office, proposal, name="office_proposal_accept", **typed):
    return office.post(url_of(proposal, name), {"version": proposal.version, **typed})


def page(answer) -> str:
    return answer.content.decode()


def test_the_words_that_differ_are_marked(office, waiting):
    shown = page(office.get(url_of(waiting)))

    assert "Nấu từ nước <del>cây </del>thốt nốt" in shown
    assert "Nấu từ nước <ins>hoa </ins>thốt nốt" in shown
    assert "<ins><p>365</p></ins>" in shown or "<ins>365</ins>" in shown


def test_accepting_changes_the_shop(office, waiting, product, officer):
    answer = press(office, waiting)

    assert answer.url == url_of(waiting)
    product.facts.refresh_from_db()
    assert product.facts.summary == "Nấu từ nước hoa thốt nốt"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == ("accepted", officer)


def test_a_conflict_is_shown_and_accepted_only_when_it_was_seen(office, waiting, product, make):
    change_product(product, by=make.user("officer"), summary="Lời của trung tâm")

    blind = press(office, waiting)

    assert blind.status_code == 422
    assert "Lời của trung tâm" in page(blind)
    product.facts.refresh_from_db()
    assert product.facts.summary == "Lời của trung tâm"

    assert press(office, waiting, over=blind.context["over"]).status_code == 302
    product.facts.refresh_from_db()
    assert product.facts.summary == "Nấu từ nước hoa thốt nốt"


def test_sending_back_needs_a_word(office, waiting):
    assert press(office, waiting, "office_proposal_return", comment=" ").status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == "submitted"

    said = "Hạn dùng phải có giấy kiểm nghiệm."
    assert press(office, waiting, "office_proposal_return", comment=said).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.state, waiting.comment) == ("returned", said)


@pytest.mark.parametrize("name", ["office_proposal_accept", "office_proposal_return"])
def test_an_old_page_decides_nothing(office, waiting, farmer, product, name):
    on_screen = waiting.version
    proposals.take_back(waiting, by=farmer)
    again = proposals.submit(waiting, by=farmer)

    answer = office.post(url_of(again, name), {"version": on_screen, "comment": "Không"})

    assert answer.status_code == 422
    again.refresh_from_db()
    assert again.state == "submitted"
    product.facts.refresh_from_db()
    assert product.facts.summary == "Nấu từ nước cây thốt nốt"


def test_what_was_taken_back_is_no_longer_the_centres(office, waiting, farmer):
    proposals.take_back(waiting, by=farmer)

    assert office.get(url_of(waiting)).status_code == 404
    assert press(office, waiting).status_code == 404


def test_a_draft_is_not_the_centres(office, producer, farmer):
    draft = proposals.propose(producer=producer, kind="new", by=farmer)

    assert office.get(url_of(draft)).status_code == 404
    assert office.get(reverse("office_proposals"), {"state": "all"}).context["rows"] == []


def test_pictures_stand_beside_each_other(office, producer, product, farmer):
    draft = proposals.propose(producer=producer, kind="change", product=product, by=farmer)
    photo = proposals.attach(draft, picture())
    sent = proposals.submit(draft, by=farmer)

    shown = page(office.get(url_of(sent)))
    file = reverse("office_proposal_file", args=[sent.pk, photo.pk])
    assert file in shown
    seen = office.get(file)
    assert (seen["Content-Type"], seen.getvalue()[:2]) == ("image/jpeg", b"\xff\xd8")

    press(office, sent, **{f"alt-{photo.pk}": "Chảo đường"})
    assert product.photos.get().image.alt_vi == "Chảo đường"


def test_an_accepted_scan_leads_to_its_decision(office, producer, farmer):
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)
    proposals.attach(draft, picture())
    proposals.keep(draft, {"number": "86/QĐ-UBND", "decided_on": "2026-03-02"})
    sent = proposals.submit(draft, by=farmer)

    press(office, sent)

    sent.refresh_from_db()
    link = office.get(url_of(sent)).context["decision_url"]
    form = office.get(link).context["form"]
    assert form["number"].value() == "86/QĐ-UBND"
    assert f'value="{sent.paper_id}" selected' in str(form["paper"])


def test_a_decision_takes_the_scan_that_a_producer_sent(office, make, producer, product, farmer):
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)
    proposals.attach(draft, picture())
    sent = proposals.submit(draft, by=farmer)
    press(office, sent)
    sent.refresh_from_db()
    make.group()

    answer = office.post(
        reverse("office_decision_new"),
        {
            "number": "86/QĐ-UBND",
            "decided_on": "2026-03-02",
            "new_authority": "UBND tỉnh An Giang",
            "level": "province",
            "paper": sent.paper_id,
            "lines-TOTAL_FORMS": 1,
            "lines-INITIAL_FORMS": 0,
            "lines-0-product": f"#{product.pk}",
            "lines-0-stars": 4,
            "lines-0-evidence": "A",
            "save": "",
        },
    )

    assert answer.status_code == 302
    assert product.certifications.get().decision.scan == sent.paper


def test_the_own_household_sees_no_button(client, make, producer, waiting):
    both = make.user("officer")
    producer.members.create(user=both)
    client.force_login(both)

    assert url_of(waiting, "office_proposal_accept") not in page(client.get(url_of(waiting)))
    assert press(client, waiting).status_code == 422


def test_the_list_finds_by_name_without_marks(office, waiting):
    found = page(office.get(reverse("office_proposals"), {"q": "duong thot"}))
    lost = page(office.get(reverse("office_proposals"), {"q": "mat ong"}))

    assert url_of(waiting) in found
    assert url_of(waiting) not in lost


def test_the_list_goes_into_a_file(office, waiting):
    said = office.get(reverse("office_proposals_csv")).content.decode()

    assert "Đường thốt nốt" in said
    assert "Chau Sóc Kha" in said
    assert office.get(reverse("office_proposals_xlsx")).status_code == 200


def test_the_front_page_counts_what_waits(office, waiting, farmer):
    _before, _panel, after = page(office.get("/office/")).partition('id="proposals-waiting"')
    assert reverse("office_proposals") in after.partition("</section>")[0]

    proposals.withdraw(waiting, by=farmer)

    assert "proposals-waiting" not in page(office.get("/office/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_many(
    office, producer, farmer, make, count, django_assert_max_num_queries
):
    for number in range(count):
        product = make.product(f"Trà {number}", by=producer)
        draft = proposals.propose(producer=producer, kind="change", product=product, by=farmer)
        proposals.keep(draft, {"summary": "Mới"})
        proposals.submit(draft, by=farmer)
    office.get(reverse("office_proposals"))

    with django_assert_max_num_queries(14):
        answer = office.get(reverse("office_proposals"))

    assert len(answer.context["rows"]) == count
