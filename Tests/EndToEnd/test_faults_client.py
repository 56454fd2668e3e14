"""Bad requests: refused in JSON, the connection closed where it can't be trusted, nothing of them at the provider."""

import gzip
import json
import threading
import zlib

import httpx
import pytest

from harness.raw import RawClient
from harness.wire import chat_answer, chat_stream, chat_text

CHAT = "/v1/chat/completions"
HEAD = f"POST {CHAT} HTTP/1.1\r\nhost: sluice.test\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\n"
CLEAN = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}
FORBIDDEN = {"model": "m", "messages": [{"role": "user", "content": "Operation Heron"}]}
JSON = {"content-type": "application/json"}

FRAMING = {
    "length and chunks": HEAD + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{}",
    "two lengths": HEAD + "content-length: 2\r\ncontent-length: 3\r\n\r\n{}",
    "a list of lengths": HEAD + "content-length: 2, 3\r\n\r\n{}",
    "a signed length": HEAD + "content-length: +2\r\n\r\n{}",
    "a negative length": HEAD + "content-length: -2\r\n\r\n{}",
    "a hexadecimal length": HEAD + "content-length: 0x2\r\n\r\n{}",
    "an empty length": HEAD + "content-length: \r\n\r\n{}",
    "an enormous length": HEAD + "content-length: 18446744073709551616\r\n\r\n{}",
    "an unknown coding": HEAD + "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked twice": HEAD + "transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a coding under the chunks": HEAD + "transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": HEAD + "transfer-encoding : chunked\r\n\r\n0\r\n\r\n",
    "a hexadecimal chunk prefix": HEAD + "transfer-encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
    "a signed chunk size": HEAD + "transfer-encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
    "a chunk size that overflows": HEAD + "transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "a bare line feed in a chunk line": HEAD + "transfer-encoding: chunked\r\n\r\n2;a=\n\r\n{}\r\n0\r\n\r\n",
    "a folded field": HEAD + "x-a: 1\r\n 2\r\ncontent-length: 2\r\n\r\n{}",
    "an empty field name": HEAD + ": 1\r\ncontent-length: 2\r\n\r\n{}",
    "a NUL in a value": HEAD + "x-a: a\0b\r\ncontent-length: 2\r\n\r\n{}",
    "no host": "GET /v1/models HTTP/1.1\r\nauthorization: Bearer k\r\n\r\n",
    "two hosts": "GET /v1/models HTTP/1.1\r\nhost: a\r\nhost: b\r\nauthorization: Bearer k\r\n\r\n",
    "an invalid host": "GET /v1/models HTTP/1.1\r\nhost: a b\r\nauthorization: Bearer k\r\n\r\n",
    "an unknown version": "GET /v1/models HTTP/9.9\r\nhost: a\r\n\r\n",
    "no HTTP at all": "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "CONNECT": "CONNECT inner.example:443 HTTP/1.1\r\nhost: inner.example:443\r\n\r\n",
    "a foreign absolute target": "GET http://inner.example/v1/models HTTP/1.1\r\nhost: sluice.test\r\n\r\n",
    "a large head": HEAD + f"x-large: {'a' * 200_000}\r\n\r\n",
    "many fields": HEAD + "".join(f"x-{n}: 1\r\n" for n in range(20_000)) + "\r\n",
    "a large target": f"GET /v1/{'a' * 100_000} HTTP/1.1\r\nhost: a\r\n\r\n",
    "a hop-by-hop credential": HEAD + "connection: authorization\r\ncontent-length: 2\r\n\r\n{}",
}


@pytest.mark.parametrize("name", FRAMING)
def test_a_crooked_request_is_refused_and_the_connection_closed(sluice, provider, name):
    with RawClient(sluice.port) as client:
        try:
            client.send(FRAMING[name].encode("latin-1"))
        except ConnectionError:
            pass
        try:
            status = client.read_head()
        except ConnectionError:
            status = 400
        else:
            client.read_body()
            assert client.is_closed_by_peer()
        assert status in (400, 405, 413, 414, 431, 501, 505), name
    assert provider.calls == []


@pytest.mark.parametrize("body", [
    b"", b"{", b"{} {}", b"{'a': 1}", b'{"a": NaN}', b'{"a": 1,}', b"// hi\n{}", b'{"a": 1}\n{"a": 2}', b'{"a": "\xff"}',
    b'{"a": "\\ud800"}', b"[" * 100_000, b'{"messages": [], "messages": []}', b'{"messages": [], "m\\u0065ssages": []}',
    "\ufeff{".encode(), '{"a": 1}'.encode("utf-16"), b'{"a": "\xc0\xaf"}',
])
def test_a_body_that_is_no_json_is_refused(http, provider, body):
    answer = http.post(CHAT, content=body, headers=JSON)
    if body == b"":
        assert answer.status_code in (200, 400)
        return
    assert answer.status_code in (400, 415), answer.text
    assert answer.json()["error"]["code"] in ("invalid_json", "bad_request", "unsupported_media_type")
    assert provider.calls == []


@pytest.mark.parametrize("body", [
    b'"Operation Heron"', b'["Operation Heron"]', b'{"new_thing": {"deep": ["Operation Heron"]}}',
    b'{"Operation Heron": 1}', b'{"messages":[{"role":"user","content":"Operation\\u0020H\\u0065ron"}]}',
    b'{"messages":[{"role":"system","content":"Operation Heron"}]}',
    b'{"messages":[{"role":"tool","content":[{"type":"text","text":"Operation Heron"}]}]}',
    b'{"tools":[{"type":"function","function":{"name":"f","description":"Operation Heron"}}],"messages":[]}',
    b'{"messages":[{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{\\"a\\":\\"Operation \\\\u0048eron\\"}"}}]}]}',
    b'{"messages":[{"role":"user","content":[{"type":"new","text":"Operation Heron"}]}]}',
    '{"messages":[{"role":"user","content":"Ｏｐｅｒａｔｉｏｎ Ｈｅｒｏｎ"}]}'.encode(),
    '{"messages":[{"role":"user","content":"Oper\u200bation He\u00adron"}]}'.encode(),
])
def test_there_is_no_place_to_hide_a_word(http, provider, body):
    answer = http.post(CHAT, content=body, headers=JSON)
    assert answer.status_code == 400
    assert provider.calls == []


@pytest.mark.parametrize("path", [
    CHAT, "/v1//chat/completions", "/v1/%63hat/completions", "/v1/chat/completions/", "/V1/chat/completions",
    "/v1/./chat/completions", "/v1/x/../chat/completions", "/v1/chat%2fcompletions", "/v1/chat/completions;v=1",
    "/gpt/v1/chat/completions", "/v1/unheard-of", "/v1/messages", "/v1/embeddings", "/v1/responses",
])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_no_path_and_no_method_goes_around_the_rules(sluice, provider, path, method):
    with RawClient(sluice.port) as client:
        body = json.dumps(FORBIDDEN).encode()
        client.request(method, path, [("authorization", "Bearer k"), ("content-type", "application/json")], body)
        assert client.read_head() in (400, 403, 404, 405)
    assert provider.calls == []


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "application/x-ndjson", "TEXT/JSON", "", "x"])
def test_no_content_type_goes_around_the_rules(http, provider, kind):
    answer = http.post(CHAT, content=json.dumps(FORBIDDEN), headers={"content-type": kind})
    assert answer.status_code in (400, 415)
    assert provider.calls == []


@pytest.mark.parametrize(("coding", "pack"), [
    ("gzip", gzip.compress), ("deflate", zlib.compress), ("x-gzip", gzip.compress), ("GZIP", gzip.compress),
])
def test_a_compressed_request_is_unpacked_and_inspected(http, provider, coding, pack):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    headers = {**JSON, "content-encoding": coding}
    assert http.post(CHAT, content=pack(json.dumps(CLEAN).encode()), headers=headers).status_code == 200
    assert provider.calls[0].json == CLEAN
    assert provider.calls[0].header("content-encoding") is None
    assert http.post(CHAT, content=pack(json.dumps(FORBIDDEN).encode()), headers=headers).status_code == 400
    assert len(provider.calls) == 1


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "nonsense"])
def test_an_encoding_that_cannot_be_read_is_refused(http, provider, coding):
    answer = http.post(CHAT, content=b"\x01\x02\x03", headers={**JSON, "content-encoding": coding})
    assert answer.status_code == 415
    assert answer.json()["error"]["code"] == "unsupported_encoding"
    assert provider.calls == []


def test_a_compressed_bomb_is_413(http, provider):
    bomb = gzip.compress(b" " * (200 << 20))
    answer = http.post(CHAT, content=bomb, headers={**JSON, "content-encoding": "gzip"}, timeout=60)
    assert answer.status_code == 413
    assert provider.calls == []


def test_a_body_that_is_cut_off_reaches_nobody(sluice, provider):
    client = RawClient(sluice.port)
    client.send(f"{HEAD}content-length: 100\r\n\r\n{{".encode())
    client.close()
    assert httpx.get(sluice.url + "/nothing", trust_env=False).status_code == 404
    assert provider.calls == []


def test_trailers_are_dropped(raw, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    body = json.dumps(CLEAN).encode()
    chunk = b"%x\r\n%b\r\n" % (len(body), body)
    raw.send(f"{HEAD}transfer-encoding: chunked\r\n\r\n".encode() + chunk + b"0\r\nx-admin: 1\r\n\r\n")
    assert raw.read_head() == 200
    assert provider.calls[0].header("x-admin") is None
    assert provider.calls[0].json == CLEAN


def test_an_upgrade_is_not_a_tunnel(raw, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    raw.send(b"GET /v1/models HTTP/1.1\r\nhost: a\r\nauthorization: Bearer k\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n")
    assert raw.read_head() == 403
    assert json.loads(raw.read_body()[0])["error"]["code"] == "realtime_refused"
    assert provider.calls == []


def test_100_continue_is_answered_before_the_body(raw, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    body = json.dumps(CLEAN).encode()
    raw.send(f"{HEAD}expect: 100-continue\r\ncontent-length: {len(body)}\r\n\r\n".encode())
    assert raw.read_head() == 100
    raw.send(body)
    assert raw.read_head() == 200


def test_a_valid_request_and_then_garbage(raw, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    raw.post(CHAT, CLEAN)
    raw.send(b"garbage\r\n\r\n")
    assert raw.read_head() == 200
    raw.read_body()
    assert raw.read_head() == 400
    raw.read_body()
    assert raw.is_closed_by_peer()


def test_many_streams_at_a_time_are_never_mixed(sluice, provider):
    def answer(call):
        name = call.json["messages"][0]["content"]
        call.stream(chat_stream([f"{name} says {number}. " for number in range(20)]))

    provider.handler = answer
    said = {}

    def ask(name):
        body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": name}]}
        headers = {"authorization": "Bearer k"}
        said[name] = chat_text(
            httpx.post(sluice.url + CHAT, json=body, headers=headers, timeout=60, trust_env=False).content)

    names = [f"client{number}x" for number in range(100)]
    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {name: "".join(f"{name} says {number}. " for number in range(20)) for name in names}
