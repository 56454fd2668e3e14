"""What a reader is told of a block, in each package's own place; where prose would break a client, it isn't prose."""

import anthropic
import httpx
import ollama
import openai
import pydantic
import pytest
from google import genai

from harness.wire import (
    chat_answer, chat_stream, gemini_stream, messages_stream, ollama_stream, responses_stream, tool_stream)

RULES = """\
version: 1
defaults: { level: low, state: enforce, targets: [request.*, response.*], action: block }
rules:
  - id: told.word
    match: { keywords: [quokka pastry] }
    message: "\\nTold: not \\"this\\". 不行。"
    examples: { match: [quokka pastry], no_match: [quokka] }
  - id: told.other
    match: { keywords: [wombat waffle] }
    examples: { match: [wombat waffle], no_match: [wombat] }
"""
TOLD = '\nTold: not "this". 不行。'
STANDARD = "The house says no."
PASTRY = ["Let me see. ", "The quok", "ka pas", "try is", " warm."]
WAFFLE = ["Let me see. ", "The wombat waf", "fle is"]
HELLO = [{"role": "user", "content": "hello"}]
TOOLS = [{"type": "function", "function": {"name": "pay", "parameters": {"type": "object"}}}]
BOTH = pytest.mark.parametrize(("pieces", "text"), [(PASTRY, TOLD), (WAFFLE, STANDARD)])


class Meal(pydantic.BaseModel):
    name: str


@pytest.fixture
def speaking(start_sluice, provider):
    """Starts a Sluice that tells readers something, with one ending or the other."""
    told = f"refusal_text: {STANDARD}"
    return lambda ending: start_sluice(ending=ending, rules=RULES, request=told, response=told)


@pytest.fixture
def soft(speaking):
    return speaking("soft")


@pytest.fixture
def client(soft):
    with openai.OpenAI(api_key="sk-test", base_url=soft.url + "/v1") as client:
        yield client


def chat(client, **options):
    """What a chat stream says as content, as refusal, and why it ended."""
    content, refusal, reason = "", "", None
    for chunk in client.chat.completions.create(model="m", messages=HELLO, stream=True, **options):
        for choice in chunk.choices:
            content += choice.delta.content or ""
            refusal += choice.delta.refusal or ""
            reason = choice.finish_reason or reason
    return content, refusal, reason


@BOTH
def test_chat_says_it_as_content(client, provider, pieces, text):
    provider.handler = lambda call: call.stream(chat_stream(pieces))
    assert chat(client) == ("Let me see. The " + text, "", "content_filter")


@BOTH
def test_structured_chat_says_it_as_refusal(client, provider, pieces, text):
    provider.handler = lambda call: call.stream(chat_stream(['{"name": "', *pieces, '"}']))
    schema = {"type": "json_schema", "json_schema": {"name": "meal", "schema": Meal.model_json_schema()}}
    said = chat(client, response_format=schema)
    assert said == ('{"name": "Let me see. The ', text, "content_filter")


def test_the_parsing_stream_helper_raises_its_filter_error(client, provider):
    provider.handler = lambda call: call.stream(chat_stream(['{"name": "', *PASTRY, '"}']))
    with pytest.raises(openai.ContentFilterFinishReasonError):
        with client.chat.completions.stream(model="m", messages=HELLO, response_format=Meal) as stream:
            stream.get_final_completion()


def test_parse_raises_the_400(client, provider):
    provider.handler = lambda call: call.answer(chat_answer('{"name": "quokka pastry"}'))
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.parse(model="m", messages=HELLO, response_format=Meal)
    assert caught.value.code == "content_filter"
    assert caught.value.body["message"] == TOLD


def test_an_open_tool_call_is_followed_by_a_refusal(client, provider):
    provider.handler = lambda call: call.stream(tool_stream(['{"note": "Well. ', "quokka pas", 'try"}']))
    assert chat(client, tools=TOOLS) == ("", TOLD, "content_filter")
    with pytest.raises(openai.ContentFilterFinishReasonError):
        with client.chat.completions.stream(model="m", messages=HELLO, tools=TOOLS) as stream:
            stream.get_final_completion()


@BOTH
def test_responses_say_it_in_the_open_text(client, provider, pieces, text):
    provider.handler = lambda call: call.stream(responses_stream(pieces))
    events = list(client.responses.create(model="m", input="hello", stream=True))
    deltas = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert deltas == "Let me see. The " + text
    assert events[-1].type == "response.incomplete"
    assert events[-1].response.output_text == deltas
    assert events[-1].response.incomplete_details.reason == "content_filter"


def test_structured_responses_say_it_as_a_refusal(client, provider):
    provider.handler = lambda call: call.stream(responses_stream(['{"name": "', *PASTRY, '"}']))
    form = {"format": {"type": "json_schema", "name": "meal", "schema": Meal.model_json_schema()}}
    events = list(client.responses.create(model="m", input="hello", text=form, stream=True))
    refusals = "".join(event.delta for event in events if event.type == "response.refusal.delta")
    assert refusals == TOLD
    assert events[-1].response.output_text == '{"name": "Let me see. The '
    assert events[-1].response.output[-1].content[0].refusal == TOLD
    assert [event.sequence_number for event in events] == list(range(len(events)))


def test_the_responses_helper_sees_an_incomplete_response(client, provider):
    provider.handler = lambda call: call.stream(responses_stream(PASTRY))
    with pytest.raises(RuntimeError, match="response.completed"):
        with client.responses.stream(model="m", input="hello") as stream:
            stream.get_final_response()


@BOTH
def test_anthropic_says_it_as_explanation(soft, provider, pieces, text):
    provider.handler = lambda call: call.stream(messages_stream(pieces))
    with anthropic.Anthropic(api_key="k", base_url=soft.url) as client:
        with client.messages.stream(model="m", max_tokens=9, messages=HELLO) as stream:
            final = stream.get_final_message()
    assert final.content[0].text == "Let me see. The "
    assert (final.stop_reason, final.stop_details.explanation) == ("refusal", text)


@BOTH
def test_gemini_says_it_as_text(soft, provider, pieces, text):
    provider.handler = lambda call: call.stream(gemini_stream(pieces))
    options = genai.types.HttpOptions(base_url=soft.url + "/google")
    client = genai.Client(api_key="k", http_options=options)
    chunks = list(client.models.generate_content_stream(model="m", contents="hello"))
    assert "".join(chunk.text or "" for chunk in chunks) == "Let me see. The " + text
    assert chunks[-1].candidates[0].finish_reason == "PROHIBITED_CONTENT"


@BOTH
def test_ollama_says_it_as_content(soft, provider, pieces, text):
    provider.handler = lambda call: call.stream(ollama_stream(pieces), content_type="application/x-ndjson")
    parts = list(ollama.Client(host=soft.url, trust_env=False).chat(model="m", messages=HELLO, stream=True))
    assert "".join(part.message.content for part in parts) == "Let me see. The " + text
    assert parts[-1].done and parts[-1].done_reason == "content_filter"


@pytest.mark.parametrize(("word", "text"), [("quokka pastry", TOLD), ("wombat waffle", STANDARD)])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/messages", "/google/v1beta/models/m:generateContent", "/api/chat"])
def test_a_blocked_request_says_it_as_an_error(soft, provider, path, word, text):
    key = {"authorization": "Bearer k"}
    body = {"messages": [{"role": "user", "content": word}], "contents": [{"parts": [{"text": word}]}]}
    answer = httpx.post(soft.url + path, json=body, headers=key, trust_env=False)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error if isinstance(error, str) else error["message"]) == text
    assert provider.calls == []


@BOTH
def test_a_hard_ending_says_it_as_an_error(speaking, provider, pieces, text):
    provider.handler = lambda call: call.stream(chat_stream(pieces))
    with openai.OpenAI(api_key="sk-test", base_url=speaking("hard").url + "/v1") as client:
        with pytest.raises(openai.APIError) as caught:
            chat(client)
    assert caught.value.message == text
