"""DOOR of baskets: what goes into one, how many, and which voucher.

Remembers with each line which star and price the buyer was shown (BasketLineSeen).
"""


def add(basket, product, quantity=1):
    """Put so many more into the basket; returns the line. Raises CannotAdd."""
    raise NotImplementedError


def set_quantities(basket, quantities):
    """Set the quantity of lines, by line id; 0 takes a line out. Raises CannotAdd."""
    raise NotImplementedError


def use_voucher(basket, code):
    """Attach a voucher to the basket; returns it. Raises VoucherRefused."""
    raise NotImplementedError


def drop_voucher(basket, code):
    """Take a voucher off the basket."""
    raise NotImplementedError
