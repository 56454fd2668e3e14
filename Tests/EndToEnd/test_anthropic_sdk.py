"""The anthropic package against Sluice: it must understand every answer, and never repeat what was blocked."""

import anthropic
import pytest

from harness.wire import (
    anthropic_error, messages_answer, messages_stream, messages_tool_stream)

HELLO = [{"role": "user", "content": "hello there"}]
FORBIDDEN = [{"role": "user", "content": [{"type": "text", "text": "what is Operation Heron?"}]}]
RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]
TOOLS = [{"name": "pay", "input_schema": {"type": "object"}}]


@pytest.fixture
def sent():
    """The requests that the SDK has put on the wire."""
    return []


def make_client(sluice, sent):
    http = anthropic.DefaultHttpxClient(event_hooks={"request": [sent.append]}, trust_env=False)
    return anthropic.Anthropic(api_key="ak-test", base_url=sluice.url, http_client=http)


@pytest.fixture
def client(sluice, sent):
    with make_client(sluice, sent) as client:
        yield client


@pytest.fixture
def hard_client(hard_sluice, sent):
    with make_client(hard_sluice, sent) as client:
        yield client


def options(messages=HELLO, **more):
    return {"model": "claude-test", "max_tokens": 100, "messages": messages, **more}


def test_a_whole_answer(client, provider):
    provider.handler = lambda call: call.answer(messages_answer("Good morning."))
    answer = client.messages.create(**options())
    assert answer.content[0].text == "Good morning."
    assert provider.calls[0].header("anthropic-version")


def test_a_stream(client, provider):
    provider.handler = lambda call: call.stream(messages_stream(["Good ", "morning."]))
    with client.messages.stream(**options()) as stream:
        assert "".join(stream.text_stream) == "Good morning."
        assert stream.get_final_message().stop_reason == "end_turn"


def test_a_tool_call(client, provider):
    provider.handler = lambda call: call.stream(messages_tool_stream(['{"am', 'ount": 12, "to": "J', 'oe"}']))
    with client.messages.stream(**options(tools=TOOLS)) as stream:
        final = stream.get_final_message()
    assert final.content[0].input == {"amount": 12, "to": "Joe"}
    assert final.stop_reason == "tool_use"


def test_a_wrong_key_is_an_authentication_error(client, provider):
    error = anthropic_error("invalid x-api-key", "authentication_error")
    provider.handler = lambda call: call.answer(error, 401, [("request-id", "req_1")])
    with pytest.raises(anthropic.AuthenticationError) as caught:
        client.messages.create(**options())
    assert caught.value.request_id == "req_1"


def test_a_rate_limit_keeps_its_retry_after(client, provider):
    error = anthropic_error("Slow down.", "rate_limit_error")
    provider.handler = lambda call: call.answer(error, 429, [("retry-after", "9")])
    with pytest.raises(anthropic.RateLimitError) as caught:
        client.with_options(max_retries=0).messages.create(**options())
    assert caught.value.response.headers["retry-after"] == "9"


def test_a_server_error_is_an_internal_server_error(client, provider, sent):
    provider.handler = lambda call: call.answer(anthropic_error("Oops.", "api_error"), 500)
    with pytest.raises(anthropic.InternalServerError):
        client.with_options(max_retries=0).messages.create(**options())
    assert len(sent) == len(provider.calls) == 1


@pytest.mark.parametrize("stream", [False, True])
def test_a_blocked_request_is_a_bad_request_error_and_never_repeated(client, provider, sent, stream):
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(**options(FORBIDDEN, stream=stream))
    body = caught.value.body
    assert body["type"] == "error"
    assert body["error"]["type"] == "invalid_request_error"
    assert "confidential operation" in body["error"]["message"]
    assert "Heron" not in str(body)
    assert caught.value.response.headers["x-should-retry"] == "false"
    assert len(sent) == 1
    assert provider.calls == []


@pytest.mark.parametrize("stream", [False, True])
def test_an_answer_blocked_before_its_first_token_is_a_bad_request_error(client, provider, sent, stream):
    def answer(call):
        call.stream(messages_stream(RECIPE[1:])) if stream else call.answer(messages_answer("".join(RECIPE)))

    provider.handler = answer
    with pytest.raises(anthropic.BadRequestError):
        client.messages.create(**options(stream=stream))
    assert len(sent) == len(provider.calls) == 1


def test_a_stream_blocked_half_way_ends_with_refusal(client, provider, sent):
    provider.handler = lambda call: call.stream(messages_stream(RECIPE))
    with client.messages.stream(**options()) as stream:
        assert "".join(stream.text_stream) == "Let me tell you. "
        final = stream.get_final_message()
    assert final.stop_reason == "refusal"
    assert final.stop_details.explanation.startswith("The content was withheld by a filter rule")
    assert len(sent) == 1


def test_a_tool_call_blocked_half_way_ends_with_refusal(client, provider):
    fragments = ['{"note": "Well. ', "The secret re", 'cipe is"}']
    provider.handler = lambda call: call.stream(messages_tool_stream(fragments))
    with client.messages.stream(**options(tools=TOOLS)) as stream:
        assert stream.get_final_message().stop_reason == "refusal"


def test_the_hard_ending_is_an_api_status_error(hard_client, provider, sent):
    provider.handler = lambda call: call.stream(messages_stream(RECIPE))
    text = ""
    with pytest.raises(anthropic.APIStatusError) as caught:
        for event in hard_client.messages.create(**options(stream=True)):
            if event.type == "content_block_delta":
                text += event.delta.text
    assert caught.value.body["type"] == "error"
    assert text == "Let me tell you. "
    assert len(sent) == 1


@pytest.mark.parametrize("stream", [False, True])
def test_a_redacted_answer_is_an_ordinary_answer(client, provider, stream):
    def answer(call):
        call.stream(messages_stream(CARD)) if stream else call.answer(messages_answer("".join(CARD)))

    provider.handler = answer
    if stream:
        with client.messages.stream(**options()) as events:
            final = events.get_final_message()
    else:
        final = client.messages.create(**options())
    assert final.content[0].text == "Use card [card] to pay."
    assert final.stop_reason == "end_turn"


def test_a_card_number_in_a_tool_input_leaves_valid_json(client, provider):
    fragments = ['{"card": "5555 5555 ', "5555", ' 4444", "n": 1}']
    provider.handler = lambda call: call.stream(messages_tool_stream(fragments))
    with client.messages.stream(**options(tools=TOOLS)) as stream:
        assert stream.get_final_message().content[0].input == {"card": "[card]", "n": 1}


def test_tool_results_of_the_request_are_inspected(client, provider):
    use = {"type": "tool_use", "id": "toolu_1", "name": "pay", "input": {"note": "fine"}}
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "found: Operation Heron"}
    messages = [*HELLO, {"role": "assistant", "content": [use]}, {"role": "user", "content": [result]}]
    with pytest.raises(anthropic.BadRequestError):
        client.messages.create(**options(messages, tools=TOOLS))
    assert provider.calls == []
