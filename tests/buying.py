"""How a guest walks from a product to an order, with plain forms and no JavaScript."""

import html
import re

from django.urls import reverse

ADDRESS = {
    "full_name": "Nguyễn Thị Hạnh",
    "phone": "0912 345 678",
    "street": "40/1 Trần Thị Nhượng, khóm 2",
    "email": "",
    "note": "",
    "method": "cod",
    "terms": "on",
}


def typed(shop, **facts) -> dict:
    """What a buyer types into the checkout; the home commune unless told otherwise."""
    commune = facts.pop("to", shop.home)
    where = {"province": commune.parent.code, "commune": str(commune.pk)}
    return {**ADDRESS, **where, **facts}


def put(client, product, quantity=1):
    return client.post(reverse("basket_add"), {"product": product.pk, "quantity": quantity})


def hidden(response) -> dict:
    """The hidden fields of the form a page holds, as a browser would send them again."""
    page = response.content.decode()
    form = page[page.index("review__form") :]
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form):
        name = re.search(r"name=\"([^\"]*)\"", tag)[1]
        value = re.search(r"value=\"([^\"]*)\"", tag)
        fields[name] = html.unescape(value[1]) if value else ""
    return fields


def review(client, shop, **facts):
    return client.post(reverse("checkout_review"), typed(shop, **facts))


def place(client, shown):
    return client.post(reverse("checkout_place"), hidden(shown))


def buy(client, shop, *products, **facts):
    """All the way; the answer to the last press."""
    for product in products:
        put(client, product)
    return place(client, review(client, shop, **facts))


def text_of(response) -> str:
    """The words of a page, without tags, white space joined."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
