"""A gateway for short messages on loopback: strict, and able to fail as real ones do."""

import json
import re
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SmsGateway(ThreadingHTTPServer):
    """What it took is in `sent` (one per key); how it behaves is in `mood`.

    mood: "well", "failing" (500), "slow" (no answer until stopped), "lost" (takes the message,
    answers 500: the caller cannot know).
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.sent: dict[str, dict] = {}
        self.requests = 0
        self.refused: list[str] = []
        self.mood = "well"
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/messages"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.requests += 1
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.mood == "slow":
            self.server.stopped.wait(30)
            return
        if self.server.mood == "failing":
            self.send_error(500)
            return
        problem, message = self._read(body)
        if problem:
            self.server.refused.append(problem)
            self.send_error(400, problem)
            return
        self.server.sent.setdefault(self.headers["Idempotency-Key"], message)
        if self.server.mood == "lost":
            self.send_error(500)
            return
        self._say(202, {"status": "queued"})

    def _read(self, body: bytes):
        if self.path != "/messages":
            return "wrong path", None
        if self.headers.get("Content-Type") != "application/json":
            return "not JSON", None
        if not self.headers.get("Idempotency-Key"):
            return "no key", None
        message = json.loads(body)
        if set(message) != {"to", "text"} or not re.fullmatch(r"\+\d{8,15}", message["to"]):
            return "malformed", None
        limit = 160 if message["text"].isascii() else 70
        return (None, message) if 0 < len(message["text"]) <= limit else ("too long", None)

    def _say(self, status: int, answer: dict):
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@contextmanager
def gateway():
    """A running gateway, gone afterwards."""
    server = SmsGateway()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
