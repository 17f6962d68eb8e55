"""A person at the keyboard: how long reading, typing and pressing take them."""

import os
import time

# A careful typist; a look at the page and at the paper before each field; a text that is pasted.
KEY = 0.15
LOOK = 1.5
PASTE = 10
# PACE=1 really waits as long; otherwise the time is only counted.
WAITS = bool(os.environ.get("PACE"))


class Person:
    """Fills in forms on one page as somebody would; `seconds` is how long it took them."""

    def __init__(self, page):
        self.page = page
        self.counted = 0.0

    def _takes(self, seconds: float) -> None:
        if WAITS:
            time.sleep(seconds)
        self.counted += seconds

    def write(self, name: str, words: str) -> None:
        self._takes(LOOK)
        field = self.page.locator(f"main [name='{name}']").first
        field.click()
        field.fill("")
        field.press_sequentially(words, delay=KEY * 1000 if WAITS else 0)
        self.counted += KEY * len(words)

    def date(self, name: str, day: str) -> None:
        """day: 2026-11-22; a person types its eight digits."""
        self._takes(LOOK + 8 * KEY)
        self.page.fill(f"main [name='{name}']", day)

    def paste(self, name: str, words: str) -> None:
        self._takes(PASTE)
        self.page.fill(f"main [name='{name}']", words)

    def choose(self, name: str, words: str) -> None:
        """The option that has these words."""
        self._takes(LOOK)
        option = self.page.locator(f"main [name='{name}'] option", has_text=words).first
        self.page.select_option(f"main [name='{name}']", option.get_attribute("value"))

    def tick(self, name: str, value: str = "") -> None:
        self._takes(LOOK)
        wanted = f"[value='{value}']" if value else ""
        self.page.check(f"main [name='{name}']{wanted}")

    def hand_over(self, name: str, file) -> None:
        self._takes(PASTE)
        self.page.set_input_files(f"main [name='{name}']", file)

    def press(self, words: str) -> None:
        """The button or link that is called so, or else one whose name has these words."""
        self._takes(LOOK)
        main = self.page.locator("main")
        for exact in (True, False):
            for role in ("button", "link"):
                found = main.get_by_role(role, name=words, exact=exact)
                if found.count():
                    found.first.click()
                    self.page.wait_for_load_state()
                    return
        raise AssertionError(f"no {words!r} to press at {self.page.url}: {self.reads()}")

    def go(self, address: str) -> None:
        self._takes(LOOK)
        self.page.goto(address)

    def reads(self) -> str:
        return self.page.locator("main").inner_text()
