"""A team's keys: made by the command, found where SDKs put them, never passed on and never in a log."""

import stat

import anthropic
import httpx
import openai
import pytest
from google import genai

from harness.process import run
from harness.team import PROVIDER_KEY, Team
from harness.wire import chat_answer, gemini_answer, messages_answer

CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}


@pytest.fixture
def team(tmp_path, provider):
    team = Team(tmp_path, provider)
    yield team
    team.stop()


def post(team, path="/v1/chat/completions", headers=None, body=None):
    return httpx.post(
        team.sluice.url + path, json=CHAT if body is None else body, headers=headers, timeout=20, trust_env=False)


def test_a_key_is_shown_once_and_only_its_hash_is_kept(team):
    key = team.key("ada", "--expires", "2100-01-31")
    text = team.clients.read_text()
    assert key not in text and "sha256:" in text
    assert stat.S_IMODE(team.clients.stat().st_mode) == 0o600
    listed = run("keys", "list", "--clients", team.clients)
    assert listed.returncode == 0 and "expires 2100-01-31\n" in listed.stdout and key not in listed.stdout


def test_a_revoked_key_is_gone_and_comments_stay(team):
    first, second = team.key("ada"), team.key("ada")
    team.clients.write_text("# our team\n" + team.clients.read_text())
    name = run("keys", "list", "--clients", team.clients).stdout.split()[1]
    done = run("keys", "revoke", "ada", "--clients", team.clients, "--key", name)
    assert done.returncode == 0 and "1 key of ada revoked" in done.stderr
    assert team.clients.read_text().startswith("# our team\n")
    assert run("keys", "revoke", "bob", "--clients", team.clients).returncode == 2
    team.start()
    answers = [post(team, headers={"authorization": f"Bearer {key}"}) for key in (first, second)]
    assert [answer.status_code for answer in answers] == [401, 200]


def test_the_sdks_get_in_and_the_provider_sees_its_own_key_only(team, provider):
    key = team.key("ada")
    sluice = team.start()
    with openai.OpenAI(api_key=key, base_url=sluice.url + "/v1",
                       http_client=openai.DefaultHttpxClient(trust_env=False)) as client:
        provider.handler = lambda call: call.answer(chat_answer("Good morning."))
        assert client.chat.completions.create(**CHAT).choices[0].message.content == "Good morning."
        assert provider.next_call().header("authorization") == f"Bearer {PROVIDER_KEY}"
    with anthropic.Anthropic(api_key=key, base_url=sluice.url,
                             http_client=anthropic.DefaultHttpxClient(trust_env=False)) as client:
        provider.handler = lambda call: call.answer(messages_answer("Good morning."))
        client.messages.create(model="claude", max_tokens=9, messages=CHAT["messages"])
        call = provider.next_call()
        assert (call.header("x-api-key"), call.header("authorization")) == (PROVIDER_KEY, None)
    client = genai.Client(
        api_key=key, http_options={"base_url": sluice.url, "client_args": {"trust_env": False}})
    provider.handler = lambda call: call.answer(gemini_answer("Good morning."))
    assert client.models.generate_content(model="gemini-test", contents="hello").text == "Good morning."
    call = provider.next_call()
    assert (call.header("x-goog-api-key"), call.header("authorization")) == (PROVIDER_KEY, None)
    httpx.post(f"{sluice.url}/v1beta/models/g:generateContent?alt=sse&key={key}", json={}, trust_env=False)
    assert provider.next_call().target == "/v1beta/models/g:generateContent?alt=sse"
    for call in provider.calls:
        assert key not in call.target + str(call.headers)


def test_without_a_good_key_each_sdk_raises_its_own_error(team, provider):
    team.key("ada")
    sluice = team.start()
    with openai.OpenAI(api_key="sk-wrong", base_url=sluice.url + "/v1",
                       http_client=openai.DefaultHttpxClient(trust_env=False)) as client:
        with pytest.raises(openai.AuthenticationError) as caught:
            client.chat.completions.create(**CHAT)
        assert caught.value.code == "invalid_api_key"
    with anthropic.Anthropic(api_key="sk-wrong", base_url=sluice.url,
                             http_client=anthropic.DefaultHttpxClient(trust_env=False)) as client:
        with pytest.raises(anthropic.AuthenticationError):
            client.messages.create(model="claude", max_tokens=9, messages=CHAT["messages"])
    client = genai.Client(
        api_key="AIza-wrong", http_options={"base_url": sluice.url, "client_args": {"trust_env": False}})
    with pytest.raises(genai.errors.ClientError) as caught:
        client.models.generate_content(model="gemini-test", contents="hello")
    assert (caught.value.code, caught.value.status) == (401, "UNAUTHENTICATED")
    assert provider.calls == []


def test_terms_of_a_client_are_kept(team, provider):
    keys = {name: team.key(name) for name in ("ada", "bob", "old")}
    team.terms("ada", "models: [gpt-*]", "routes: [/v1/]")
    team.terms("old", "expires: 2020-01-01")
    team.start()

    def ask(name, path="/v1/chat/completions", **body):
        answer = post(team, path, {"authorization": f"Bearer {keys[name]}"}, {**CHAT, **body})
        return answer.status_code, answer.json().get("error", {}).get("code")

    assert ask("ada") == (200, None)
    assert ask("ada", model="o1") == (403, "model_not_allowed")
    assert ask("ada", "/closed/v1/chat/completions") == (403, "route_not_allowed")
    assert ask("bob", "/closed/v1/chat/completions", model="o1") == (200, None)
    assert ask("old") == (401, "expired_api_key")


RULES = """\
version: 1
defaults: { state: enforce, targets: [request.user], action: block }
rules:
  - { id: a.low, level: low, match: { keywords: [heron] }, examples: { match: [heron], no_match: [her] } }
  - { id: b.high, level: high, match: { keywords: [lantern] }, examples: { match: [lantern], no_match: [lan] } }
"""


def test_levels_and_rules_of_a_client_are_its_own(team, provider):
    keys = {name: team.key(name) for name in ("ada", "bob", "eve")}
    team.terms("bob", "moderation: { floor: high }")
    team.terms("eve", "rules: { disable: [a.*] }")
    (team.folder / "own.rules.yaml").write_text(RULES)
    team.start(rules="{ dir: . }")

    def ask(name, text, level):
        body = {**CHAT, "messages": [{"role": "user", "content": text}], "level": level}
        return post(team, headers={"api-key": keys[name]}, body=body).status_code

    assert [ask(name, "a heron", "low") for name in keys] == [400, 400, 200]
    assert [ask(name, "a lantern", "low") for name in keys] == [200, 400, 200]
    assert [ask(name, "a lantern", "high") for name in keys] == [400, 400, 400]


@pytest.mark.parametrize(("authenticate", "expected"), [
    ("", f"Bearer {PROVIDER_KEY}"), (": { keys: passthrough }", "Bearer sk-own"),
])
def test_the_old_habit_of_two_keys_in_one(team, provider, authenticate, expected):
    key = team.key("ada")
    team.start(authenticate=authenticate)
    assert post(team, headers={"authorization": f"Bearer sk-own:{key}"}).status_code == 200
    assert provider.next_call().header("authorization") == expected


@pytest.mark.parametrize(("upstream", "header", "value"), [
    (", key_env: PROVIDER_KEY, key_header: x-secret", "x-secret", PROVIDER_KEY),
    (", key_file: provider.key", "authorization", "Bearer sk-from-file"), ("", "authorization", "Bearer sk-own"),
])
def test_where_the_providers_key_comes_from_and_goes(team, provider, upstream, header, value):
    key = team.key("ada")
    (team.folder / "provider.key").write_text("sk-from-file\n")
    team.start(upstream=upstream)
    assert post(team, headers={"authorization": "Bearer sk-own", "api-key": key}).status_code == 200
    call = provider.next_call()
    assert call.header(header) == value and call.header("api-key") is None
    assert ("sk-own" in str(call.headers)) == (upstream == "")


def test_no_key_is_ever_logged_and_the_client_is(team, provider):
    key = team.key("ada")
    team.start(extra="decision_log: { receipts: true }")
    post(team, headers={"authorization": f"Bearer sk-own:{key}"})
    httpx.post(f"{team.sluice.url}/v1/chat/completions?key={key[:-1]}", json=CHAT, trust_env=False)
    assert "client=ada" in team.sluice.logged("outcome=passed")
    assert team.sluice.logged("outcome=refused")
    metrics = httpx.get(f"http://127.0.0.1:{team.sluice.admin_port}/metrics", trust_env=False).text
    for secret in (key[4:30], PROVIDER_KEY, "sk-own"):
        assert secret not in team.sluice.log + metrics


@pytest.mark.parametrize(("change", "complaint"), [
    (("authenticate", "body_limit: 1MiB"), "no chain has `authenticate`"),
    (("clients: clients.yaml\n", ""), "no clients are configured"),
    (("PROVIDER_KEY", "MISSING"), "the environment variable `MISSING` is not set"),
    (("/v1beta/", "/v1/models"), None),
])
def test_a_configuration_that_would_protect_nothing_is_refused(team, change, complaint):
    team.key("ada")
    team.start()
    path = team.folder / "sluice.yaml"
    path.write_text(path.read_text().replace(*change))
    done = run("serve", "--config", path, "--check-only", PROVIDER_KEY=PROVIDER_KEY)
    assert done.returncode == (2 if complaint else 0) and (complaint or "") in done.stderr
    assert PROVIDER_KEY not in done.stderr + done.stdout
