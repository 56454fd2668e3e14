"""Fixtures: a provider, a Sluice in front of it, clients."""

import pathlib

import httpx
import pytest

from harness.process import SHARED, Sluice
from harness.provider import Provider
from harness.raw import RawClient
from harness.reloading import Reloading
from harness.wire import chat_answer

HERE = pathlib.Path(__file__).resolve().parent

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:0
admin: {{ listen: 127.0.0.1:0 }}
rules: {{ dir: {rules} }}
upstreams:
  openai: {{ url: "{url}", connect_timeout: 3s, first_byte_timeout: {first_byte}, idle_timeout: 5s }}
  anthropic: {{ url: "{url}", connect_timeout: 3s, first_byte_timeout: {first_byte}, idle_timeout: 5s }}
moderation:
  levels: [low, medium, high]
  default: medium
  floor: low
  from: [header:x-moderation-level, body:moderation_level]
routes:
  - {{ path: /gpt/, strip_prefix: true, upstream: openai }}
  - {{ path: /google/, strip_prefix: true, upstream: openai }}
  - {{ path: /api/, upstream: openai }}
  - {{ path: /v1/messages, upstream: anthropic }}
  - {{ path: /v1/, when: {{ header: x-api-key }}, upstream: anthropic }}
  - {{ path: /v1/, when: {{ header: authorization }}, upstream: openai }}
chain:
  - cors: {{ origins: ["https://chat.example.com"], max_age: 10m, expose: [x-request-id, request-id] }}
  - body_limit: 50MiB
  - strip_fields: [moderation, moderation_level]
{extra}  - allow_headers:
      request: [authorization, x-api-key, content-type, accept, user-agent, "anthropic-*", "x-stainless-*"]
      response: [content-type, content-length, cache-control, retry-after, x-request-id, request-id, "x-ratelimit-*"]
  - filter_request: {{ {request} }}
  - filter_response: {{ ending: {ending}, unknown_event: inspect, {response} }}
  - forward
"""


@pytest.fixture(scope="session")
def session_provider():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(session_provider):
    """The fake provider behind Sluice, fresh for each test."""
    session_provider.reset()
    return session_provider


@pytest.fixture(scope="session")
def start_sluice(session_provider, tmp_path_factory):
    """Starts a Sluice with a variation of the configuration; one process per variation.

    `rules` is the text of a rule file in place of the ordinary rules; `request` and `response` are further options of
    the two filters.
    """
    running = {}

    def start(ending="soft", extra="", first_byte="5s", rules=None, request="", response=""):
        variation = (ending, extra, first_byte, rules, request, response)
        if variation not in running:
            folder = tmp_path_factory.mktemp("sluice")
            if rules is not None:
                (folder / "own.rules.yaml").write_text(rules)
            path = folder / "sluice.yaml"
            path.write_text(CONFIGURATION.format(
                rules=HERE / "rules" if rules is None else folder, url=session_provider.url, ending=ending, extra=extra,
                first_byte=first_byte, request=request, response=response))
            running[variation] = Sluice("--config", path).wait_until_it_listens()
        return running[variation]

    yield start
    for sluice in running.values():
        sluice.stop()


@pytest.fixture
def sluice(start_sluice, provider):
    """The ordinary Sluice."""
    return start_sluice()


@pytest.fixture
def hard_sluice(start_sluice, provider):
    """A Sluice whose blocked streams end with an error event."""
    return start_sluice(ending="hard")


@pytest.fixture
def raw(sluice):
    """A connection to Sluice that shows raw bytes."""
    with RawClient(sluice.port) as client:
        yield client


@pytest.fixture
def http(sluice):
    """An ordinary HTTP client with an OpenAI key."""
    headers = {"authorization": "Bearer sk-test"}
    with httpx.Client(base_url=sluice.url, headers=headers, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def shared():
    """The folder with acceptance files and recordings that may stand beside the project."""
    if not SHARED.is_dir():
        pytest.skip("no shared folder beside the project")
    return SHARED


@pytest.fixture
def server(tmp_path, provider):
    """A Sluice whose rules can be changed; a test starts it."""
    provider.handler = lambda call: call.answer(chat_answer("alpha and omega"))
    server = Reloading(tmp_path, provider)
    server.write_rules(1)
    server.configure()
    yield server
    server.stop()
