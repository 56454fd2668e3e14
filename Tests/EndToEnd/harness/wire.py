"""Answers and streams as the providers send them, in our own words."""

import json


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def chat_chunk(delta, finish=None, index=0, **extra):
    """One event of an OpenAI chat stream."""
    choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
    body = {
        "id": "chatcmpl-7Qx", "object": "chat.completion.chunk", "created": 1795000000, "model": "gpt-test",
        "system_fingerprint": "fp_1", "choices": [choice], **extra,
    }
    return f"data: {dump(body)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


def chat_stream(texts, finish="stop"):
    """An OpenAI chat stream: role, one event per text, finish, [DONE]."""
    events = [chat_chunk({"role": "assistant", "content": "", "refusal": None})]
    events += [chat_chunk({"content": text}) for text in texts]
    return [*events, chat_chunk({}, finish), DONE]


def tool_stream(fragments, name="pay"):
    """An OpenAI chat stream whose only output is a tool call, its arguments in fragments."""
    call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
    events = [chat_chunk({"role": "assistant", "content": None, "tool_calls": [call]})]
    for fragment in fragments:
        events.append(chat_chunk({"tool_calls": [{"index": 0, "function": {"arguments": fragment}}]}))
    return [*events, chat_chunk({}, "tool_calls"), DONE]


def chat_answer(text, finish="stop", **message):
    """A whole OpenAI chat answer."""
    return {
        "id": "chatcmpl-7Qx", "object": "chat.completion", "created": 1795000000, "model": "gpt-test",
        "choices": [{
            "index": 0, "message": {"role": "assistant", "content": text, "refusal": None, **message},
            "logprobs": None, "finish_reason": finish,
        }],
        "usage": {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14},
    }


def openai_error(message, kind, code=None):
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def event(name, body):
    """One named event."""
    return f"event: {name}\ndata: {dump({'type': name, **body})}\n\n".encode()


def message_start():
    message = {
        "id": "msg_7Qx", "type": "message", "role": "assistant", "model": "claude-test", "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 11, "output_tokens": 1},
    }
    return event("message_start", {"message": message})


def message_end(reason="end_turn"):
    delta = {"delta": {"stop_reason": reason, "stop_sequence": None}, "usage": {"output_tokens": 12}}
    return [event("message_delta", delta), event("message_stop", {})]


def block(index, start, deltas):
    """One content block of an Anthropic stream."""
    return [
        event("content_block_start", {"index": index, "content_block": start}),
        *[event("content_block_delta", {"index": index, "delta": delta}) for delta in deltas],
        event("content_block_stop", {"index": index}),
    ]


def messages_stream(texts):
    """An Anthropic stream with one text block."""
    deltas = [{"type": "text_delta", "text": text} for text in texts]
    start, *rest = block(0, {"type": "text", "text": ""}, deltas)
    return [message_start(), start, event("ping", {}), *rest, *message_end()]


def messages_tool_stream(fragments, name="pay"):
    """An Anthropic stream with one tool call, its input in fragments."""
    deltas = [{"type": "input_json_delta", "partial_json": fragment} for fragment in fragments]
    start = {"type": "tool_use", "id": "toolu_1", "name": name, "input": {}}
    return [message_start(), *block(0, start, deltas), *message_end("tool_use")]


def messages_answer(text, reason="end_turn"):
    """A whole Anthropic answer."""
    return {
        "id": "msg_7Qx", "type": "message", "role": "assistant", "model": "claude-test",
        "content": [{"type": "text", "text": text}], "stop_reason": reason, "stop_sequence": None,
        "usage": {"input_tokens": 11, "output_tokens": 12},
    }


def anthropic_error(message, kind):
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_7Qx"}


def data_events(body):
    """The JSON payloads of a stream's events, `[DONE]` left out."""
    lines = [line[6:] for line in body.decode().splitlines() if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def chat_text(body, index=0):
    """The text that a chat stream says in one choice."""
    choices = [choice for item in data_events(body) for choice in item.get("choices", [])]
    return "".join(c["delta"].get("content") or "" for c in choices if c["index"] == index)


def responses_stream(texts):
    """A stream of OpenAI's Responses with one message, which says its text four more times at its end."""
    text = "".join(texts)
    response = {"id": "resp_7Qx", "object": "response", "created_at": 1795000000, "model": "gpt-test",
                "status": "in_progress", "output": [], "parallel_tool_calls": True, "tool_choice": "auto", "tools": []}
    place = {"item_id": "msg_7Qx", "output_index": 0, "content_index": 0}

    def item(status, *content):
        return {"id": "msg_7Qx", "type": "message", "status": status, "role": "assistant", "content": list(content)}

    def part(text):
        return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}

    done = item("completed", part(text))
    events = [
        ("response.created", {"response": response}),
        ("response.output_item.added", {"output_index": 0, "item": item("in_progress")}),
        ("response.content_part.added", {**place, "part": part("")}),
        *[("response.output_text.delta", {**place, "delta": text, "logprobs": []}) for text in texts],
        ("response.output_text.done", {**place, "text": text, "logprobs": []}),
        ("response.content_part.done", {**place, "part": part(text)}),
        ("response.output_item.done", {"output_index": 0, "item": done}),
        ("response.completed", {"response": {**response, "status": "completed", "output": [done]}}),
    ]
    return [event(name, {"sequence_number": number, **body}) for number, (name, body) in enumerate(events)]


def responses_answer(text):
    """A whole answer of OpenAI's Responses."""
    return data_events(responses_stream([text])[-1])[0]["response"]


def gemini_answer(text, finish=None):
    """A whole answer of Gemini's, or one event of a stream."""
    candidate = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    usage = {"promptTokenCount": 4, "candidatesTokenCount": 2, "totalTokenCount": 6}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-test"}


def gemini_stream(texts):
    """A stream of Gemini's with `alt=sse`: nothing but data lines, ended by CRLF."""
    answers = [gemini_answer(text) for text in texts[:-1]] + [gemini_answer(texts[-1], "STOP")]
    return [f"data: {dump(answer)}\r\n\r\n".encode() for answer in answers]


def ollama_line(text, done=False):
    """One line of Ollama's."""
    message = {"role": "assistant", "content": text}
    rest = {"done_reason": "stop", "eval_count": 3} if done else {}
    return dump({"model": "m", "created_at": "2026-11-21T00:00:00Z", "message": message, "done": done, **rest}) + "\n"


def ollama_stream(texts):
    """A stream of Ollama's chat."""
    return [ollama_line(text).encode() for text in texts] + [ollama_line("", done=True).encode()]


def ollama_text_line(text, done=False):
    """One line of Ollama's answer to a plain prompt."""
    rest = {"done_reason": "stop", "eval_count": 3} if done else {}
    return dump({"model": "m", "created_at": "2026-11-21T00:00:00Z", "response": text, "done": done, **rest}) + "\n"


def ollama_text_stream(texts):
    """A stream of Ollama's answer to a plain prompt."""
    return [ollama_text_line(text).encode() for text in texts] + [ollama_text_line("", done=True).encode()]
