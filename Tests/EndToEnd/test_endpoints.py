"""What clients ask for beside chat, under every base URL that they are given: read, or refused with a way out."""

import anthropic
import httpx
import ollama
import openai
import pytest

from harness.raw import RawClient
from harness.wire import chat_answer, messages_answer

HELLO = [{"role": "user", "content": "hello there"}]
FORBIDDEN = [{"role": "user", "content": "what is Operation Heron?"}]


def openai_client(sluice, base="/v1"):
    http = openai.DefaultHttpxClient(trust_env=False)
    return openai.OpenAI(api_key="sk-test", base_url=sluice.url + base, http_client=http)


@pytest.mark.parametrize("base", ["/v1", "/v1/v1", "/gpt", "/gpt/v1", "/gpt/v1/v1", "/gpt/openai/v1"])
def test_every_base_url_leads_to_the_same_filter(sluice, provider, base):
    provider.handler = lambda call: call.answer(chat_answer("use 5555 5555 5555 4444 now"))
    with openai_client(sluice, base) as client:
        answer = client.chat.completions.create(model="m", messages=HELLO)
        assert answer.choices[0].message.content == "use [card] now"
        with pytest.raises(openai.BadRequestError):
            client.chat.completions.create(model="m", messages=FORBIDDEN)
    assert len(provider.calls) == 1


@pytest.mark.parametrize("base", ["", "/v1", "/gpt"])
def test_every_base_url_of_anthropic_too(sluice, provider, base):
    provider.handler = lambda call: call.answer(messages_answer("use 5555 5555 5555 4444 now"))
    http = anthropic.DefaultHttpxClient(trust_env=False)
    with anthropic.Anthropic(api_key="k", base_url=sluice.url + base, http_client=http) as client:
        answer = client.messages.create(model="m", max_tokens=9, messages=HELLO)
        assert answer.content[0].text == "use [card] now"
        with pytest.raises(anthropic.BadRequestError):
            client.messages.create(model="m", max_tokens=9, messages=FORBIDDEN)
    assert len(provider.calls) == 1


def test_models_are_listed(sluice, provider):
    provider.handler = lambda call: call.answer({"object": "list", "data": [{"id": "m", "object": "model"}]})
    with openai_client(sluice) as client:
        assert [model.id for model in client.models.list()] == ["m"]


def test_a_conversation_is_read_before_it_is_kept(sluice, provider):
    provider.handler = lambda call: call.answer({"id": "conv_1", "object": "conversation", "metadata": {}})
    with openai_client(sluice) as client:
        items = [{"type": "message", "role": "user", "content": "hello"}]
        assert client.conversations.create(items=items).id == "conv_1"
        with pytest.raises(openai.BadRequestError):
            client.conversations.create(items=[{**items[0], "content": "about Operation Heron"}])
    assert len(provider.calls) == 1


def test_ollama_embeds_and_lists(sluice, provider):
    client = ollama.Client(host=sluice.url, trust_env=False)
    provider.handler = lambda call: call.answer({"model": "m", "embeddings": [[0.5, 1.5]], "models": []})
    assert client.embed(model="m", input="hello").embeddings == [[0.5, 1.5]]
    assert client.list().models == []
    with pytest.raises(ollama.ResponseError):
        client.embed(model="m", input=["Operation Heron"])
    assert len(provider.calls) == 2


def test_what_is_unknown_raises_once_and_says_what_to_do(sluice, provider):
    with openai_client(sluice) as client:
        with pytest.raises(openai.NotFoundError) as caught:
            client.fine_tuning.jobs.create(model="m", training_file="file-1")
    assert caught.value.code == "unknown_endpoint"
    assert "unknown_endpoint: inspect" in caught.value.message
    assert provider.calls == []


def test_what_is_refused_by_name_raises_permission_denied(sluice, provider):
    with openai_client(sluice) as client:
        with pytest.raises(openai.PermissionDeniedError) as caught:
            client.realtime.client_secrets.create()
        assert caught.value.code == "realtime_refused"
        with pytest.raises(openai.PermissionDeniedError) as caught:
            client.uploads.create(bytes=1, filename="a", mime_type="text/plain", purpose="batch")
        assert caught.value.code == "endpoint_refused"
    assert provider.calls == []


def test_another_method_is_405_with_the_methods_that_go(sluice, provider):
    answer = httpx.put(
        sluice.url + "/v1/messages", headers={"x-api-key": "k"}, json={"messages": HELLO}, trust_env=False)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["error"]["details"]["error_code"] == "method_not_allowed"
    assert provider.calls == []


def test_a_refused_body_leaves_the_connection_for_the_next_request(sluice, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    with RawClient(sluice.port) as client:
        for _ in range(2):
            client.post("/v1/unheard-of", {"text": "x" * 5000})
            assert client.read_head() == 404
            client.read_body()
        client.post("/v1/chat/completions", {"messages": HELLO})
        assert client.read_head() == 200
