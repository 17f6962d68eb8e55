"""The demonstration: places, law, people, goods, stars, stock and a week of orders."""

from catalog.places_load import load_places
from catalog.reference import load_reference
from marketplace.kernel import clock
from marketplace.shop.reference import load_shop_reference

from .front import make_front_page
from .goods import make_pictures, make_producers, make_products
from .orders import place_orders
from .parts import add_parts
from .people import give_belongings, make_people
from .shelves import fill_showroom, fill_stores
from .stars import make_stars


def load_demo() -> dict[str, int]:
    """Build everything; returns the totals that are told and tested."""
    today = clock.today()
    load_places()
    load_reference()
    load_shop_reference()
    people = make_people()
    makers = make_producers()
    goods = make_products(makers, make_pictures())
    stars = make_stars(goods, today=today, clerk=people.officer, verifier=people.second_officer)
    pieces = fill_stores(goods, today=today)
    fill_showroom(give_belongings(people, makers["A13"]), people.keeper)
    make_front_page()
    orders = place_orders(people)
    totals = {
        "producers": len(makers),
        "products": len(goods),
        "first certificates": len(stars),
        "pieces in store": pieces,
        "orders": orders,
    }
    return totals | add_parts(people)
