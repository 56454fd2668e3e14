"""The base URLs of the guide lead each client to an endpoint that is known, and its key to where it belongs."""

import re

import anthropic
import httpx
import ollama
import openai
import pytest
from google import genai

from harness.deployed import RULES
from harness.process import ROOT, Sluice, run
from harness.provider import Provider
from harness.wire import chat_answer

GUIDE = (ROOT / "Sources/sluice/sluice.docc/PointingClients.md").read_text()
HOST = "https://llm.example.com"
ROWS = dict(re.findall(rf"^\| ([^|(,]+?)(?: \(| \||, ).*\| `({HOST}\S*)` \|$", GUIDE, re.M))
KEYS = {f"{name}_API_KEY": f"provider-key-of-{name.lower()}" for name in ("OPENAI", "ANTHROPIC", "GEMINI")}
QUESTION = [{"role": "user", "content": "hello there"}]
# What each program asks for, behind the base URL that it is given.
PROGRAMS = {
    "Dify": ["POST chat/completions", "POST completions", "POST embeddings"],
    "Open WebUI": ["GET models", "POST chat/completions", "POST embeddings", "POST audio/speech"],
    "NextChat": ["GET v1/models", "POST v1/chat/completions", "POST v1/audio/speech", "POST v1/images/generations",
                 "POST v1/messages", "POST v1beta/models/m:streamGenerateContent?alt=sse"],
    "LobeChat": ["GET models", "POST chat/completions", "POST responses"],
    "Cherry Studio": ["GET v1/models", "POST v1/chat/completions", "POST v1/responses", "POST v1/messages"],
}


class Setting:
    """The guide's configuration in front of one provider for all its upstreams."""

    def __init__(self, folder):
        self.provider = Provider()
        text = next(block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.S) if block.startswith("version: 1"))
        text = text.replace("listen: 127.0.0.1:8080", "listen: 127.0.0.1:0").replace("dir: rules", f"dir: {RULES}")
        (folder / "sluice.yaml").write_text(text)
        self.key = run("keys", "new", "ada", "--clients", folder / "clients.yaml").stdout.strip()
        upstreams = [f"--upstream={name}={self.provider.url}" for name in ("openai", "anthropic", "gemini", "ollama")]
        self.sluice = Sluice("--config", folder / "sluice.yaml", *upstreams, **KEYS).wait_until_it_listens()

    def url(self, client):
        return ROWS[client].replace(HOST, self.sluice.url)

    def stop(self):
        self.sluice.stop()
        self.provider.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    setting = Setting(tmp_path_factory.mktemp("clients"))
    yield setting
    setting.stop()


@pytest.fixture
def setting(running):
    running.provider.reset()
    return running


def test_the_guide_names_every_client_once():
    assert set(ROWS) == {"openai", "anthropic", "google-genai", "ollama", *PROGRAMS}


@pytest.mark.parametrize(("program", "asked"), [(program, asked) for program in PROGRAMS for asked in PROGRAMS[program]])
def test_a_program_reaches_the_endpoint_that_it_means(setting, program, asked):
    method, path = asked.split(" ")
    url = f"{setting.url(program)}/{path}"
    body = {"model": "m", "messages": QUESTION, "input": "hello"} if method == "POST" else None
    answer = httpx.request(
        method, url, json=body, headers={"authorization": f"Bearer {setting.key}"}, timeout=20, trust_env=False)
    assert answer.status_code == 200, answer.text
    call, = setting.provider.calls
    assert call.target == url.removeprefix(setting.sluice.url)
    assert not [value for _, value in call.headers if setting.key in value]


def test_the_openai_sdk(setting):
    setting.provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    http = openai.DefaultHttpxClient(trust_env=False)
    with openai.OpenAI(base_url=setting.url("openai"), api_key=setting.key, http_client=http) as client:
        answer = client.chat.completions.create(model="m", messages=QUESTION)
    assert answer.choices[0].message.content == "Good morning."
    assert setting.provider.calls[0].header("authorization") == f"Bearer {KEYS['OPENAI_API_KEY']}"


def test_the_anthropic_sdk(setting):
    message = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
        "stop_sequence": None, "content": [{"type": "text", "text": "Good morning."}],
        "usage": {"input_tokens": 3, "output_tokens": 2},
    }
    setting.provider.handler = lambda call: call.answer(message)
    http = anthropic.DefaultHttpxClient(trust_env=False)
    with anthropic.Anthropic(base_url=setting.url("anthropic"), api_key=setting.key, http_client=http) as client:
        answer = client.messages.create(model="m", max_tokens=9, messages=QUESTION)
        client.models.list()
    assert answer.content[0].text == "Good morning."
    assert [call.header("x-api-key") for call in setting.provider.calls] == [KEYS["ANTHROPIC_API_KEY"]] * 2


def test_google_genai(setting):
    answer = {"candidates": [{"content": {"role": "model", "parts": [{"text": "Good morning."}]}, "finishReason": "STOP"}]}
    setting.provider.handler = lambda call: call.answer(answer)
    client = genai.Client(api_key=setting.key, http_options={
        "base_url": setting.url("google-genai"), "client_args": {"trust_env": False}})
    assert client.models.generate_content(model="m", contents="hello").text == "Good morning."
    assert setting.provider.calls[0].header("x-goog-api-key") == KEYS["GEMINI_API_KEY"]


def test_ollama(setting):
    answer = {"model": "m", "message": {"role": "assistant", "content": "Good morning."}, "done": True}
    setting.provider.handler = lambda call: call.answer(answer)
    headers = {"authorization": f"Bearer {setting.key}"}
    client = ollama.Client(host=setting.url("ollama"), headers=headers, trust_env=False)
    assert client.chat(model="m", messages=QUESTION).message.content == "Good morning."
    call, = setting.provider.calls
    assert (call.target, call.header("authorization")) == ("/api/chat", None)
