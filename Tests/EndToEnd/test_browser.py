"""A page on another origin, reading with fetch, a ReadableStream and an eventsource parser (Vue and React readers)."""

import json
import pathlib
import shutil
import subprocess

import httpx
import pytest

from harness.process import environment
from harness.wire import chat_answer, chat_stream

PAGE = pathlib.Path(__file__).parent / "browser" / "page.mjs"
CHAT = "/v1/chat/completions"
ORIGIN = "https://chat.example.com"
QUESTION = {"model": "gpt-test", "stream": True, "messages": [{"role": "user", "content": "hello there"}]}


def open_page(sluice, question=QUESTION, origin=ORIGIN):
    """What the page saw."""
    node = shutil.which("node")
    assert node, "these tests need nodejs"
    done = subprocess.run(
        [node, PAGE, sluice.url + CHAT, origin, json.dumps(question)], env=environment(), capture_output=True,
        text=True, timeout=30, check=True)
    return json.loads(done.stdout)


def test_a_page_reads_a_stream(sluice, provider):
    provider.handler = lambda call: call.stream(chat_stream(["Bonjour, ", "世界", " — ", "done."]))
    seen = open_page(sluice)
    assert seen["preflight"] and seen["visible"] and seen["done"]
    assert (seen["text"], seen["finish"]) == ("Bonjour, 世界 — done.", "stop")
    assert provider.calls[0].header("authorization") == "Bearer sk-page"
    assert [call.method for call in provider.calls] == ["POST"]


def test_a_page_reads_a_stream_cut_at_every_byte(sluice, provider):
    stream = b"".join(chat_stream(["Bonjour, ", "世界🚀."]))
    provider.handler = lambda call: call.stream([bytes([byte]) for byte in stream])
    seen = open_page(sluice)
    assert (seen["text"], seen["done"]) == ("Bonjour, 世界🚀.", True)


def test_a_page_sees_a_stream_end_that_was_stopped(sluice, provider):
    provider.handler = lambda call: call.stream(chat_stream(["Well. ", "The secret rec", "ipe is water"]))
    seen = open_page(sluice)
    assert (seen["text"], seen["finish"], seen["done"]) == ("Well. ", "content_filter", True)


def test_a_page_may_read_why_it_was_blocked(sluice, provider):
    question = {**QUESTION, "messages": [{"role": "user", "content": "Operation Heron"}]}
    seen = open_page(sluice, question)
    assert (seen["status"], seen["visible"]) == (400, True)
    assert seen["error"]["code"] == "content_filter"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://chat.example.com.evil.example"])
def test_a_page_of_a_foreign_origin_sees_nothing(sluice, provider, origin):
    seen = open_page(sluice, origin=origin)
    assert not seen["preflight"]
    assert provider.calls == []


def test_a_preflight_is_answered_here_and_varies_by_origin(sluice, provider):
    asked = {
        "origin": ORIGIN, "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-stainless-lang",
    }
    answer = httpx.options(sluice.url + CHAT, headers=asked, trust_env=False)
    assert answer.status_code in (200, 204)
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert answer.headers["access-control-max-age"] == "600"
    assert "origin" in answer.headers["vary"].lower()
    assert provider.calls == []


def test_the_providers_own_cors_headers_are_replaced(http, provider):
    foreign = [("access-control-allow-origin", "*"), ("access-control-expose-headers", "server")]
    provider.handler = lambda call: call.answer(chat_answer("hello"), headers=foreign)
    answer = http.post(CHAT, json={**QUESTION, "stream": False}, headers={"origin": ORIGIN})
    assert answer.headers.get_list("access-control-allow-origin") == [ORIGIN]
    assert "server" not in answer.headers["access-control-expose-headers"]
    assert "origin" in answer.headers["vary"].lower()
