"""The openai package against Sluice: it must understand every answer, and never repeat what was blocked."""

import openai
import pytest

from harness.wire import DONE, chat_answer, chat_chunk, chat_stream, dump, openai_error, tool_stream

HELLO = [{"role": "user", "content": "hello there"}]
FORBIDDEN = [{"role": "user", "content": "what is Operation Heron?"}]
RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
TOOLS = [{"type": "function", "function": {"name": "pay", "parameters": {"type": "object"}}}]


@pytest.fixture
def sent():
    """The requests that the SDK has put on the wire."""
    return []


def make_client(sluice, sent):
    http = openai.DefaultHttpxClient(event_hooks={"request": [sent.append]}, trust_env=False)
    return openai.OpenAI(api_key="sk-test", base_url=sluice.url + "/v1", http_client=http)


@pytest.fixture
def client(sluice, sent):
    with make_client(sluice, sent) as client:
        yield client


@pytest.fixture
def hard_client(hard_sluice, sent):
    with make_client(hard_sluice, sent) as client:
        yield client


def ask(client, messages=HELLO, **options):
    return client.chat.completions.create(model="gpt-test", messages=messages, **options)


def collect(stream):
    """The text and the finish reasons of a stream."""
    text, reasons = "", []
    for chunk in stream:
        for choice in chunk.choices:
            text += choice.delta.content or ""
            reasons += [choice.finish_reason] if choice.finish_reason else []
    return text, reasons


def test_a_whole_answer(client, provider):
    provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    answer = ask(client)
    assert answer.choices[0].message.content == "Good morning."
    assert answer.usage.total_tokens == 14


def test_a_tool_call_in_a_stream(client, provider):
    provider.handler = lambda call: call.stream(tool_stream(['{"am', 'ount": 12, "to": "J', 'oe"}']))
    with client.chat.completions.stream(model="gpt-test", messages=HELLO, tools=TOOLS) as stream:
        final = stream.get_final_completion()
    call = final.choices[0].message.tool_calls[0].function
    assert (call.name, call.arguments) == ("pay", '{"amount": 12, "to": "Joe"}')


def test_a_wrong_key_is_an_authentication_error(client, provider):
    error = openai_error("Incorrect API key provided.", "invalid_request_error", "invalid_api_key")
    provider.handler = lambda call: call.answer(error, 401, [("x-request-id", "req_1")])
    with pytest.raises(openai.AuthenticationError) as caught:
        ask(client)
    assert (caught.value.code, caught.value.request_id) == ("invalid_api_key", "req_1")


def test_a_rate_limit_keeps_its_retry_after(client, provider):
    error = openai_error("Slow down.", "rate_limit_error", "rate_limit_exceeded")
    provider.handler = lambda call: call.answer(error, 429, [("retry-after", "9")])
    with pytest.raises(openai.RateLimitError) as caught:
        ask(client.with_options(max_retries=0))
    assert caught.value.response.headers["retry-after"] == "9"


def test_a_server_error_is_retried_by_the_sdk_and_by_nobody_else(client, provider, sent):
    answers = [lambda call: call.answer(openai_error("Oops.", "server_error"), 500, [("retry-after-ms", "1")])]

    def fail_once(call):
        answers.pop()(call) if answers else call.answer(chat_answer("second time"))

    provider.handler = fail_once
    assert ask(client).choices[0].message.content == "second time"
    assert len(sent) == len(provider.calls) == 2


@pytest.mark.parametrize("stream", [False, True])
def test_a_blocked_request_is_a_bad_request_error_and_never_repeated(client, provider, sent, stream):
    with pytest.raises(openai.BadRequestError) as caught:
        ask(client, FORBIDDEN, stream=stream)
    error = caught.value
    assert (error.code, error.param, error.type) == ("content_filter", "prompt", "invalid_request_error")
    assert "confidential operation" in error.message
    assert "Heron" not in error.message
    assert error.response.headers["x-should-retry"] == "false"
    assert error.response.headers["x-sluice-event"]
    assert len(sent) == 1
    assert provider.calls == []


def test_every_open_choice_is_ended_by_a_block(client, provider):
    events = [chat_chunk({"role": "assistant", "content": ""}, index=index) for index in (0, 1)]
    events += [chat_chunk({"content": f"Choice {index}. "}, index=index) for index in (0, 1)]
    events += [chat_chunk({"content": text}, index=1) for text in RECIPE]
    provider.handler = lambda call: call.stream([*events, DONE])
    reasons = {}
    for chunk in ask(client, stream=True, n=2):
        reasons.update({choice.index: choice.finish_reason for choice in chunk.choices})
    assert reasons == {0: "content_filter", 1: "content_filter"}


def test_the_hard_ending_is_an_api_error(hard_client, provider, sent):
    provider.handler = lambda call: call.stream(chat_stream(RECIPE))
    text = ""
    with pytest.raises(openai.APIError) as caught:
        for chunk in ask(hard_client, stream=True):
            text += chunk.choices[0].delta.content or ""
    assert caught.value.code == "content_filter"
    assert text == "Let me tell you. "
    assert len(sent) == 1


def test_a_card_number_in_tool_arguments_leaves_valid_json(client, provider):
    provider.handler = lambda call: call.stream(tool_stream(['{"card": "5555 5555 ', "5555", ' 4444", "n": 1}']))
    with client.chat.completions.stream(model="gpt-test", messages=HELLO, tools=TOOLS) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].message.tool_calls[0].function.arguments == '{"card": "[card]", "n": 1}'


def test_a_redacted_request_reaches_the_provider_redacted(client, provider):
    provider.handler = lambda call: call.answer(chat_answer("Hello."))
    ask(client, [{"role": "user", "content": "I am BADGE-123456, hello"}])
    assert provider.calls[0].json["messages"][0]["content"] == "I am [badge], hello"


def test_a_provider_that_breaks_off_raises(client, provider):
    def break_off(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Half. "}))
        call.break_off()

    provider.handler = break_off
    with pytest.raises(openai.APIError):
        collect(ask(client, stream=True))


def test_legacy_completions(client, provider):
    def answer(call):
        pieces = ["Use ", "5555 5555 5555 ", "4444 now."]
        choices = [{"id": "cmpl-1", "object": "text_completion", "created": 1, "model": "m",
                    "choices": [{"text": piece, "index": 0, "logprobs": None, "finish_reason": None}]}
                   for piece in pieces]
        call.stream([f"data: {dump(choice)}\n\n".encode() for choice in choices] + [DONE])

    provider.handler = answer
    stream = client.completions.create(model="m", prompt="hello", stream=True)
    assert "".join(chunk.choices[0].text for chunk in stream) == "Use [card] now."
