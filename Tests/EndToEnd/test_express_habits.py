"""What the Express proxy did for its users, now through Sluice."""

import json
import urllib.parse

import httpx
import pytest

from harness.process import Sluice
from harness.provider import Provider
from harness.wire import chat_answer, chat_stream, dump, messages_answer, messages_stream, openai_error

QUESTION = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
CHAT = "/v1/chat/completions"


@pytest.fixture
def claude(provider):
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def two_upstreams(provider, claude):
    """The configuration of nobody: no file, two upstreams by flag."""
    sluice = Sluice(
        "--listen", "127.0.0.1:0", "--upstream", f"openai={provider.url}", "--upstream", f"anthropic={claude.url}")
    yield sluice.wait_until_it_listens()
    sluice.stop()


def test_the_key_header_chooses_the_provider(two_upstreams, provider, claude):
    provider.handler = lambda call: call.answer(chat_answer("from openai"))
    claude.handler = lambda call: call.answer(messages_answer("from anthropic"))
    with httpx.Client(base_url=two_upstreams.url, trust_env=False) as client:
        chat = client.post(CHAT, json=QUESTION, headers={"authorization": "Bearer sk-1"})
        messages = client.post("/v1/messages", json=QUESTION, headers={"x-api-key": "ak-1"})
    assert chat.json()["choices"][0]["message"]["content"] == "from openai"
    assert messages.json()["content"][0]["text"] == "from anthropic"
    assert provider.calls[0].header("authorization") == "Bearer sk-1"
    assert claude.calls[0].header("x-api-key") == "ak-1"


def test_no_key_is_a_403_in_json(sluice, provider):
    answer = httpx.post(sluice.url + CHAT, json=QUESTION, trust_env=False)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["error"]["code"] == "missing_credentials"
    assert answer.headers["x-sluice-event"]
    assert provider.calls == []


def test_only_named_headers_go_up(http, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    http.post(CHAT, json=QUESTION, headers={
        "x-api-key": "k", "anthropic-version": "2023-06-01", "anthropic-beta": "b", "cookie": "session=1",
        "x-real-ip": "10.0.0.7", "x-forwarded-host": "inner.example", "x-base-url": "http://inner.example",
        "openai-organization": "org", "te": "trailers", "connection": "x-secret", "x-secret": "1",
    })
    call = provider.calls[0]
    sent = {
        "authorization", "x-api-key", "anthropic-version", "anthropic-beta", "content-type", "accept", "user-agent"}
    transport = {"host", "content-length", "connection", "accept-encoding"}
    assert sent <= call.header_names
    assert call.header_names - transport == sent
    assert call.header("host") == provider.url.removeprefix("http://")
    assert call.header("accept-encoding") in (None, "identity")


@pytest.mark.parametrize("moderation", [True, False, "high"])
def test_moderation_fields_leave_the_body_and_nothing_else_changes(raw, provider, moderation):
    before = '{ "model":"gpt-test" , "messages":[{"role":"user","content":"caf\\u00e9 \\ud83d\\ude80"}]'
    body = before + f', "moderation": {json.dumps(moderation)},  "moderation_level":"low" }}'
    raw.request("POST", CHAT, [("content-type", "application/json"), ("authorization", "Bearer k")], body.encode())
    raw.read_head()
    raw.read_body()
    received = provider.calls[0]
    assert received.json == json.loads(before + "}")
    assert received.body.startswith(before.encode())


def test_a_moderation_object_is_openais_own_parameter(http, provider):
    http.post(CHAT, json={**QUESTION, "moderation": {"model": "omni"}})
    assert provider.calls[0].json["moderation"] == {"model": "omni"}


@pytest.mark.parametrize(("level", "blocked"), [("low", False), ("medium", True), ("high", True), (None, True)])
def test_the_moderation_level_takes_effect(http, provider, level, blocked):
    provider.handler = lambda call: call.answer(chat_answer("Well, the secret recipe is water."))
    asked = {"moderation_level": level} if level else {}
    answer = http.post(CHAT, json={**QUESTION, "moderation": True, **asked})
    assert answer.status_code == (400 if blocked else 200)
    if blocked:
        assert answer.json()["error"]["code"] == "content_filter"
    assert provider.calls[0].json == QUESTION


def test_an_unknown_level_is_refused_by_name(http, provider):
    answer = http.post(CHAT, json={**QUESTION, "moderation_level": "extreme"})
    assert answer.status_code == 400
    assert "low, medium, high" in answer.json()["error"]["message"]
    assert provider.calls == []


def test_a_body_of_almost_50_megabytes_goes_through(http, provider):
    text = "lorem ipsum " * 4_000_000
    provider.handler = lambda call: call.answer(chat_answer("read"))
    question = {"model": "gpt-test", "messages": [{"role": "user", "content": text}]}
    answer = http.post(CHAT, json=question, timeout=120)
    assert answer.status_code == 200
    assert provider.calls[0].json == question


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_above_50_megabytes_is_413(raw, provider, announced):
    head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\n"
    if announced:
        raw.send(f"{head}content-length: {51 * 1024 * 1024}\r\n\r\n".encode())
    else:
        raw.send(f"{head}transfer-encoding: chunked\r\n\r\n".encode())
        piece = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        try:
            for _ in range(60):
                raw.send(piece)
        except ConnectionError:
            pass
    assert raw.read_head() == 413
    body, _ = raw.read_body()
    assert json.loads(body)["error"]["code"] == "request_too_large"
    assert provider.calls == []


def test_a_multipart_form_passes_with_its_file_untouched(http, provider):
    sound = bytes(range(256)) * 40
    provider.handler = lambda call: call.answer({"text": "transcribed"})
    answer = http.post(
        "/v1/audio/transcriptions", data={"model": "whisper-1", "prompt": "a talk about birds"},
        files={"file": ("talk.mp3", sound, "audio/mpeg")})
    assert answer.json() == {"text": "transcribed"}
    assert sound in provider.calls[0].body
    assert provider.calls[0].body == answer.request.read()


def test_the_text_fields_of_a_multipart_form_are_inspected(http, provider):
    answer = http.post(
        "/v1/audio/transcriptions", data={"model": "whisper-1", "prompt": "about Operation Heron"},
        files={"file": ("talk.mp3", b"\x00\x01", "audio/mpeg")})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "content_filter"
    assert provider.calls == []


def test_the_fields_of_an_ordinary_form_are_inspected(http, provider):
    clean = http.post("/v1/completions", data={"prompt": "birds & bees"})
    assert clean.status_code == 200
    assert provider.calls[0].body == b"prompt=birds+%26+bees"
    assert http.post("/v1/completions", data={"prompt": "Operation Heron"}).status_code == 400
    assert len(provider.calls) == 1


def test_port_and_timeout_come_from_the_environment(provider):
    sluice = Sluice("--upstream", f"openai={provider.url}", PORT="0", TIMEOUT="300")
    try:
        sluice.wait_until_it_listens()
        provider.handler = lambda call: call.wait_until_client_leaves(10)
        headers = {"authorization": "Bearer k"}
        answer = httpx.post(sluice.url + CHAT, json=QUESTION, headers=headers, timeout=10, trust_env=False)
        assert answer.status_code == 504
        assert answer.json()["error"]["code"] == "upstream_timeout"
    finally:
        sluice.stop()


@pytest.mark.parametrize(("path", "stream"), [
    (CHAT, chat_stream(["One ", "two.", " Three — ", "四。", "\n\n"])),
    ("/v1/messages", messages_stream(["One ", "two.", " Three — ", "四。", "\n\n"])),
])
def test_a_clean_stream_is_byte_identical_with_its_event_names(http, provider, path, stream):
    provider.handler = lambda call: call.stream(stream)
    answer = http.post(path, json={**QUESTION, "stream": True})
    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.content == b"".join(stream)


@pytest.mark.parametrize(("status", "fields"), [
    (401, {}), (404, {}), (429, {"retry-after": "7", "x-ratelimit-remaining-requests": "0"}), (500, {}), (503, {}),
])
def test_an_error_of_the_provider_keeps_status_and_body(http, provider, status, fields):
    body = dump(openai_error("It did not work.", "some_error")).encode()
    headers = [*fields.items(), ("x-request-id", "req_1")]
    provider.handler = lambda call: call.answer(body, status, headers)
    answer = http.post(CHAT, json=QUESTION)
    assert (answer.status_code, answer.content) == (status, body)
    assert answer.headers["x-request-id"] == "req_1"
    assert {name: answer.headers[name] for name in fields} == fields
    assert len(provider.calls) == 1


def test_audio_passes_as_the_bytes_it_is(http, provider):
    sound = bytes(range(256)) * 2000
    provider.handler = lambda call: call.answer(sound, content_type="audio/mpeg")
    answer = http.post("/v1/audio/speech", json={"model": "tts-1", "input": "hello", "voice": "x"})
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.content == sound


def test_a_query_arrives_as_it_was_sent(http, provider):
    query = urllib.parse.urlencode({"limit": "5", "after": "a b&c"})
    http.get(f"/v1/models?{query}")
    assert provider.calls[0].target == f"/v1/models?{query}"


def test_a_path_that_no_route_claims_is_404_and_not_forwarded(http, provider):
    answer = http.get("/admin/keys")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "route_not_found"
    assert provider.calls == []
