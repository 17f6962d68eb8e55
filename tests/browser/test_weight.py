"""What a phone has to fetch at first view, and that nothing comes from anywhere else."""

import pytest

from .visiting import first_product

KB = 1000
BUDGETS = {"/": 180 * KB, "/products/": 190 * KB, "product": 165 * KB, "/basket/": 80 * KB}

pytestmark = pytest.mark.browser


def fetch(page, path) -> tuple[int, list[str]]:
    """(bytes over the wire of the first view, complaints of the browser)."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes, complaints = [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda r: (
            None
            if r.url.startswith((page.url[:21], "data:", "http://127.0.0.1"))
            else complaints.append(r.url)
        ),
    )
    page.goto(path, wait_until="networkidle")
    return int(sum(sizes)), complaints


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_its_budget(open_page, name):
    path = first_product(open_page()) if name == "product" else name
    page = open_page()

    weight, complaints = fetch(page, path)

    assert complaints == []
    assert 0 < weight <= BUDGETS[name], f"{path} weighs {weight / KB:.0f} KB"
