"""HTTP/2: the same chain and the same answers as over HTTP/1.1, streams that don't wait for each other, and its bounds."""

import json
import socket
import ssl
import threading

import hpack
import httpx
import openai
import pytest

from harness.certificates import Certificate
from harness.http2 import HTTP2Client, frame, header_block, request_fields
from harness.process import Sluice
from harness.team import Team
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream

DATA, HEADERS, RST_STREAM, PING, GOAWAY = 0, 1, 3, 6, 7
CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
RULES = """\
version: 1
rules:
  - id: test.word
    targets: [request.*, response.*]
    state: enforce
    match: { keywords: [vorpal blade] }
    action: block
    examples: { match: [vorpal blade], no_match: [blade] }
  - id: test.card
    targets: [response.*]
    state: enforce
    match: { keywords: [snicker snack] }
    action: redact
    replacement: '[removed]'
    examples: { match: [snicker snack], no_match: [snack] }
"""
CLEAR = "[{{ address: 127.0.0.1:0, http2: {http2} }}]"
SECURE = "[{{ address: 127.0.0.1:0, tls: {{ cert: {folder}/cert.pem, key: {folder}/key.pem }}, http2: true }}]"


@pytest.fixture
def team(tmp_path, provider):
    team = Team(tmp_path, provider)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "test.rules.yaml").write_text(RULES)
    yield team
    team.stop()


@pytest.fixture
def clear(team):
    """A port in clear that takes HTTP/2 by prior knowledge."""
    def start(http2="true", **more):
        return team.start(
            listen=CLEAR.format(http2=http2), has_keys=False, rules="{ dir: rules }", **more).port

    return start


@pytest.fixture
def secure(team):
    """A port with a certificate and what makes a client trust it."""
    certificate = Certificate(team.folder / "tls", "localhost")
    team.start(listen=SECURE.format(folder=team.folder / "tls"), has_keys=False, rules="{ dir: rules }")
    trust = ssl.create_default_context(cafile=certificate.path)
    return f"https://localhost:{team.sluice.port}", trust


def post(client, body=CHAT, **fields):
    data = json.dumps(body).encode()
    return client.ask(request_fields(content_type="application/json", authorization="Bearer sk-x", **fields), data)


def answer_in_two_parts(call, release):
    """A stream whose second half waits until the test lets it go."""
    call.head(200, [("content-type", "text/event-stream")])
    call.chunk(chat_chunk({"content": "one. "}))
    assert release.wait(20)
    call.chunk(chat_chunk({"content": "two"}, "stop") + DONE)
    call.end()


# What clients see


def test_a_client_chooses_by_alpn(secure, provider):
    url, trust = secure
    provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    for offers, expected in [(True, "HTTP/2"), (False, "HTTP/1.1")]:
        with httpx.Client(http2=offers, verify=trust, trust_env=False, timeout=20) as client:
            for _ in range(2):
                answer = client.post(f"{url}/v1/chat/completions", json=CHAT, headers={"authorization": "Bearer sk-x"})
                assert answer.http_version == expected and answer.status_code == 200
                assert answer.json()["choices"][0]["message"]["content"] == "Good morning."


def test_the_openai_sdk_streams_over_http2(secure, provider):
    url, trust = secure
    provider.handler = lambda call: call.stream(chat_stream(["Twas ", "snicker", " snack", " time."]))
    with httpx.Client(http2=True, verify=trust, trust_env=False, timeout=20) as transport:
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="sk-x", http_client=transport, max_retries=0)
        chunks = list(client.chat.completions.create(**CHAT, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "Twas [removed] time."
    assert chunks[-1].choices[0].finish_reason == "stop"


@pytest.mark.parametrize("streams", [False, True])
def test_a_block_ends_alike_over_both_versions(clear, team, provider, streams):
    port = clear()
    text = ["Draw the vorpal", " blade", " and run."]
    provider.handler = lambda call: call.stream(chat_stream(text)) if streams else call.answer(chat_answer("".join(text)))
    body = {**CHAT, "stream": streams}
    over1 = httpx.post(f"http://127.0.0.1:{port}/v1/chat/completions", json=body, headers={"authorization": "Bearer sk-x"},
                       trust_env=False, timeout=20)
    with HTTP2Client(port) as client:
        over2 = client.wait(post(client, body))
    assert over2.status == over1.status_code
    assert over2.fields["content-type"] == over1.headers["content-type"]
    assert b"blade" not in over2.body and b"content_filter" in over2.body

    def without_names(data):
        return [line for line in data.split(b"\n") if b"evt_" not in line]

    assert without_names(over2.body) == without_names(over1.content)
    assert "transfer-encoding" not in over2.fields and "connection" not in over2.fields


def test_a_blocked_request_never_reaches_the_provider(clear, provider):
    with HTTP2Client(clear()) as client:
        body = {**CHAT, "messages": [{"role": "user", "content": "my vorpal blade"}]}
        answer = client.wait(post(client, body))
        assert answer.status == 400 and json.loads(answer.body)["error"]["code"] == "content_filter"
        assert client.wait(post(client)).status == 200
    assert len(provider.calls) == 1


def test_http11_goes_on_beside_prior_knowledge(clear, provider):
    port = clear()
    for text in [b"POST", b"PRIMARY"]:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(text[:3])
            connection.sendall(text[3:] + b" /v1/models HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 ")
    with HTTP2Client(port) as client:
        assert client.wait(client.ask(request_fields("/v1/models", "GET"))).status == 200


def test_a_request_without_and_with_a_body_arrives_as_http11(clear, provider):
    with HTTP2Client(clear()) as client:
        fields = request_fields("/v1/models?limit=2", "GET", authority="sluice.example:443", cookie="a=1")
        assert client.wait(client.ask([*fields, ("cookie", "b=2"), ("te", "trailers")])).status == 200
        assert client.wait(post(client)).status == 200
    first, second = provider.calls
    assert (first.method, first.target, first.body) == ("GET", "/v1/models?limit=2", b"")
    assert not {"te", ":path", ":authority"} & first.header_names and first.header("cookie") in (None, "a=1; b=2")
    assert second.json == CHAT and second.header("content-length") == str(len(second.body))


# Streams of one connection


def test_streams_dont_wait_for_each_other(clear, provider):
    release = threading.Event()

    def handler(call):
        if call.json.get("user") != "slow":
            return call.answer(chat_answer("fast"))
        answer_in_two_parts(call, release)

    provider.handler = handler
    with HTTP2Client(clear()) as client:
        slow = post(client, {**CHAT, "user": "slow", "stream": True})
        client.wait(slow, lambda answer: b"one" in answer.body)
        for _ in range(20):
            assert b"fast" in client.wait(post(client)).body
        assert not client.answers[slow].is_over
        release.set()
        assert client.wait(slow).body.endswith(DONE)


def test_a_stream_that_nobody_reads_stops_no_other(clear, provider):
    def handler(call):
        if call.json.get("user") != "unread":
            return call.answer(chat_answer("fast"))
        call.head(200, [("content-type", "text/event-stream")])
        try:
            for _ in range(20_000):
                call.chunk(chat_chunk({"content": "word " * 100}))
        except OSError:
            call.client_left.set()

    provider.handler = handler
    with HTTP2Client(clear()) as client:
        client.takes_data = False
        client.http.increment_flow_control_window(1 << 20)
        unread = post(client, {**CHAT, "user": "unread", "stream": True})
        client.wait(unread, lambda answer: len(answer.body) > 60_000)
        answer = client.wait(post(client))
        assert answer.status == 200 and b"fast" in answer.body
        assert len(client.answers[unread].body) <= 65_535
        client.http.reset_stream(unread, 8)
        client.flush()
        assert provider.calls[0].client_left.wait(20)


def test_a_client_that_resets_its_stream_has_left(clear, provider):
    left = threading.Event()

    def handler(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "one. "}))
        if call.wait_until_client_leaves(20):
            left.set()

    provider.handler = handler
    with HTTP2Client(clear()) as client:
        stream = post(client, {**CHAT, "stream": True})
        client.wait(stream, lambda answer: b"one" in answer.body)
        client.http.reset_stream(stream, 8)
        client.flush()
        assert left.wait(20)
        provider.handler = lambda call: call.answer(chat_answer("again"))
        assert client.wait(post(client)).status == 200


def test_a_provider_that_breaks_off_is_told_in_the_dialect(clear, provider):
    def handler(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "one. "}))
        call.break_off()

    provider.handler = handler
    with HTTP2Client(clear()) as client:
        answer = client.wait(post(client, {**CHAT, "stream": True}))
        assert answer.status == 200 and b"upstream_" in answer.body


def test_a_body_that_is_too_large_is_refused_and_the_connection_stays(clear, team, provider):
    path = team.folder / "sluice.yaml"
    port = clear()
    team.stop()
    path.write_text(path.read_text().replace("chain:\n", "chain:\n  - body_limit: 64KiB\n"))
    team.sluice = Sluice("--config", path, PROVIDER_KEY="sk-p").wait_until_it_listens()
    with HTTP2Client(team.sluice.port) as client:
        answer = client.wait(post(client, {**CHAT, "user": "x" * 300_000}))
        assert answer.status == 413
        assert client.wait(post(client)).status == 200
    assert len(provider.calls) == 1


# Life


def test_a_drain_lets_a_stream_finish_and_takes_no_further_one(clear, team, provider):
    release = threading.Event()

    provider.handler = lambda call: answer_in_two_parts(call, release)
    with HTTP2Client(clear()) as client:
        stream = post(client, {**CHAT, "stream": True})
        client.wait(stream, lambda answer: b"one" in answer.body)
        team.sluice.terminate()
        body, farewells = b"", 0
        for kind, flags, number, payload in client.frames():
            if kind == PING and not flags:
                client.send_raw(frame(PING, 1, 0, payload))
            elif kind == GOAWAY:
                farewells += 1
                assert int.from_bytes(payload[4:8], "big") == 0
                release.set()
            elif kind == DATA and number == stream:
                body += payload
        assert farewells and body.endswith(DONE)
    assert team.sluice.wait() == 0


# What nobody may send


SMUGGLED = "x HTTP/1.1\r\nhost: evil\r\n\r\nGET /v1/models"
BROKEN = {
    "a path with an end of line": request_fields(path="/v1/models " + SMUGGLED),
    "a path with a blank": request_fields(path="/v1/mod els"),
    "a method with a blank": request_fields(method="GET /v1/models HTTP/1.1\r\nx: y\r\n\r\nGET"),
    "a value with an end of line": [*request_fields(), ("x-a", "b\r\nx-evil: 1")],
    "a name with a colon": [*request_fields(), ("x-a: b\r\nx-evil", "1")],
    "a name with a blank": [*request_fields(), ("x a", "1")],
    "a name in upper case": [*request_fields(), ("X-Upper", "1")],
    "an authority with an end of line": request_fields(authority="a\r\nx-evil: 1"),
    "two hosts that differ": [*request_fields(), ("host", "other")],
    "Transfer-Encoding": [*request_fields(), ("transfer-encoding", "chunked")],
    "Connection": [*request_fields(), ("connection", "x-secret")],
    "Upgrade": [*request_fields(), ("upgrade", "websocket")],
    "no path": [field for field in request_fields() if field[0] != ":path"],
    "no method": [field for field in request_fields() if field[0] != ":method"],
    "two paths": [(":path", "/v1/models"), *request_fields()],
    "an unknown pseudo field": [(":evil", "1"), *request_fields()],
    "a pseudo field behind others": [*request_fields()[1:], ("x-a", "1"), (":method", "POST")],
    "two lengths": [*request_fields(), ("content-length", "2"), ("content-length", "3")],
    "a length that isn't the body's": [*request_fields(), ("content-length", "200")],
    "CONNECT": [(":method", "CONNECT"), (":authority", "evil:443")],
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_could_be_read_otherwise_by_the_provider_is_refused(clear, provider, name):
    with HTTP2Client(clear()) as client:
        block = header_block(BROKEN[name])
        client.send_raw(frame(1, 0x4, 1, block) + frame(0, 0x1, 1, b"{}"))
        status = status_of_first(client)
    assert status is None or status in (400, 404, 405), status
    assert provider.calls == []


def status_of_first(client):
    """The status of stream 1; None where it was reset or the connection ended."""
    decoder = hpack.Decoder()
    for kind, _, stream, payload in client.frames():
        if kind == HEADERS and stream == 1:
            return int(dict(decoder.decode(payload))[":status"])
        if kind == GOAWAY or kind == RST_STREAM and stream == 1:
            return None
    return None


def test_a_field_list_beyond_the_bound_is_refused(clear, provider):
    port = clear()
    with HTTP2Client(port) as client:
        fields = [*request_fields(), *[(f"x-{n}", "v" * 1000) for n in range(15)]]
        client.send_raw(frame(1, 0x1, 1, header_block(fields)))
        for _ in range(2000):
            client.send_raw(frame(9, 0x0, 1, header_block([("x-more", "v" * 1000)])))
            if client.is_closed:
                break
        assert closes(client)
    still_serves(port)
    assert len(provider.calls) == 1


def test_streams_that_are_reset_at_once_end_the_connection(clear, provider):
    port = clear("{ resets: 50, reset_window: 60s }")
    with HTTP2Client(port) as client:
        block = header_block(request_fields())
        for number in range(1, 1001, 2):
            client.send_raw(frame(1, 0x4, number, block) + frame(3, 0, number, (8).to_bytes(4, "big")))
            if client.is_closed:
                break
        assert closes(client)
    still_serves(port)


@pytest.mark.parametrize("flood", ["settings", "ping", "empty data"])
def test_floods_of_frames_without_use_end_the_connection(clear, provider, flood):
    port = clear()
    with HTTP2Client(port) as client:
        client.send_raw(frame(1, 0x4, 1, header_block(request_fields())))
        piece = {
            "settings": frame(4, 0, 0), "ping": frame(6, 0, 0, b"12345678"), "empty data": frame(0, 0, 1),
        }[flood]
        for _ in range(200):
            client.send_raw(piece * 100)
            if client.is_closed:
                break
        assert closes(client)
    still_serves(port)


def test_more_streams_than_offered_are_refused(clear, provider):
    release = threading.Event()

    def handler(call):
        assert release.wait(20)
        call.answer(chat_answer("late"))

    provider.handler = handler
    with HTTP2Client(clear("{ streams: 3 }")) as client:
        client.read()
        streams = [post(client) for _ in range(3)]
        data = header_block(request_fields("/v1/models", "GET"))
        client.send_raw(frame(1, 0x5, 99, data))
        release.set()
        done = [client.wait(stream) for stream in streams]
        assert all(answer.status == 200 for answer in done) or client.goaway is not None
    assert len(provider.calls) <= 3


def test_what_begins_like_http2_and_goes_on_otherwise_is_no_event(clear, provider):
    port = clear()
    for data in [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nrubbish" * 10, b"PRI * HTTP/2.0\r\n\r\nXX", b"PRI * HT"]:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(data)
    still_serves(port)


def closes(client):
    """Whether the peer ends the connection."""
    while True:
        try:
            if not client.socket.recv(1 << 16):
                return True
        except ConnectionError:
            return True
        except TimeoutError:
            return False


def still_serves(port):
    with HTTP2Client(port) as client:
        assert client.wait(post(client)).status == 200
