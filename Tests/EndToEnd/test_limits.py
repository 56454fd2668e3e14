"""A team's limits: 429 in the client's dialect, usage from the answers, frames for those who asked for them."""

import contextlib
import sqlite3
import threading
import time

import anthropic
import httpx
import openai
import pytest

from harness.process import run
from harness.team import PROVIDER_KEY, Team
from harness.wire import DONE, chat_answer, chat_chunk, dump, messages_stream

CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}


@pytest.fixture
def team(tmp_path, provider):
    team = Team(tmp_path, provider)
    yield team
    team.stop()


def post(team, key, body=None, path="/v1/chat/completions"):
    return httpx.post(
        team.sluice.url + path, json=CHAT if body is None else body, headers={"authorization": f"Bearer {key}"},
        timeout=20, trust_env=False)


def until(holds, timeout=20):
    """Waits until something holds."""
    end = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def usage_frame(prompt, completion):
    usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    chunk = dump({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [],
                  "usage": usage})
    return f"data: {chunk}\n\n".encode()


def test_requests_a_minute_are_each_clients_own(team):
    ada, bob = team.key("ada"), team.key("bob")
    team.terms("bob", "limits: { requests_per_minute: 1 }")
    team.start(limit="requests_per_minute: 3")
    assert [post(team, ada).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert [post(team, bob).status_code for _ in range(2)] == [200, 429]


def test_the_sdks_raise_their_rate_limit_errors(team):
    key = team.key("ada")
    sluice = team.start(limit="requests_per_minute: 1")
    post(team, key)
    http = openai.DefaultHttpxClient(trust_env=False)
    with openai.OpenAI(api_key=key, base_url=sluice.url + "/v1", max_retries=0, http_client=http) as client:
        with pytest.raises(openai.RateLimitError) as caught:
            client.chat.completions.create(**CHAT)
    headers = caught.value.response.headers
    assert caught.value.code == "rate_limit_exceeded" and 0 < int(headers["retry-after"]) <= 60
    assert (headers["x-ratelimit-limit-requests"], headers["x-should-retry"]) == ("1", "true")
    http = anthropic.DefaultHttpxClient(trust_env=False)
    with anthropic.Anthropic(api_key=key, base_url=sluice.url, max_retries=0, http_client=http) as client:
        with pytest.raises(anthropic.RateLimitError) as caught:
            client.messages.create(model="claude", max_tokens=9, messages=CHAT["messages"])
    assert caught.value.response.headers["anthropic-ratelimit-requests-remaining"] == "0"


def test_a_place_is_free_again_when_a_stream_has_ended_or_its_client_has_left(team, provider):
    key = team.key("ada")
    team.start(limit="concurrent_streams: 1")
    release, arrived = threading.Event(), threading.Event()

    def wait(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "hi"}))
        arrived.set()
        release.wait(20)
        call.chunk(DONE)
        call.end()

    provider.handler = wait
    headers = {"authorization": f"Bearer {key}"}
    with httpx.Client(base_url=team.sluice.url, headers=headers, timeout=20, trust_env=False) as client:
        with client.stream("POST", "/v1/chat/completions", json={**CHAT, "stream": True}) as stream:
            assert arrived.wait(20)
            assert post(team, key).status_code == 429
            release.set()
            assert "[DONE]" in stream.read().decode()
    provider.handler = lambda call: call.answer(chat_answer("yes"))
    assert [post(team, key).status_code for _ in range(5)] == [200] * 5
    left = threading.Event()
    arrived.clear()

    def hang(call):
        arrived.set()
        call.wait_until_client_leaves(20)
        left.set()

    provider.handler = hang
    with pytest.raises(httpx.TimeoutException):
        httpx.post(team.sluice.url + "/v1/chat/completions", json=CHAT, headers=headers, timeout=1, trust_env=False)
    assert left.wait(20)
    provider.handler = lambda call: call.answer(chat_answer("yes"))
    assert post(team, key).status_code == 200


@pytest.mark.parametrize("asks", [False, True])
def test_the_tokens_of_a_stream_are_counted_whether_asked_for_or_not(team, provider, asks):
    key = team.key("ada")
    sluice = team.start(limit="tokens_per_day: 100")

    def answer(call):
        pieces = [chat_chunk({"content": "hi"}), chat_chunk({}, "stop")]
        if call.json.get("stream_options", {}).get("include_usage"):
            pieces.append(usage_frame(90, 10))
        call.stream([*pieces, DONE])

    provider.handler = answer
    http = openai.DefaultHttpxClient(trust_env=False)
    options = {"stream_options": {"include_usage": True}} if asks else {}
    with openai.OpenAI(api_key=key, base_url=sluice.url + "/v1", max_retries=0, http_client=http) as client:
        chunks = list(client.chat.completions.create(**CHAT, stream=True, **options))
        assert [bool(chunk.choices) for chunk in chunks] == [True, True] + [False] * asks
        with pytest.raises(openai.RateLimitError) as caught:
            client.chat.completions.create(**CHAT)
    assert caught.value.code == "insufficient_quota"
    assert caught.value.response.headers["x-should-retry"] == "false"


def test_the_tokens_of_other_answers_are_counted(team, provider):
    keys = [team.key(name) for name in ("ada", "bob", "eve")]
    team.start(limit="tokens_per_day: 14")
    provider.handler = lambda call: call.answer(chat_answer("hi"))
    assert [post(team, keys[0]).status_code for _ in range(2)] == [200, 429]
    provider.handler = lambda call: call.stream(messages_stream(["hi"] * 20))
    body = {"model": "c", "max_tokens": 9, "stream": True, "messages": CHAT["messages"]}
    assert [post(team, keys[1], body, "/v1/messages").status_code for _ in range(2)] == [200, 429]
    provider.handler = lambda call: call.answer({"error": {"message": "no"}}, 500)
    assert [post(team, keys[2]).status_code for _ in range(2)] == [500, 500]


def test_what_tokens_cost_is_counted_where_prices_are_known(team, provider):
    ada, bob, eve = (team.key(name) for name in ("ada", "bob", "eve"))
    team.terms("bob", "limits: { cost_per_day: 0.0002 }")
    team.start(limit='cost_per_day: 0.0001, prices: { "gpt-*": { input: 2.5, output: 10 } }')
    provider.handler = lambda call: call.answer(chat_answer("hi"))
    assert [post(team, ada).status_code for _ in range(3)] == [200, 200, 429]
    assert [post(team, bob).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert post(team, bob).json()["error"]["code"] == "insufficient_quota"
    unpriced = post(team, eve, {**CHAT, "model": "other"})
    assert (unpriced.status_code, unpriced.json()["error"]["code"]) == (403, "model_not_allowed")


def test_without_keys_limits_count_for_each_address(team, provider):
    team.key("ada")
    team.start(limit="requests_per_minute: 2", has_keys=False)
    assert [post(team, "any").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_restart_forgets_nothing_that_a_file_keeps(team, provider, is_killed):
    keys = [team.key(name) for name in ("ada", "bob")]
    provider.handler = lambda call: call.answer(chat_answer("hi"))
    options = {"limit": "tokens_per_day: 14, requests_per_minute: 1", "extra": "limits: { store: sqlite:counts.db }"}
    team.start(**options)
    assert post(team, keys[0]).status_code == 200
    assert [post(team, keys[1], {**CHAT, "model": ""}, "/v1/models").status_code for _ in range(2)][-1] == 429
    if is_killed:
        with contextlib.closing(sqlite3.connect(team.folder / "counts.db", timeout=20)) as counts:
            until(lambda: len(counts.execute("SELECT * FROM counts").fetchall()) == 2)
        team.sluice.process.kill()
        team.sluice.wait()
    else:
        team.stop()
    team.start(**options)
    answers = [post(team, key) for key in keys]
    assert [answer.status_code for answer in answers] == [429, 429]
    assert [answer.json()["error"]["code"] for answer in answers] == ["insufficient_quota", "rate_limit_exceeded"]


def test_a_file_that_is_no_store_is_said(team):
    team.key("ada")
    (team.folder / "counts.db").write_text("nothing of the kind, for sure\n" * 100)
    team.start()
    path = team.folder / "sluice.yaml"
    path.write_text(path.read_text() + "limits: { store: sqlite:counts.db }\n")
    done = run("serve", "--config", path, PROVIDER_KEY=PROVIDER_KEY)
    assert done.returncode == 3 and "can't keep counts in" in done.stderr
