"""The officers' own pages in Wagtail's admin: money that came, orders that wait, dead letters."""
