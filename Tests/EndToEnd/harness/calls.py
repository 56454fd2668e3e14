"""Every call of every SDK as one row: how it asks, what it reads, and how it tells each ending.

Rows differ only in what they must; what is asked, answered and expected is the same for all of them.
"""

import dataclasses
import json
import typing

import anthropic
import httpx
import httpx_sse
import ollama
import openai
import pydantic
from google import genai

from harness import wire

MEAL_TOOL = {"type": "object", "properties": {"name": {"type": "string"}}}
OPENAI_TOOLS = [{"type": "function", "function": {"name": "serve", "parameters": MEAL_TOOL}}]
ANTHROPIC_TOOLS = [{"name": "serve", "input_schema": MEAL_TOOL}]


class Meal(pydantic.BaseModel):
    """What a structured answer has to be."""

    name: str


@dataclasses.dataclass
class Seen:
    """What a caller of the SDK got to see."""

    text: str = ""
    finish: str | None = None
    error: str | None = None
    status: int | None = None


@dataclasses.dataclass(frozen=True)
class Call:
    """One way to call one SDK."""

    id: str
    open: typing.Callable
    ask: typing.Callable
    """Called with the client, the question and a `Seen` to be filled in."""
    answer: typing.Callable
    """The provider's answer to a list of texts: a list of pieces is a stream, anything else a whole answer."""
    finish: str
    """How an answer that nobody cut ends."""
    blocked: str
    """The exception when nothing has been sent yet."""
    soft: str | None = None
    """The finish reason of a stream that was cut, or the exception; None where there is no stream."""
    hard: str | None = None
    """The exception of a stream that was cut with an error event, or what a plain reader makes of it."""
    is_json: bool = False
    """Whether the texts have to make up an object."""

    @property
    def status(self):
        """The status that the exception tells of what was blocked before its first byte; a plain reader has none."""
        return None if self.blocked == "SSEError" else 400

    @property
    def may_be_silent(self):
        """Whether a text can be blocked before anything is delivered: an object that streams has begun before it."""
        return not (self.is_json and self.is_stream)

    @property
    def is_stream(self):
        return self.soft is not None

    def texts(self, texts):
        """The texts as this call needs them."""
        return ['{"name": "' + texts[0], *texts[1:-1], texts[-1] + '"}'] if self.is_json else texts

    def text(self, text, is_cut=False):
        """How a text reads that was delivered to its end, or up to a cut."""
        return ('{"name": "' + text + ("" if is_cut else '"}')) if self.is_json else text

    def respond(self, call, texts):
        """Answers a request as the provider would."""
        answer = self.answer(self.texts(texts))
        if not isinstance(answer, list):
            call.answer(answer)
        elif self.id.startswith("ollama"):
            call.stream(answer, content_type="application/x-ndjson")
        else:
            call.stream(answer)

    def run(self, sluice, question):
        """Makes the call and reads the answer to its end."""
        seen = Seen()
        with self.open(sluice) as client:
            try:
                self.ask(client, question, seen)
            except Exception as error:
                seen.error = type(error).__name__
                seen.status = getattr(error, "status_code", getattr(error, "code", None))
        return seen


# The clients


def open_openai(sluice):
    http_client = openai.DefaultHttpxClient(trust_env=False)
    return openai.OpenAI(api_key="sk-test", base_url=sluice.url + "/v1", http_client=http_client)


def open_anthropic(sluice):
    http_client = anthropic.DefaultHttpxClient(trust_env=False)
    return anthropic.Anthropic(api_key="ak-test", base_url=sluice.url, http_client=http_client)


def open_google(sluice):
    options = genai.types.HttpOptions(base_url=sluice.url + "/google", api_version="v1beta")
    return genai.Client(api_key="k-test", http_options=options)


def open_ollama(sluice):
    return ollama.Client(host=sluice.url, trust_env=False)


def open_http(sluice):
    headers = {"authorization": "Bearer sk-test"}
    return httpx.Client(base_url=sluice.url, headers=headers, timeout=20, trust_env=False)


# OpenAI chat


def chat_options(question, **more):
    return {"model": "gpt-test", "messages": [{"role": "user", "content": question}], **more}


def chat_create(client, question, seen):
    choice = client.chat.completions.create(**chat_options(question)).choices[0]
    seen.text, seen.finish = choice.message.content, choice.finish_reason


def chat_create_stream(client, question, seen):
    for chunk in client.chat.completions.create(**chat_options(question, stream=True)):
        for choice in chunk.choices:
            seen.text += choice.delta.content or ""
            seen.finish = choice.finish_reason or seen.finish


def chat_create_tools(client, question, seen):
    choice = client.chat.completions.create(**chat_options(question, tools=OPENAI_TOOLS)).choices[0]
    seen.text, seen.finish = choice.message.tool_calls[0].function.arguments, choice.finish_reason


def chat_create_tools_stream(client, question, seen):
    for chunk in client.chat.completions.create(**chat_options(question, tools=OPENAI_TOOLS, stream=True)):
        for choice in chunk.choices:
            for call in choice.delta.tool_calls or []:
                seen.text += call.function.arguments or ""
            seen.finish = choice.finish_reason or seen.finish


def chat_stream_of(**more):
    def ask(client, question, seen):
        with client.chat.completions.stream(**chat_options(question, **more)) as stream:
            for event in stream:
                if event.type == "content.delta":
                    seen.text += event.delta
                elif event.type == "tool_calls.function.arguments.delta":
                    seen.text += event.arguments_delta
            seen.finish = stream.get_final_completion().choices[0].finish_reason
    return ask


def chat_parse(client, question, seen):
    choice = client.chat.completions.parse(**chat_options(question, response_format=Meal)).choices[0]
    assert choice.message.parsed == Meal.model_validate_json(choice.message.content)
    seen.text, seen.finish = choice.message.content, choice.finish_reason


def chat_whole(texts):
    return wire.chat_answer("".join(texts))


def tool_whole(texts):
    function = {"name": "serve", "arguments": "".join(texts)}
    return wire.chat_answer(None, "tool_calls", tool_calls=[{"id": "call_1", "type": "function", "function": function}])


def tool_stream(texts):
    return wire.tool_stream(texts, "serve")


# OpenAI responses


def outcome(response):
    return response.incomplete_details.reason if response.incomplete_details else response.status


def responses_create(client, question, seen):
    response = client.responses.create(model="gpt-test", input=question)
    seen.text, seen.finish = response.output_text, outcome(response)


def responses_create_stream(client, question, seen):
    for event in client.responses.create(model="gpt-test", input=question, stream=True):
        if event.type == "response.output_text.delta":
            seen.text += event.delta
        elif event.type in ("response.completed", "response.incomplete", "response.failed"):
            seen.finish = outcome(event.response)
            assert event.response.output_text == seen.text


def responses_stream_of(**more):
    def ask(client, question, seen):
        with client.responses.stream(model="gpt-test", input=question, **more) as stream:
            for event in stream:
                if event.type == "response.output_text.delta":
                    seen.text += event.delta
            seen.finish = outcome(stream.get_final_response())
    return ask


def responses_parse(client, question, seen):
    response = client.responses.parse(model="gpt-test", input=question, text_format=Meal)
    assert response.output_parsed == Meal.model_validate_json(response.output_text)
    seen.text, seen.finish = response.output_text, outcome(response)


def responses_whole(texts):
    return wire.responses_answer("".join(texts))


# Anthropic messages


def messages_options(question, **more):
    return {"model": "claude-test", "max_tokens": 99, "messages": [{"role": "user", "content": question}], **more}


def messages_create(client, question, seen):
    message = client.messages.create(**messages_options(question))
    seen.text, seen.finish = message.content[0].text, message.stop_reason


def messages_create_stream(client, question, seen):
    for event in client.messages.create(**messages_options(question, stream=True)):
        if event.type == "content_block_delta":
            seen.text += event.delta.text
        elif event.type == "message_delta":
            seen.finish = event.delta.stop_reason


def messages_create_tools(client, question, seen):
    message = client.messages.create(**messages_options(question, tools=ANTHROPIC_TOOLS))
    seen.text, seen.finish = json.dumps(message.content[0].input), message.stop_reason


def messages_stream_of(**more):
    def ask(client, question, seen):
        with client.messages.stream(**messages_options(question, **more)) as stream:
            for event in stream:
                if event.type == "text":
                    seen.text += event.text
                elif event.type == "input_json":
                    seen.text += event.partial_json
            seen.finish = stream.get_final_message().stop_reason
    return ask


def messages_whole(texts):
    return wire.messages_answer("".join(texts))


def messages_tool_whole(texts):
    use = {"type": "tool_use", "id": "toolu_1", "name": "serve", "input": json.loads("".join(texts))}
    return {**wire.messages_answer("", "tool_use"), "content": [use]}


def messages_tool_stream(texts):
    return wire.messages_tool_stream(texts, "serve")


# Gemini


def google_generate_of(**config):
    def ask(client, question, seen):
        answer = client.models.generate_content(model="gemini-test", contents=question, config=config or None)
        assert not config or answer.parsed == Meal.model_validate_json(answer.text)
        seen.text, seen.finish = answer.text, answer.candidates[0].finish_reason.value
    return ask


def google_stream(client, question, seen):
    for chunk in client.models.generate_content_stream(model="gemini-test", contents=question):
        seen.text += chunk.text or ""
        if reason := chunk.candidates[0].finish_reason:
            seen.finish = reason.value


def google_whole(texts):
    return wire.gemini_answer("".join(texts), "STOP")


# Ollama


def ollama_chat(client, question, seen):
    answer = client.chat(model="m", messages=[{"role": "user", "content": question}])
    seen.text, seen.finish = answer.message.content, answer.done_reason


def ollama_chat_stream(client, question, seen):
    for part in client.chat(model="m", messages=[{"role": "user", "content": question}], stream=True):
        seen.text += part.message.content
        seen.finish = part.done_reason


def ollama_generate(client, question, seen):
    answer = client.generate(model="m", prompt=question)
    seen.text, seen.finish = answer.response, answer.done_reason


def ollama_generate_stream(client, question, seen):
    for part in client.generate(model="m", prompt=question, stream=True):
        seen.text += part.response
        seen.finish = part.done_reason


def ollama_chat_whole(texts):
    return wire.ollama_line("".join(texts), done=True).encode()


def ollama_generate_whole(texts):
    return wire.ollama_text_line("".join(texts), done=True).encode()


# httpx-sse: a plain reader that knows events and no API


def read_events_of(path, body, read):
    def ask(client, question, seen):
        with httpx_sse.connect_sse(client, "POST", path, json=body(question)) as source:
            for event in source.iter_sse():
                if event.data != "[DONE]":
                    read(json.loads(event.data), seen)
    return ask


def read_chat(data, seen):
    if "error" in data:
        seen.finish = data["error"]["code"]
    for choice in data.get("choices", []):
        seen.text += choice["delta"].get("content") or ""
        seen.finish = choice["finish_reason"] or seen.finish


def read_responses(data, seen):
    if data["type"] == "response.output_text.delta":
        seen.text += data["delta"]
    elif data["type"] == "error":
        seen.finish = data["error"]["code"]
        assert (data["code"], data["message"]) == (data["error"]["code"], data["error"]["message"])
    elif data["type"] in ("response.completed", "response.incomplete"):
        details = data["response"].get("incomplete_details")
        seen.finish = details["reason"] if details else data["response"]["status"]


def read_messages(data, seen):
    if data["type"] == "content_block_delta":
        seen.text += data["delta"]["text"]
    elif data["type"] == "message_delta":
        seen.finish = data["delta"]["stop_reason"]
    elif data["type"] == "error":
        seen.finish = data["error"]["type"]


def read_google(data, seen):
    if "error" in data:
        seen.finish = data["error"]["status"]
    for candidate in data.get("candidates", []):
        seen.text += "".join(part["text"] for part in candidate.get("content", {}).get("parts", []))
        seen.finish = candidate.get("finishReason", seen.finish)


def read_all_chat(question):
    return chat_options(question, stream=True)


def read_all_responses(question):
    return {"model": "gpt-test", "input": question, "stream": True}


def read_all_messages(question):
    return messages_options(question, stream=True)


def read_all_google(question):
    return {"contents": [{"role": "user", "parts": [{"text": question}]}]}


GOOGLE_STREAM = "/google/v1beta/models/m:streamGenerateContent?alt=sse"
BAD = "BadRequestError"
FILTERED = "content_filter"
RAISED = "ContentFilterFinishReasonError"

CALLS = [
    Call("openai-chat-create", open_openai, chat_create, chat_whole, "stop", BAD),
    Call("openai-chat-create-stream", open_openai, chat_create_stream, wire.chat_stream, "stop", BAD, FILTERED,
         "APIError"),
    Call("openai-chat-create-tools", open_openai, chat_create_tools, tool_whole, "tool_calls", BAD, is_json=True),
    Call("openai-chat-create-tools-stream", open_openai, chat_create_tools_stream, tool_stream, "tool_calls", BAD,
         FILTERED, "APIError", is_json=True),
    Call("openai-chat-stream", open_openai, chat_stream_of(), wire.chat_stream, "stop", BAD, RAISED, "APIError"),
    Call("openai-chat-stream-tools", open_openai, chat_stream_of(tools=OPENAI_TOOLS), tool_stream, "tool_calls", BAD,
         RAISED, "APIError", is_json=True),
    Call("openai-chat-stream-structured", open_openai, chat_stream_of(response_format=Meal), wire.chat_stream, "stop",
         BAD, RAISED, "APIError", is_json=True),
    Call("openai-chat-parse", open_openai, chat_parse, chat_whole, "stop", BAD, is_json=True),
    Call("openai-responses-create", open_openai, responses_create, responses_whole, "completed", BAD),
    Call("openai-responses-create-stream", open_openai, responses_create_stream, wire.responses_stream, "completed",
         BAD, FILTERED, "APIError"),
    Call("openai-responses-stream", open_openai, responses_stream_of(), wire.responses_stream, "completed", BAD,
         "RuntimeError", "APIError"),
    Call("openai-responses-stream-structured", open_openai, responses_stream_of(text_format=Meal),
         wire.responses_stream, "completed", BAD, "ValidationError", "APIError", is_json=True),
    Call("openai-responses-parse", open_openai, responses_parse, responses_whole, "completed", BAD, is_json=True),
    Call("anthropic-create", open_anthropic, messages_create, messages_whole, "end_turn", BAD),
    Call("anthropic-create-stream", open_anthropic, messages_create_stream, wire.messages_stream, "end_turn", BAD,
         "refusal", "APIStatusError"),
    Call("anthropic-create-tools", open_anthropic, messages_create_tools, messages_tool_whole, "tool_use", BAD,
         is_json=True),
    Call("anthropic-stream", open_anthropic, messages_stream_of(), wire.messages_stream, "end_turn", BAD, "refusal",
         "APIStatusError"),
    Call("anthropic-stream-tools", open_anthropic, messages_stream_of(tools=ANTHROPIC_TOOLS), messages_tool_stream,
         "tool_use", BAD, "refusal", "APIStatusError", is_json=True),
    Call("google-generate", open_google, google_generate_of(), google_whole, "STOP", "ClientError"),
    Call("google-generate-structured", open_google,
         google_generate_of(response_mime_type="application/json", response_schema=Meal), google_whole, "STOP",
         "ClientError", is_json=True),
    Call("google-generate-stream", open_google, google_stream, wire.gemini_stream, "STOP", "ClientError",
         "PROHIBITED_CONTENT", "ClientError"),
    Call("ollama-chat", open_ollama, ollama_chat, ollama_chat_whole, "stop", "ResponseError"),
    Call("ollama-chat-stream", open_ollama, ollama_chat_stream, wire.ollama_stream, "stop", "ResponseError", FILTERED,
         "ResponseError"),
    Call("ollama-generate", open_ollama, ollama_generate, ollama_generate_whole, "stop", "ResponseError"),
    Call("ollama-generate-stream", open_ollama, ollama_generate_stream, wire.ollama_text_stream, "stop",
         "ResponseError", FILTERED, "ResponseError"),
    Call("httpx-sse-chat", open_http, read_events_of("/v1/chat/completions", read_all_chat, read_chat),
         wire.chat_stream, "stop", "SSEError", FILTERED, FILTERED),
    Call("httpx-sse-responses", open_http, read_events_of("/v1/responses", read_all_responses, read_responses),
         wire.responses_stream, "completed", "SSEError", FILTERED, FILTERED),
    Call("httpx-sse-messages", open_http, read_events_of("/v1/messages", read_all_messages, read_messages),
         wire.messages_stream, "end_turn", "SSEError", "refusal", "invalid_request_error"),
    Call("httpx-sse-google", open_http, read_events_of(GOOGLE_STREAM, read_all_google, read_google),
         wire.gemini_stream, "STOP", "SSEError", "PROHIBITED_CONTENT", "INVALID_ARGUMENT"),
]
