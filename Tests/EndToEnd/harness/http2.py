"""A client of HTTP/2 that sends what a test says, also what no client should."""

import socket
import struct

import h2.config
import h2.connection
import h2.events
import hpack

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def request_fields(path="/v1/chat/completions", method="POST", authority="localhost", **more):
    """The pseudo fields of a request, and others with `_` for `-`."""
    fields = [(":method", method), (":scheme", "http"), (":authority", authority), (":path", path)]
    return fields + [(name.replace("_", "-"), value) for name, value in more.items()]


class Answer:
    """What came on one stream so far."""

    def __init__(self):
        self.status = None
        self.fields = {}
        self.body = b""
        self.is_over = False
        self.reset = None


class HTTP2Client:
    """One connection, by prior knowledge or over a socket that has negotiated `h2`."""

    def __init__(self, port, connection=None, timeout=20):
        self.socket = connection or socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket.settimeout(timeout)
        configuration = h2.config.H2Configuration(
            client_side=True, header_encoding="utf-8", validate_outbound_headers=False,
            normalize_outbound_headers=False)
        self.http = h2.connection.H2Connection(configuration)
        self.takes_data = True
        self.answers = {}
        self.is_closed = False
        self.goaway = None
        self.http.initiate_connection()
        self.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def flush(self):
        """Sends what waits; a peer that has closed meanwhile is seen by the next read."""
        data = self.http.data_to_send()
        try:
            self.socket.sendall(data)
        except OSError:
            self.is_closed = True

    def send_raw(self, data):
        """Puts bytes on the wire that no state machine has seen."""
        self.flush()
        try:
            self.socket.sendall(data)
        except OSError:
            self.is_closed = True

    def ask(self, fields, body=b"", ends=True):
        """Begins a stream; its number."""
        stream = self.http.get_next_available_stream_id()
        self.answers[stream] = Answer()
        self.http.send_headers(stream, fields, end_stream=ends and not body)
        sent = 0
        while sent < len(body) and stream in self.http.streams and not self.is_closed:
            room = min(self.http.local_flow_control_window(stream), self.http.max_outbound_frame_size, len(body) - sent)
            if room <= 0:
                self.flush()
                if not self.read():
                    break
                continue
            self.http.send_data(stream, body[sent:sent + room], end_stream=ends and sent + room == len(body))
            sent += room
        self.flush()
        return stream

    def read(self):
        """Takes what comes next; False when the peer has closed."""
        try:
            data = self.socket.recv(1 << 16)
        except ConnectionError:
            data = b""
        if not data:
            self.is_closed = True
            return False
        for event in self.http.receive_data(data):
            self._note(event)
        self.flush()
        return True

    def wait(self, stream, until=lambda answer: answer.is_over):
        """The answer of a stream, once it is over or as far as the test wants it."""
        answer = self.answers[stream]
        while not until(answer) and not answer.is_over and not self.is_closed and self.read():
            pass
        return answer

    def wait_for_end(self):
        """Reads until the peer closes the connection."""
        while not self.is_closed and self.read():
            pass

    def frames(self):
        """The frames that come from now on, past the state machine: kind, flags, stream, payload."""
        data = b""
        while True:
            while len(data) >= 9 and len(data) >= 9 + (length := int.from_bytes(data[:3], "big")):
                yield data[3], data[4], int.from_bytes(data[5:9], "big"), data[9:9 + length]
                data = data[9 + length:]
            try:
                more = self.socket.recv(1 << 16)
            except ConnectionError:
                return
            if not more:
                return
            data += more

    def _note(self, event):
        answer = self.answers.get(getattr(event, "stream_id", None))
        match event:
            case h2.events.ConnectionTerminated():
                self.goaway = event.error_code
            case h2.events.ResponseReceived() | h2.events.InformationalResponseReceived() if answer:
                fields = dict(event.headers)
                answer.status = int(fields.pop(":status"))
                answer.fields = fields
            case h2.events.DataReceived() if answer:
                answer.body += event.data
                if self.takes_data:
                    self.http.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            case h2.events.StreamEnded() if answer:
                answer.is_over = True
            case h2.events.StreamReset() if answer:
                answer.is_over = True
                answer.reset = event.error_code


def frame(kind, flags, stream, payload=b""):
    """One frame as it stands on the wire (RFC 9113, section 4.1)."""
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def header_block(fields):
    """Fields compressed without any table."""
    return hpack.Encoder().encode(fields, huffman=False)
