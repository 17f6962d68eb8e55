"""/producer/: the orders and prices of one's own products. Stock and certificates are apart."""

from django.urls import path

from marketplace.shop.views.desk import access, home, parcel, products

urlpatterns = [
    path("", home.home, name="producer_home"),
    path("switch/", access.switch, name="producer_switch"),
    path("orders/", home.orders, name="producer_orders"),
    path("orders/<int:pk>/", parcel.order, name="producer_order"),
    path("orders/<int:pk>/confirm/", parcel.confirm, name="producer_order_confirm"),
    path("orders/<int:pk>/decline/", parcel.decline, name="producer_order_decline"),
    path("orders/<int:pk>/slip.pdf", parcel.slip, name="producer_order_slip"),
    path("orders/<int:pk>/send/", parcel.send, name="producer_order_send"),
    path("orders/<int:pk>/delivered/", parcel.delivered, name="producer_order_delivered"),
    path("orders/<int:pk>/refused/", parcel.refused, name="producer_order_refused"),
    path("orders/<int:pk>/returned/", parcel.returned, name="producer_order_returned"),
    path("orders/<int:pk>/cash/", parcel.cash, name="producer_order_cash"),
    path("products/", products.products, name="producer_products"),
    path("products/<int:pk>/price/", products.price, name="producer_price"),
]
