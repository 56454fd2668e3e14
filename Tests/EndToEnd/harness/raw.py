"""A client that shows the bytes: heads as sent, chunks as they come."""

import json
import socket


class RawClient:
    """One connection to Sluice."""

    def __init__(self, port, timeout=10):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.reader = self.socket.makefile("rb")
        self.status = None
        self.headers = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.reader.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def request(self, method, target, headers=(), body=b""):
        """Sends a whole request with a Content-Length."""
        lines = [f"{method} {target} HTTP/1.1", "host: sluice.test"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append(f"content-length: {len(body)}")
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode() + body)

    def post(self, target, value, headers=()):
        """Sends a JSON request with a key."""
        body = json.dumps(value, ensure_ascii=False).encode()
        self.request(
            "POST", target,
            [("content-type", "application/json"), ("authorization", "Bearer sk-test"), *headers], body)

    def read_head(self):
        """Reads a response's head; returns its status."""
        line = self.reader.readline().decode("latin-1")
        if not line:
            raise ConnectionError("closed before a response")
        self.status = int(line.split(" ")[1])
        self.headers = []
        while (line := self.reader.readline().decode("latin-1").rstrip("\r\n")) != "":
            name, value = line.split(":", 1)
            self.headers.append((name.lower(), value.strip()))
        return self.status

    def header(self, name):
        return next((value for key, value in self.headers if key == name), None)

    def read_chunk(self):
        """Reads one chunk; b"" is the last one, None a connection that ended without it."""
        line = self.reader.readline()
        if not line.endswith(b"\r\n"):
            return None
        size = int(line, 16)
        data = self.reader.read(size)
        tail = self.reader.readline()
        return data if len(data) == size and tail == b"\r\n" else None

    def read_body(self):
        """Reads the body as its framing says; returns it and whether it ended cleanly."""
        if self.header("transfer-encoding") == "chunked":
            body = b""
            while chunk := self.read_chunk():
                body += chunk
            return body, chunk == b""
        length = int(self.header("content-length") or 0)
        body = self.reader.read(length)
        return body, len(body) == length

    def read_until(self, needle):
        """Reads chunks until their bytes hold the needle."""
        body = b""
        while needle not in body:
            chunk = self.read_chunk()
            if not chunk:
                raise AssertionError(f"{needle!r} never came; got {body!r}")
            body += chunk
        return body

    def is_closed_by_peer(self):
        try:
            return self.reader.read(1) == b""
        except ConnectionError:
            return True
