"""What people did with nginx, and Sluice behind the real nginx."""

import threading

import openai
import pytest

from harness.nginx import Nginx
from harness.raw import RawClient
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream

QUESTION = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
CHAT = "/v1/chat/completions"


@pytest.fixture
def nginx(sluice, tmp_path):
    nginx = Nginx(tmp_path, sluice.port).wait_until_it_listens()
    yield nginx
    nginx.stop()


@pytest.mark.parametrize(("asked", "forwarded"), [
    ("/gpt/v1/models", "/v1/models"), ("/gpt/v1/models?limit=2", "/v1/models?limit=2"), ("/gpt/", "/"),
])
def test_a_prefix_is_stripped(http, provider, asked, forwarded):
    http.get(asked)
    assert provider.calls[0].target == forwarded


@pytest.mark.parametrize("asked", ["/gpt/../admin", "/gpt%2f..%2fadmin", "//gpt/v1/models/../../admin"])
def test_a_crooked_path_never_leaves_its_prefix(raw, provider, asked):
    raw.request("GET", asked, [("authorization", "Bearer k")])
    assert raw.read_head() in (400, 404)
    assert provider.calls == []


def test_host_is_the_upstreams(raw, provider):
    raw.request("GET", "/gpt/v1/models", [("authorization", "Bearer k"), ("x-forwarded-host", "inner.example")])
    raw.read_head()
    assert provider.calls[0].header("host") == provider.url.removeprefix("http://")
    assert provider.calls[0].header("x-forwarded-host") is None


def test_text_under_a_prefix_is_filtered_as_anywhere(http, provider):
    answer = http.post("/gpt" + CHAT, json={"messages": [{"role": "user", "content": "Operation Heron"}]})
    assert answer.status_code == 400
    assert provider.calls == []


def test_behind_nginx_no_frame_is_delayed(nginx, provider):
    seen = threading.Event()

    def answer_step_by_step(call):
        call.head(200, [("content-type", "text/event-stream")])
        for number in range(10):
            call.chunk(chat_chunk({"content": f"{number}."}))
            assert seen.wait(5), f"frame {number} did not arrive before the next one was sent"
            seen.clear()
        call.chunk(DONE)
        call.end()

    provider.handler = answer_step_by_step
    with RawClient(nginx.port) as client:
        client.post(CHAT, {**QUESTION, "stream": True})
        assert client.read_head() == 200
        for number in range(10):
            client.read_until(f'"{number}."'.encode())
            seen.set()
        rest, clean = client.read_body()
    assert clean and rest == DONE


def test_behind_nginx_a_stream_is_byte_identical(nginx, provider):
    stream = chat_stream(["One ", "two ", "three."])
    provider.handler = lambda call: call.stream(stream)
    with RawClient(nginx.port) as client:
        client.post(CHAT, {**QUESTION, "stream": True})
        client.read_head()
        assert client.read_body() == (b"".join(stream), True)


def test_behind_nginx_connections_to_sluice_are_kept(nginx, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    for _ in range(5):
        with RawClient(nginx.port) as client:
            client.post(CHAT, QUESTION)
            assert client.read_head() == 200
            client.read_body()
    assert len(provider.calls) == 5


def test_behind_nginx_the_sdk_sees_a_block(nginx, provider):
    http = openai.DefaultHttpxClient(trust_env=False)
    client = openai.OpenAI(api_key="k", base_url=f"http://127.0.0.1:{nginx.port}/v1", http_client=http)
    with client, pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "what is Operation Heron?"}])
    assert caught.value.code == "content_filter"
    assert provider.calls == []


def test_behind_nginx_the_provider_is_cancelled_when_the_client_leaves(nginx, provider):
    def stream_until_nobody_listens(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Hello."}))
        call.wait_until_client_leaves(10)

    provider.handler = stream_until_nobody_listens
    with RawClient(nginx.port) as client:
        client.post(CHAT, {**QUESTION, "stream": True})
        client.read_head()
        client.read_until(b"Hello.")
    assert provider.next_call().client_left.wait(5)
