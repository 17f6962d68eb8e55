"""The basket of a request, built when somebody looks at it and not before."""

from functools import partial

from django.conf import settings
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject, empty
from oscar.apps.basket.middleware import BasketMiddleware
from oscar.core.loading import get_class

Selector = get_class("partner.strategy", "Selector")


class LazyBasket(BasketMiddleware):
    """`request.basket` and `request.strategy`, lazy both.

    A page that touches neither gets no cookie and no `Vary: Cookie`, so it can be cached for
    everybody. Offers are applied by the quote, which alone shares them out in whole dong.
    """

    def __call__(self, request):
        request.cookies_to_delete = []
        request._basket_cache = None
        request.strategy = SimpleLazyObject(partial(self._strategy, request))
        request.basket = SimpleLazyObject(partial(self._basket, request))
        return self._after(request, self.get_response(request))

    def process_template_response(self, request, response):
        """Put nothing into the context: templates say request.basket where they want it."""
        return response

    def _strategy(self, request):
        return Selector().strategy(request=request, user=request.user)

    def _basket(self, request):
        basket = self.get_basket(request)
        basket.strategy = request.strategy
        return basket

    def _after(self, request, response):
        if request.basket._wrapped is empty:
            return response
        key = self.get_cookie_key(request)
        for surplus in request.cookies_to_delete:
            response.delete_cookie(surplus, samesite="Lax")
        known = key in request.COOKIES and key not in request.cookies_to_delete
        if request.basket.id and not request.user.is_authenticated and not known:
            response.set_cookie(
                key,
                self.get_basket_hash(request.basket.id),
                max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
                secure=settings.OSCAR_BASKET_COOKIE_SECURE or request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, private=True)
        return response
