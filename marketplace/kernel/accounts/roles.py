"""The four groups and what each may do.

A user may hold several roles. Superusers hold them all.
"""

BUYER, KEEPER, PRODUCER, OFFICER = "buyer", "keeper", "producer", "officer"
ROLES = (OFFICER, KEEPER, PRODUCER, BUYER)
