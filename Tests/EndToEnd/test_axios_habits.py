"""What the Axios relay and its client helpers did, now through Sluice."""

import json
import threading
import time

import httpx
import pytest

from harness.raw import RawClient
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream, openai_error

QUESTION = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
CHAT = "/v1/chat/completions"


def test_whether_it_streams_is_decided_by_what_comes(http, provider):
    provider.handler = lambda call: call.answer(chat_answer("whole, though a stream was asked for"))
    answer = http.post(CHAT, json={**QUESTION, "stream": True})
    assert answer.json()["choices"][0]["message"]["content"].startswith("whole")
    stream = chat_stream(["streamed, ", "though nobody asked"])
    provider.handler = lambda call: call.stream(stream)
    assert http.post(CHAT, json=QUESTION).content == b"".join(stream)


def test_a_frame_is_never_delayed_by_the_transport(raw, provider):
    seen = threading.Event()

    def answer_step_by_step(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"role": "assistant", "content": ""}))
        for number in range(20):
            call.chunk(chat_chunk({"content": f"{number}."}))
            assert seen.wait(5), f"frame {number} did not arrive before the next one was sent"
            seen.clear()
        call.chunk(DONE)
        call.end()

    provider.handler = answer_step_by_step
    raw.post(CHAT, {**QUESTION, "stream": True})
    assert raw.read_head() == 200
    for number in range(20):
        raw.read_until(f'"{number}."'.encode())
        seen.set()
    rest, clean = raw.read_body()
    assert clean
    assert rest == DONE


@pytest.mark.parametrize("after_text", [True, False])
def test_a_provider_that_breaks_off_is_never_a_clean_end(raw, provider, after_text):
    def break_off(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"role": "assistant", "content": ""}))
        if after_text:
            call.chunk(chat_chunk({"content": "Half an "}))
        call.break_off()

    provider.handler = break_off
    raw.post(CHAT, {**QUESTION, "stream": True})
    status = raw.read_head()
    body, clean = raw.read_body()
    if status == 200:
        assert DONE not in body
        assert b'"error"' in body or not clean
    else:
        assert status == 502
        assert json.loads(body)["error"]["code"].startswith("upstream_")


def test_a_whole_answer_that_is_cut_short_is_never_a_clean_end(raw, provider):
    def cut_short(call):
        call.head(200, [("content-type", "application/json")], length=1000)
        call.send(b'{"choices": [')
        call.break_off()

    provider.handler = cut_short
    raw.post(CHAT, QUESTION)
    status = raw.read_head()
    _, clean = raw.read_body()
    assert status == 502 or not clean


@pytest.mark.parametrize("after_first_frame", [True, False])
def test_the_provider_is_cancelled_when_the_client_leaves(sluice, provider, after_first_frame):
    times = {}

    def stream_until_nobody_listens(call):
        if after_first_frame:
            call.head(200, [("content-type", "text/event-stream")])
            call.chunk(chat_chunk({"content": "Hello."}))
        call.wait_until_client_leaves(10)
        times["left"] = time.monotonic()

    provider.handler = stream_until_nobody_listens
    client = RawClient(sluice.port)
    client.post(CHAT, {**QUESTION, "stream": True})
    call = provider.next_call()
    if after_first_frame:
        client.read_head()
        client.read_until(b"Hello.")
    closed = time.monotonic()
    client.close()
    assert call.client_left.wait(5)
    assert times["left"] - closed < 0.5


def test_models_and_a_wrong_key_are_seen_as_the_provider_says(http, provider):
    models = {"object": "list", "data": [{"id": "gpt-test", "object": "model"}]}
    provider.handler = lambda call: call.answer(models)
    assert http.get("/v1/models").json() == models
    wrong = openai_error("Incorrect API key provided.", "invalid_request_error", "invalid_api_key")
    provider.handler = lambda call: call.answer(wrong, 401)
    answer = http.get("/v1/models")
    assert (answer.status_code, answer.json()) == (401, wrong)


ALLOWED = """\
  - allow_fields: [model, messages, stream, temperature, top_p, n, stop, max_tokens, presence_penalty, frequency_penalty, logit_bias]
"""


def test_only_allowed_parameters_are_sent(start_sluice, provider):
    sluice = start_sluice(extra=ALLOWED)
    extra = {"temperature": 0.5, "seed": 7, "api_base": "http://inner.example", "top_p": 1, "user": "u"}
    headers = {"authorization": "Bearer k"}
    httpx.post(sluice.url + CHAT, json={**QUESTION, **extra}, headers=headers, trust_env=False)
    assert provider.calls[0].json == {**QUESTION, "temperature": 0.5, "top_p": 1}


def test_requests_on_one_connection_are_answered_in_order(raw, provider):
    provider.handler = lambda call: call.answer(chat_answer(call.json["messages"][0]["content"]))
    for number in range(5):
        raw.post(CHAT, {"model": "m", "messages": [{"role": "user", "content": f"question {number}"}]})
    for number in range(5):
        assert raw.read_head() == 200
        body, _ = raw.read_body()
        assert json.loads(body)["choices"][0]["message"]["content"] == f"question {number}"


def test_upstream_connections_are_kept_alive(http, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    for _ in range(10):
        http.post(CHAT, json=QUESTION)
    assert len(provider.calls) == 10
    assert provider.connections <= 2
