"""One request as the fake provider received it, and the means to answer it."""

import json
import socket
import struct
import threading


class Call:
    """A received request. A test's handler answers it with bytes of its own choosing, cut where it likes."""

    def __init__(self, connection, method, target, headers, body):
        self.connection = connection
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.keeps_connection = True
        self.client_left = threading.Event()

    @property
    def path(self):
        return self.target.split("?", 1)[0]

    def header(self, name):
        """The value of the first header of that name, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def header_names(self):
        return {name.lower() for name, _ in self.headers}

    @property
    def json(self):
        return json.loads(self.body)

    def send(self, data):
        """Puts bytes on the wire as they are, in one write."""
        self.connection.sendall(data)

    def head(self, status=200, headers=(), length=None):
        """Sends a response head: chunked unless a length is given."""
        framing = ("transfer-encoding", "chunked") if length is None else ("content-length", str(length))
        lines = [f"HTTP/1.1 {status} Status"] + [f"{name}: {value}" for name, value in [*headers, framing]]
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode())

    def chunk(self, data):
        """Sends one chunk."""
        self.send(b"%x\r\n%b\r\n" % (len(data), data))

    def end(self):
        """Sends the last chunk."""
        self.send(b"0\r\n\r\n")

    def answer(self, body, status=200, headers=(), content_type="application/json"):
        """Answers with one whole body: bytes, or anything that JSON can hold."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.head(status, [("content-type", content_type), *headers], length=len(data))
        self.send(data)

    def stream(self, pieces, headers=(), content_type="text/event-stream"):
        """Answers with a chunked stream, one chunk and one write for each piece."""
        self.head(200, [("content-type", content_type), *headers])
        for piece in pieces:
            self.chunk(piece)
        self.end()

    def break_off(self):
        """Closes the connection in the middle of the answer, as a crash does."""
        self.keeps_connection = False
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def wait_until_client_leaves(self, timeout):
        """Waits for the peer to close this connection; says whether it did."""
        self.keeps_connection = False
        self.connection.settimeout(timeout)
        try:
            left = self.connection.recv(1) == b""
        except ConnectionError:
            left = True
        except TimeoutError:
            left = False
        if left:
            self.client_left.set()
        return left
