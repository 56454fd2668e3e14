"""Clients that await `[DONE]`, take `choices[0]` for granted and ignore comments: none of them hangs or throws."""

import json
import pathlib
import shutil
import subprocess

import pytest

from harness.process import environment
from harness.wire import DONE, chat_chunk, chat_stream

READER = pathlib.Path(__file__).parent / "browser" / "reader.mjs"
CLEAN = ["Bonjour, ", "世", "界."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]
RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]

every_manner = pytest.mark.parametrize("manner", ["relay", "page"])


def read(manner, sluice, text="hello there", path="/v1/chat/completions"):
    """What the client saw; it came to its end, and nothing was thrown or skipped."""
    node = shutil.which("node")
    assert node, "these tests need nodejs"
    messages = [{"role": "user", "content": text}]
    body = json.dumps({"model": "gpt-test", "messages": messages, "temperature": 0.6, "stream": True})
    done = subprocess.run(
        [node, READER, manner, sluice.url + path, body], env=environment(), capture_output=True, text=True, timeout=60,
        check=True)
    seen = json.loads(done.stdout)
    assert (seen["closed"], seen["thrown"], seen["logged"]) == (True, None, [])
    return seen


@every_manner
@pytest.mark.parametrize(("texts", "text", "finish"), [
    (CLEAN, "Bonjour, 世界.", "stop"), (CARD, "Use card [card] to pay.", "stop"),
    (RECIPE, "Let me tell you. ", "content_filter"),
], ids=["clean", "redacted", "cut"])
def test_a_stream_is_done(manner, sluice, provider, texts, text, finish):
    provider.handler = lambda call: call.stream(chat_stream(texts))
    seen = read(manner, sluice)
    assert (seen["text"], seen["finish"], seen["done"], seen["status"]) == (text, finish, True, 200)


@every_manner
def test_comments_and_pieces_of_any_size_are_no_matter(manner, sluice, provider):
    stream = b": working\n\n" + b"".join(chat_stream(CLEAN))
    provider.handler = lambda call: call.stream([stream[at:at + 3] for at in range(0, len(stream), 3)])
    seen = read(manner, sluice)
    assert (seen["text"], seen["finish"], seen["done"]) == ("Bonjour, 世界.", "stop", True)


@every_manner
def test_reasoning_is_cut_like_any_text(manner, sluice, provider):
    events = [chat_chunk({"role": "assistant", "content": None, "reasoning_content": text}) for text in CARD]
    provider.handler = lambda call: call.stream([*events, chat_chunk({}, "stop"), DONE])
    assert read(manner, sluice)["text"] == "Use card [card] to pay."


@every_manner
@pytest.mark.parametrize(("text", "texts"), [
    ("Operation Heron", CLEAN), ("hello", RECIPE[1:]),
], ids=["asked", "answered"])
def test_what_is_blocked_before_its_first_byte_is_an_answer_that_ends(manner, sluice, provider, text, texts):
    provider.handler = lambda call: call.stream(chat_stream(texts))
    seen = read(manner, sluice, text)
    assert (seen["status"], seen["text"], seen["finish"]) == (400, "", None)
    if manner == "page":
        assert json.loads(seen["shown"])["error"]["code"] == "content_filter"


@every_manner
def test_an_endpoint_that_is_refused_is_an_answer_that_ends(manner, sluice, provider):
    assert read(manner, sluice, path="/v1/threads/runs")["status"] == 403
    assert provider.calls == []
