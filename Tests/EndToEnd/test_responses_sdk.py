"""OpenAI's Responses through the openai package: every repeat agrees, every ending is understood."""

import openai
import pytest

from harness.wire import responses_stream

RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]


def make_client(sluice):
    http = openai.DefaultHttpxClient(trust_env=False)
    return openai.OpenAI(api_key="sk-test", base_url=sluice.url + "/v1", http_client=http)


@pytest.fixture
def client(sluice):
    with make_client(sluice) as client:
        yield client


@pytest.fixture
def hard_client(hard_sluice):
    with make_client(hard_sluice) as client:
        yield client


def ask(client, text="hello there", **options):
    return client.responses.create(model="gpt-test", input=text, **options)


def deltas(events):
    return "".join(event.delta for event in events if event.type == "response.output_text.delta")


def test_every_repeat_says_what_the_deltas_said(client, provider):
    provider.handler = lambda call: call.stream(responses_stream(CARD))
    events = list(ask(client, stream=True))
    by_type = {event.type: event for event in events}
    texts = [
        deltas(events), by_type["response.output_text.done"].text, by_type["response.content_part.done"].part.text,
        by_type["response.output_item.done"].item.content[0].text, by_type["response.completed"].response.output_text,
    ]
    assert texts == ["Use card [card] to pay."] * 5
    assert [event.sequence_number for event in events] == list(range(len(events)))


@pytest.mark.parametrize("stream", [False, True])
def test_a_blocked_request_is_a_bad_request_error(client, provider, stream):
    with pytest.raises(openai.BadRequestError) as caught:
        ask(client, "what is Operation Heron?", stream=stream)
    assert caught.value.code == "content_filter"
    assert provider.calls == []


def test_a_stream_blocked_half_way_is_incomplete(client, provider):
    provider.handler = lambda call: call.stream(responses_stream(RECIPE))
    events = list(ask(client, stream=True))
    assert deltas(events) == "Let me tell you. "
    last = events[-1]
    assert last.type == "response.incomplete"
    assert last.response.incomplete_details.reason == "content_filter"
    assert last.response.output_text == "Let me tell you. "
    assert [event.sequence_number for event in events] == list(range(len(events)))


def test_the_hard_ending_is_an_api_error(hard_client, provider):
    provider.handler = lambda call: call.stream(responses_stream(RECIPE))
    with pytest.raises(openai.APIError) as caught:
        list(ask(hard_client, stream=True))
    assert caught.value.code == "content_filter"
