"""Gemini through the google-genai package, which fails on anything but data lines."""

import pytest

from harness.wire import gemini_answer, gemini_stream

genai = pytest.importorskip("google.genai")

RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]


def make_client(sluice):
    options = genai.types.HttpOptions(base_url=sluice.url + "/google", api_version="v1beta")
    return genai.Client(api_key="k-test", http_options=options)


@pytest.fixture
def client(sluice):
    return make_client(sluice)


def stream(client, text="hello there"):
    return list(client.models.generate_content_stream(model="gemini-test", contents=text))


def test_a_whole_answer(client, provider):
    provider.handler = lambda call: call.answer(gemini_answer("".join(CARD), "STOP"))
    answer = client.models.generate_content(model="gemini-test", contents="hello")
    assert answer.text == "Use card [card] to pay."


def test_a_redacted_stream(client, provider):
    provider.handler = lambda call: call.stream(gemini_stream(CARD))
    chunks = stream(client)
    assert "".join(chunk.text or "" for chunk in chunks) == "Use card [card] to pay."
    assert chunks[-1].candidates[0].finish_reason == "STOP"


def test_a_blocked_request_is_a_client_error(client, provider):
    with pytest.raises(genai.errors.ClientError) as caught:
        stream(client, "what is Operation Heron?")
    assert caught.value.code == 400
    assert provider.calls == []


def test_a_stream_blocked_half_way_is_prohibited_content(client, provider):
    provider.handler = lambda call: call.stream(gemini_stream(RECIPE))
    chunks = stream(client)
    assert "".join(chunk.text or "" for chunk in chunks) == "Let me tell you. "
    assert chunks[-1].candidates[0].finish_reason == "PROHIBITED_CONTENT"


def test_the_hard_ending_is_a_client_error(hard_sluice, provider):
    provider.handler = lambda call: call.stream(gemini_stream(RECIPE))
    with pytest.raises(genai.errors.ClientError):
        stream(make_client(hard_sluice))
