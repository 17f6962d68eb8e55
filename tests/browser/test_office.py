"""The officers' screens in a browser: Vietnamese throughout, clean to axe, quiet in the console."""

import pytest

from tests.untranslated import is_english

from .conftest import DESKTOP, PHONE
from .test_accessibility import AXE, TAGS
from .visiting import sign_in

pytestmark = pytest.mark.browser
PARTS = 4
SCREENS = [
    "/office/",
    "/office/desk/",
    "/office/orders/",
    "/office/transfers/",
    "/office/refunds/",
    "/office/late/",
    "/office/outbox/",
    "/office/discounts/",
    "/office/register/",
    "/office/register/decisions/",
    "/office/register/decisions/new/",
    "/office/register/import/",
    "/office/register/import/review/",
    "/office/radar/",
    "/office/radar/products/",
    "/office/proposals/",
    "/office/producers/",
    "/office/producers/new/",
    "/office/products/",
    "/office/products/new/",
    "/office/people/",
    "/office/people/invite/",
    "/office/people/log/",
    "/office/reports/",
    "/office/reports/new/",
    "/office/reports/typed/",
    "/office/operator/",
    "/office/shipping/",
    "/office/texts/",
    "/office/limits/",
    "/office/vat/",
    "/office/pages/",
    "/office/images/",
    "/office/images/add/",
    "/office/images/multiple/add/",
    "/office/documents/",
    "/office/documents/multiple/add/",
    "/office/account/",
    "/office/khong-co/",
]
# Screens of one thing, reached from the list before them, as an officer does.
BEHIND_A_LINK = {
    "/office/orders/": "main a[href^='/office/orders/']",
    "/office/register/": "main .register-list .title a",
    "/office/register/decisions/": "main td a[href^='/office/register/decisions/']",
    "/office/producers/": "main td a[href^='/office/producers/']",
    "/office/products/": "main td a[href^='/office/products/']",
    "/office/people/": "main td a[href^='/office/people/']",
    "/office/images/": "main li a[href^='/office/images/']",
    "/office/pages/": "main td a[href$='/edit/']",
}
# Everything that can be read or heard, in shadow of no script: text, and what names a thing.
SAID = """() => {
  const seen = node => {
    const style = getComputedStyle(node);
    return style.display !== 'none' && style.visibility !== 'hidden';
  };
  const inEnglish = node => node.closest('[lang]')?.lang === 'en';
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!node.closest('script, style, svg, template') && !inEnglish(node) && seen(node))
      texts.push(walk.currentNode.textContent);
  }
  for (const node of document.querySelectorAll('[aria-label], [placeholder], [title], img[alt]'))
    if (!inEnglish(node))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        if (node.getAttribute(name)) texts.push(node.getAttribute(name));
  return texts.map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


class Visit:
    """Goes through the office and notes what is wrong on the way, one line a finding."""

    def __init__(self, page):
        self.page = page
        self.found = []
        page.context.add_init_script(path=AXE)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.found.append(f"{page.url} script: {error}"))

    def _note(self, message):
        # The one screen that is meant to be absent says so in the console too.
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.found.append(f"{self.page.url} console: {message.text}")

    def __call__(self, address: str):
        page = self.page
        page.goto(address, wait_until="networkidle")
        said = [text for text in page.evaluate(SAID) if is_english(text)]
        self.found += [f"{page.url} english: {text}" for text in said]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{page.url} is wider than the screen")
        self.found += findings_of_axe(page)


def findings_of_axe(page) -> list[str]:
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{page.url} {rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("part", range(PARTS))
def test_every_screen_of_the_office(open_page, size, part):
    page = open_page(size)
    sign_in(page, "officer")
    visit = Visit(page)

    for address in SCREENS[part::PARTS]:
        visit(address)
        if link := BEHIND_A_LINK.get(address):
            visit(page.locator(link).first.get_attribute("href"))

    assert visit.found == []
