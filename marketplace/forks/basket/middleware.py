from oscar.apps.basket.middleware import BasketMiddleware


class LazyBasket(BasketMiddleware):
    pass
