"""A provider made for tests: it answers as the test says and keeps what it received."""

import queue
import socket
import threading

from harness.call import Call


class Provider:
    """An HTTP/1.1 server on a loopback port, over TLS if a context is given.

    `handler` is called with each `Call`, in a thread per connection.
    """

    def __init__(self, port=0, tls=None):
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._open = set()
        self._lock = threading.Lock()
        self.reset()
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def reset(self):
        """Forgets what was received and answers with an empty JSON object again."""
        self.calls = []
        self.connections = 0
        self._arrivals = queue.Queue()
        self.handler = lambda call: call.answer({})

    def next_call(self, timeout=10):
        """The next request, in the order of arrival; waits for it."""
        return self._arrivals.get(timeout=timeout)

    def close(self):
        """Ends it. A file descriptor is closed only when no thread waits on it: its number is soon another's."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()
        self._listener.close()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(connection)
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        if self._tls:
            try:
                connection = self._tls.wrap_socket(connection, server_side=True)
            except OSError:
                connection.close()
                return
        reader = connection.makefile("rb")
        try:
            while call := self._read(connection, reader):
                self.calls.append(call)
                self._arrivals.put(call)
                self.handler(call)
                if not call.keeps_connection:
                    return
        except OSError:
            return
        finally:
            with self._lock:
                self._open.discard(connection)
            reader.close()
            connection.close()

    def _read(self, connection, reader):
        request_line = reader.readline()
        if not request_line:
            return None
        method, target, _ = request_line.decode().split(" ", 2)
        headers = []
        while (line := reader.readline().decode("latin-1").rstrip("\r\n")) != "":
            name, value = line.split(":", 1)
            headers.append((name, value.strip()))
        fields = {name.lower(): value for name, value in headers}
        if "chunked" in fields.get("transfer-encoding", ""):
            body = self._read_chunks(reader)
        else:
            body = reader.read(int(fields.get("content-length", 0)))
        return Call(connection, method, target, headers, body)

    def _read_chunks(self, reader):
        body = b""
        while size := int(reader.readline().split(b";")[0], 16):
            body += reader.read(size)
            reader.readline()
        reader.readline()
        return body
