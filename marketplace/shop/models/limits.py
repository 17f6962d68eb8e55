from django.db import models


class BuyerKey(models.Model):
    """A phone or an address, hashed: the row that two orders of one buyer wait for.

    Without it two orders placed at once would each count the other one out. Written only by
    marketplace.shop.limits.
    """

    key = models.CharField(max_length=64, primary_key=True)

    def __str__(self):
        return self.key
