"""Where this installation stands: on the disk, on the web, behind which proxies."""

from pathlib import Path

from .env import between, read, web_address

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"

SITE_URL = read("SITE_URL", default="http://localhost:8000", validate=web_address).rstrip("/")
# How many proxies of ours stand in front: the client's address is taken from the last ones
# of X-Forwarded-For, never from what the client wrote itself.
TRUSTED_PROXIES = read("TRUSTED_PROXIES", "int", default=0, validate=between(0, 9))
