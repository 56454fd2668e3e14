"""A proxy that is asked for tunnels."""

import socket
import threading


class TunnelProxy:
    """Takes CONNECT requests on a loopback port and, as long as it is told to, joins both sides."""

    def __init__(self, status=200):
        self.status = status
        self.requests = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = [self._listener]
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def close(self):
        for connection in self._open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._acceptor.join()
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(4096)
            if not data:
                return
            head += data
        self.requests.append(head.decode())
        if self.status != 200:
            client.sendall(b"HTTP/1.1 %d Status\r\ncontent-length: 0\r\n\r\n" % self.status)
            client.close()
            return
        port = int(head.split(b" ")[1].rsplit(b":", 1)[1])
        server = socket.create_connection(("127.0.0.1", port))
        self._open.append(server)
        client.sendall(b"HTTP/1.1 200 Connection established\r\nx-via: test\r\n\r\n")
        threading.Thread(target=self._pump, args=[server, client], daemon=True).start()
        self._pump(client, server)

    @staticmethod
    def _pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass
