"""A mail server on loopback that knows nobody: it refuses every recipient for ever."""

import socketserver
import threading
from contextlib import contextmanager


class _Refuse(socketserver.StreamRequestHandler):
    ANSWERS = {b"RCPT": b"550 no such user here", b"QUIT": b"221 bye"}

    def handle(self):
        self.wfile.write(b"220 double\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            self.wfile.write(self.ANSWERS.get(verb, b"250 ok") + b"\r\n")
            if verb == b"QUIT":
                return


@contextmanager
def mail_server_that_knows_nobody():
    """Its port, while it runs."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Refuse) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
