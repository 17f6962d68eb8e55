"""Signing in and finding one's way, as a person with a browser does."""

from marketplace.shop.demo.people import PASSWORD

ROLES = {
    "buyer": "buyer@demo.example",
    "keeper": "keeper@demo.example",
    "producer": "producer@demo.example",
    "officer": "officer@demo.example",
    "second officer": "officer2@demo.example",
}


def sign_in(page, role: str, prefix: str = "") -> None:
    page.goto(f"{prefix}/accounts/login/")
    page.fill("input[name=login]", ROLES[role])
    page.fill("input[name=password]", PASSWORD)
    page.click("form[action*='/accounts/login/'] .button")
    page.wait_for_load_state()


def first_product(page, prefix: str = "") -> str:
    """The address of a product that can be ordered."""
    page.goto(f"{prefix}/products/?q=đường+thốt+nốt")
    return page.locator("main a[href*='/products/']:visible").first.get_attribute("href")
