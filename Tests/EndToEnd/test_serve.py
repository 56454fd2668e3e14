"""`sluice serve`: what it prints, what it refuses, how it ends."""

import re
import shutil
import socket
import threading

import httpx
import pytest

from harness.process import ROOT, Sluice, run
from harness.raw import RawClient
from harness.wire import DONE, chat_answer, chat_chunk

CHAT = "/v1/chat/completions"
QUESTION = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello there"}]}


def test_it_says_what_it_listens_on_which_rules_and_which_upstreams(provider):
    sluice = Sluice("--listen", "127.0.0.1:0", "--upstream", f"openai={provider.url}").wait_until_it_listens()
    try:
        httpx.get(sluice.url + "/nothing", trust_env=False)
        output = "".join(sluice.lines)
    finally:
        sluice.stop()
    assert re.search(r"^listening on 127\.0\.0\.1:\d+ ", output, re.M)
    assert re.search(r"^rules +\d+ in \d+ files?, digest [0-9a-f]{8,}", output, re.M)
    assert re.search(rf"^upstream +openai +{provider.url}", output, re.M)
    assert re.search(r"^upstream +anthropic +https://api\.anthropic\.com", output, re.M)


BROKEN = """\
version: 1
listen: 127.0.0.1:0
lissten: 127.0.0.1:1
upstreams:
  openai: { url: "ftp://example.com", idle_timeout: soon }
routes:
  - { path: v1, upstream: opnai }
chain:
  - forward
  - body_limit: 50MiB
"""


def test_every_fault_of_a_broken_configuration_is_printed_before_it_listens(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN)
    done = run("serve", "--config", path)
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "listening on" not in said
    places = {int(line) for line in re.findall(r"broken\.yaml:(\d+):\d+", said)}
    assert {3, 5, 7} <= places
    assert "lissten" in said and "opnai" in said and "forward" in said


BROKEN_RULES = """\
version: 1
defaults: { severity: low, level: low, state: enforce, targets: [request.user] }
rules:
  - id: birds.heron
    match: { regex: 'heron[' }
    action: block
    examples: { match: [heron], no_match: [tern] }
  - id: birds.tern
    match: { keywords: [tern] }
    action: explode
    examples: { match: [tern], no_match: [heron] }
"""


def test_a_broken_rule_file_is_refused_with_line_and_caret(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "broken.rules.yaml").write_text(BROKEN_RULES)
    done = run("serve", "--listen", "127.0.0.1:0", "--rules", rules)
    assert done.returncode == 2
    assert re.search(r"broken\.rules\.yaml:5:\d+", done.stderr)
    assert re.search(r"broken\.rules\.yaml:10:\d+", done.stderr)
    assert "^" in done.stderr


@pytest.mark.parametrize("arguments", [
    ["serve", "--config", "missing.yaml"], ["serve", "--frobnicate"], ["serve", "--upstream", "openai"],
    ["serve", "--listen", "nowhere"], ["frobnicate"],
])
def test_bad_usage_exits_2(arguments):
    assert run(*arguments).returncode == 2


def test_help_exits_0():
    for arguments in (["--help"], ["serve", "--help"], ["check", "--help"], ["demo", "--help"], ["--version"]):
        assert run(*arguments).returncode == 0


def test_a_taken_port_exits_3():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--listen", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 3
    assert "in use" in (done.stdout + done.stderr).lower()


def test_an_address_off_loopback_needs_tls_or_a_word(tmp_path):
    done = run("serve", "--listen", "0.0.0.0:0", timeout=20)
    assert done.returncode == 2
    assert "plaintext" in done.stdout + done.stderr


def test_check_only_does_not_listen():
    done = run("serve", "--check-only")
    assert done.returncode == 0
    assert "listening on" not in done.stdout


def test_the_deployment_example_is_accepted(tmp_path):
    shutil.copy(ROOT / "deploy/sluice.yaml", tmp_path)
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    done = run("serve", "--config", tmp_path / "sluice.yaml", "--check-only")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_running_stream_ends_well_under_sigterm(provider):
    sluice = Sluice("--listen", "127.0.0.1:0", "--upstream", f"openai={provider.url}", "--rules", ROOT / "Tests/EndToEnd/rules")
    sluice.wait_until_it_listens()
    go_on = threading.Event()

    def answer_in_two_steps(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Before. "}))
        go_on.wait(10)
        call.chunk(chat_chunk({"content": "After."}))
        call.chunk(DONE)
        call.end()

    provider.handler = answer_in_two_steps
    try:
        with RawClient(sluice.port) as client:
            client.post(CHAT, QUESTION)
            client.read_head()
            client.read_until(b"Before.")
            sluice.terminate()
            wait_until_refused(sluice.port)
            go_on.set()
            rest, clean = client.read_body()
        assert clean and b"After." in rest and rest.endswith(DONE)
        assert sluice.wait() == 0
    finally:
        sluice.stop()


def test_a_second_sigterm_ends_the_streams_visibly(provider):
    sluice = Sluice("--listen", "127.0.0.1:0", "--upstream", f"openai={provider.url}").wait_until_it_listens()

    def begin(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "Before, "}))
        call.wait_until_client_leaves(20)

    provider.handler = begin
    try:
        with RawClient(sluice.port) as client:
            client.post(CHAT, QUESTION)
            client.read_head()
            client.read_until(b"Before, ")
            sluice.terminate()
            wait_until_refused(sluice.port)
            sluice.terminate()
            rest, clean = client.read_body()
        assert DONE not in rest
        assert b'"error"' in rest or not clean
        assert sluice.wait() == 0
    finally:
        sluice.stop()


def wait_until_refused(port):
    """Waits until the listener is closed, or says that it shuts down."""
    for _ in range(1000):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/v1/models", trust_env=False).status_code == 503:
                return
        except httpx.ConnectError:
            return
        except httpx.HTTPError:
            continue
    raise AssertionError("it still takes new requests")


def test_an_idle_sluice_ends_at_once_under_sigterm(provider):
    sluice = Sluice("--listen", "127.0.0.1:0", "--upstream", f"openai={provider.url}").wait_until_it_listens()
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    with httpx.Client(base_url=sluice.url, headers={"authorization": "Bearer k"}, trust_env=False) as client:
        client.post(CHAT, json=QUESTION)
        sluice.terminate()
        assert sluice.wait(10) == 0
