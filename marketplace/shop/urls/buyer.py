from django.urls import path

from marketplace.shop.views import basket, checkout, order
from marketplace.shop.views.fragments import header_state
from marketplace.shop.views.home import home
from marketplace.shop.views.legal import legal_text
from marketplace.shop.views.my_orders import my_orders
from marketplace.shop.views.producer_page import producer_page
from marketplace.shop.views.product import product
from marketplace.shop.views.refund_account import refund_account

urlpatterns = [
    path("", home, name="home"),
    path("fragments/header", header_state, name="header_state"),
    path("products/<slug:slug>-<int:product_id>/", product, name="product"),
    path("producers/<slug:slug>/", producer_page, name="producer_page"),
    path("terms/", legal_text, {"kind": "terms"}, name="terms"),
    path("privacy/", legal_text, {"kind": "privacy"}, name="privacy"),
    path("delivery/", legal_text, {"kind": "delivery"}, name="delivery"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="basket_add"),
    path("basket/remove/", basket.remove, name="basket_remove"),
    path("basket/voucher/", basket.voucher, name="basket_voucher"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/review/", checkout.review, name="checkout_review"),
    path("checkout/place/", checkout.place, name="checkout_place"),
    path("orders/", order.find, name="order_lookup"),
    path("orders/mine/", my_orders, name="my_orders"),
    path("orders/<slug:code>/", order.order, name="order"),
    path("orders/<slug:code>/cancel/", order.cancel, name="order_cancel"),
    path("orders/<slug:code>/keep/", order.keep, name="order_keep"),
    path("orders/<slug:code>/refund-account/", refund_account, name="order_refund_account"),
    path("orders/<slug:code>/qr.png", order.qr, name="order_qr"),
]
