"""The nginx and the Caddy that `deploy/` describes, for real in front of the team's configuration."""

import concurrent.futures
import contextlib
import re
import shlex
import ssl
import threading

import httpx
import pytest

from harness import deployed
from harness.caddy import Caddy
from harness.certificates import Certificate
from harness.nginx import Nginx
from harness.process import Sluice, run
from harness.provider import Provider
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream

CHAT = "/v1/chat/completions"
QUESTION = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}


class Site:
    """A provider, the team's Sluice, nginx with TLS and Caddy without it in front of it."""

    def __init__(self, folder, changes):
        ports = {"127.0.0.1:8080": "127.0.0.1:0", "127.0.0.1:8081": "127.0.0.1:0"}
        path = deployed.install("team.yaml", folder / "server", {**ports, **changes})
        self.clients = folder / "server/var/lib/sluice/clients.yaml"
        self.key = run("keys", "new", "grace", "--clients", self.clients).stdout.strip()
        certificate = Certificate(folder / "certificate", "localhost")
        self.trust = ssl.create_default_context(cafile=certificate.path)
        (folder / "nginx").mkdir()
        (folder / "caddy").mkdir()
        with contextlib.ExitStack() as started:
            self.provider = Provider()
            started.callback(self.provider.close)
            upstreams = [f"--upstream={name}={self.provider.url}" for name in ("openai", "anthropic")]
            self.sluice = self._start(started, Sluice("--config", path, *upstreams))
            nginx = self._start(started, Nginx(folder / "nginx", self.sluice.port, certificate))
            caddy = self._start(started, Caddy(folder / "caddy", self.sluice.port))
            self._running = started.pop_all()
        self.urls = {"nginx": f"https://localhost:{nginx.port}", "caddy": f"http://127.0.0.1:{caddy.port}"}

    def _start(self, started, part):
        started.callback(part.stop)
        return part.wait_until_it_listens()

    def client(self, front, address="127.0.0.1"):
        """A client with a key, behind one of the two."""
        transport = httpx.HTTPTransport(verify=self.trust, local_address=address)
        headers = {"authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.urls[front], transport=transport, headers=headers, timeout=20)

    def stop(self):
        self._running.close()


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    changes = {"routes:\n": "routes:\n  - { path: /api/, upstream: openai }\n"}
    site = Site(tmp_path_factory.mktemp("team"), changes)
    yield site
    site.stop()


@pytest.fixture(autouse=True)
def fresh(team):
    team.provider.reset()


every_front = pytest.mark.parametrize("front", ["nginx", "caddy"])


STREAMS = {
    "text/event-stream": (CHAT, lambda text: chat_chunk({"content": text}), DONE),
    "application/x-ndjson": (
        "/api/chat", lambda text: b'{"message":{"role":"assistant","content":"%b"},"done":false}\n' % text.encode(),
        b'{"message":{"role":"assistant","content":""},"done":true}\n'),
}


@every_front
@pytest.mark.parametrize("content_type", STREAMS)
def test_each_event_arrives_before_the_next_one_is_written(team, front, content_type):
    path, write, last = STREAMS[content_type]
    seen = threading.Event()

    def answer_step_by_step(call):
        call.head(200, [("content-type", content_type)])
        for number in range(10):
            call.chunk(write(f"{number}."))
            assert seen.wait(20), f"event {number} did not arrive before the next one was sent"
            seen.clear()
        call.chunk(last)
        call.end()

    team.provider.handler = answer_step_by_step
    with team.client(front) as client, client.stream("POST", path, json={**QUESTION, "stream": True}) as answer:
        assert answer.status_code == 200
        received, expected = b"", 0
        for piece in answer.iter_raw():
            received += piece
            while expected < 10 and f'"{expected}."'.encode() in received:
                expected += 1
                seen.set()
    assert expected == 10 and received.endswith(last)


@every_front
def test_a_client_that_leaves_ends_the_providers_work(team, front):
    def stream_until_nobody_listens(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Hello."}))
        call.wait_until_client_leaves(20)

    team.provider.handler = stream_until_nobody_listens
    with team.client(front) as client, client.stream("POST", CHAT, json={**QUESTION, "stream": True}) as answer:
        next(answer.iter_raw())
    assert team.provider.next_call().client_left.wait(20)


@every_front
def test_the_members_key_stays_and_the_providers_key_goes_up(team, front):
    team.provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    with team.client(front) as client:
        assert client.post(CHAT, json=QUESTION).status_code == 200
        assert client.post(CHAT, json=QUESTION, headers={"authorization": "Bearer slk_nobody"}).status_code == 401
        assert client.post("/v1/messages", json={**QUESTION, "max_tokens": 5}).status_code == 200
        assert client.get("/v1/models", headers={"anthropic-version": "2023-06-01"}).status_code == 200
    openai, *anthropic = team.provider.calls
    assert openai.header("authorization") == f"Bearer {deployed.SECRETS['OPENAI_API_KEY']}"
    assert [call.header("x-api-key") for call in anthropic] == [deployed.SECRETS["ANTHROPIC_API_KEY"]] * 2
    for call in team.provider.calls:
        assert not [value for name, value in call.headers if team.key in value or name.startswith("x-forwarded")]


@every_front
def test_a_large_body_passes(team, front):
    team.provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    with team.client(front) as client:
        assert client.post(CHAT, json={**QUESTION, "user": "x" * 3_000_000}).status_code == 200


@every_front
def test_many_streams_at_one_time_are_not_mixed(team, front):
    team.provider.handler = lambda call: call.stream(chat_stream([call.json["user"], "!"]))
    with team.client(front) as client, concurrent.futures.ThreadPoolExecutor(16) as threads:
        answers = threads.map(
            lambda name: (name, client.post(CHAT, json={**QUESTION, "stream": True, "user": name}).text),
            [f"member {number}" for number in range(16)])
        for name, text in answers:
            assert re.findall(r"member \d+", text) == [name]


def test_a_new_member_comes_in_without_a_restart(team):
    """As the guide has it: `sluice keys new`, and then nothing, or what `systemctl reload` runs."""
    team.provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    key = run("keys", "new", "hopper", "--clients", team.clients).stdout.strip()
    reload = shlex.split(re.search(r"^ExecReload=\S+ (.*)$", (deployed.DEPLOY / "sluice.service").read_text(), re.M)[1])
    done = run(*[word.replace("8081", str(team.sluice.admin_port)) for word in reload])
    assert done.returncode == 0, done.stdout + done.stderr
    with team.client("nginx") as client:
        assert client.post(CHAT, json=QUESTION, headers={"authorization": f"Bearer {key}"}).status_code == 200


def test_both_say_whose_request_it_is_and_no_client_does(tmp_path):
    """Without keys, limits count for each address: that of the client, whatever it claims."""
    changes = {
        "  - authenticate\n": "", "clients: /var/lib/sluice/clients.yaml\n": "",
        "requests_per_minute: 120": "requests_per_minute: 1",
        "    key_file: /run/credentials/sluice.service/openai\n": "",
        "    key_file: /run/credentials/sluice.service/anthropic\n    key_header: x-api-key\n": "",
    }
    site = Site(tmp_path, changes)
    site.provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    try:
        for front, first, second in (("nginx", "127.0.0.2", "127.0.0.3"), ("caddy", "127.0.0.4", "127.0.0.5")):
            answers = []
            for address, claimed in ((first, None), (first, None), (first, "192.0.2.1"), (second, None), (second, "192.0.2.2")):
                with site.client(front, address) as client:
                    headers = {"x-forwarded-for": claimed} if claimed else {}
                    answers.append(client.post(CHAT, json=QUESTION, headers=headers).status_code)
            assert answers == [200, 429, 429, 200, 429], front
    finally:
        site.stop()
