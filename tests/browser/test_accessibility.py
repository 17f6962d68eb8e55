"""axe-core finds nothing on any page, for any role, in both languages, narrow and wide."""

from pathlib import Path

import pytest

from .conftest import DESKTOP, PHONE
from .visiting import first_product, sign_in

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    "/",
    "/products/",
    "/products/?q=khong+co+gi+nhu+vay",
    "/basket/",
    "/orders/",
    "/accounts/login/",
    "/accounts/signup/",
    "/terms/",
    "/privacy/",
    "/delivery/",
    "/khong-co/",
]
BEHIND_LOGIN = [
    ("buyer", "/orders/mine/"),
    ("keeper", "/counter/"),
    ("producer", "/producer/"),
    ("producer", "/producer/products/"),
    ("producer", "/producer/stock/"),
    ("producer", "/producer/certificates/"),
]

pytestmark = pytest.mark.browser


def violations(page) -> list[str]:
    """What axe has to say, one line a finding. Injected past the CSP, as a user's tool is."""
    page.context.add_init_script(path=AXE)
    page.reload(wait_until="networkidle")
    page.wait_for_function("!document.querySelector('.htmx-added, .htmx-request')")
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{page.url} {rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["vi", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_public_pages(open_page, size, prefix):
    page = open_page(size)
    found = []

    for path in (*PUBLIC, first_product(page).removeprefix("/en")):
        page.goto(prefix + path)
        found += violations(page)

    assert found == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_each_role(open_page, size):
    found = []

    for role in ("buyer", "keeper", "producer"):
        page = open_page(size)
        sign_in(page, role)
        for prefix in ("", "/en"):
            for path in [path for owner, path in BEHIND_LOGIN if owner == role]:
                page.goto(prefix + path)
                found += violations(page)

    assert found == []
