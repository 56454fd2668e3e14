"""Ollama's own API through the ollama package: one JSON value a line."""

import pytest

from harness.wire import ollama_line, ollama_stream

ollama = pytest.importorskip("ollama")

RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]


def lines(pieces):
    return lambda call: call.stream(pieces, content_type="application/x-ndjson")


def ask(sluice, text="hello there", stream=True):
    client = ollama.Client(host=sluice.url, trust_env=False)
    return client.chat(model="m", messages=[{"role": "user", "content": text}], stream=stream)


def test_a_whole_answer(sluice, provider):
    provider.handler = lambda call: call.answer(ollama_line("".join(CARD), done=True).encode())
    assert ask(sluice, stream=False).message.content == "Use card [card] to pay."


def test_a_redacted_stream(sluice, provider):
    provider.handler = lines(ollama_stream(CARD))
    parts = list(ask(sluice))
    assert "".join(part.message.content for part in parts) == "Use card [card] to pay."
    assert parts[-1].done


def test_a_blocked_request_is_a_response_error(sluice, provider):
    with pytest.raises(ollama.ResponseError) as caught:
        list(ask(sluice, "what is Operation Heron?"))
    assert caught.value.status_code == 400
    assert provider.calls == []


def test_a_stream_blocked_half_way_is_done(sluice, provider):
    provider.handler = lines(ollama_stream(RECIPE))
    parts = list(ask(sluice))
    assert "".join(part.message.content for part in parts) == "Let me tell you. "
    assert parts[-1].done


def test_the_hard_ending_is_a_response_error(hard_sluice, provider):
    provider.handler = lines(ollama_stream(RECIPE))
    with pytest.raises(ollama.ResponseError):
        list(ask(hard_sluice))
