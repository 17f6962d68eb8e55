"""A moment as it is written on order pages."""

from django import template

from marketplace.shop.timeline import moment

register = template.Library()
register.filter("moment", moment)
