"""Recording while traffic flows: by configuration, through the admin port, and files afterwards."""

import json
import os
import stat
import subprocess
import time

import httpx
import pytest

from harness.process import ROOT, Sluice, binary, environment, run

SECRET = "sk-Fake0Example1Key2With3Letters4And5Digits6"

CONFIG = """\
version: 1
listen: 127.0.0.1:0
admin: {{ listen: 127.0.0.1:0 }}
rules: {{ {rules} }}
upstreams:
  sample: {{ embedded: true }}
routes: [{{ path: /v1/, upstream: sample }}]
chain: [filter_request, filter_response, forward]
{record}
"""


def ask(sluice, text, stream=True):
    return httpx.post(
        sluice.url + "/v1/chat/completions", timeout=30,
        headers={"authorization": "Bearer own-token-0123456789", "x-team": "search"},
        json={"model": "m", "stream": stream, "messages": [{"role": "user", "content": text}]})


@pytest.fixture
def serve(tmp_path):
    running = []

    def start(record="", rules="allow_none: true"):
        path = tmp_path / "sluice.yaml"
        path.write_text(CONFIG.format(record=record, rules=rules))
        sluice = Sluice("--config", path)
        running.append(sluice)
        return sluice.wait_until_it_listens()

    yield start
    for sluice in running:
        sluice.stop()


def wait_for(folder, count):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".rec.jsonl")) if folder.exists() else []
        if len(names) >= count:
            return names
        time.sleep(0.05)
    pytest.fail(f"no {count} recordings in {folder}")


def test_the_configuration_records_up_to_its_bound_and_nothing_secret(serve, tmp_path):
    sluice = serve("record: { dir: recs, max_exchanges: 2, max_bytes: 10MiB, max_age: 1h, headers: [x-team] }")
    for number in range(4):
        assert ask(sluice, f"repeat after me: my key is {SECRET}").status_code == 200
    names = wait_for(tmp_path / "recs", 2)
    assert len(wait_for(tmp_path / "recs", 2)) == 2
    for name in names:
        path = tmp_path / "recs" / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        text = path.read_text()
        assert SECRET not in text and "own-token" not in text and '"x-team","search"' in text
        lines = [json.loads(line) for line in text.splitlines()]
        assert lines[0]["scrub"]["replaced"] >= 1
        kinds = [line[1] for line in lines[1:]]
        assert kinds[:3] == ["req", "req.body", "req.end"] and kinds[-1] == "up.end"
        assert kinds.count("up.body") >= 2
    done = run("replay", "--rules", ROOT / "Tests/EndToEnd/rules", tmp_path / "recs")
    assert done.returncode == 0 and "2 exchanges" in done.stdout


def test_the_admin_port_hands_recordings_over(serve, tmp_path):
    sluice = serve()
    command = [binary(), "record", "--admin", f"127.0.0.1:{sluice.admin_port}", "--out", tmp_path / "out", "--count", "3"]
    recorder = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    asked = 0
    while recorder.poll() is None and asked < 200:
        assert ask(sluice, f"number {asked}").status_code == 200
        asked += 1
        time.sleep(0.02)
    output, errors = recorder.communicate(timeout=30)
    assert recorder.returncode == 0, errors
    assert "3 recordings in" in output and len(wait_for(tmp_path / "out", 3)) == 3
    assert sluice.metrics["sluice_recordings_total"] >= 3


RULES = """\
version: 1
rules:
  - id: birds.heron
    state: enforce
    targets: [request.user, response.text]
    match: { keywords: [grey heron] }
    action: redact
    examples: { match: ['a grey heron'], no_match: ['a tern'] }
  - id: birds.owl
    targets: [request.user]
    match: { keywords: [owl] }
    action: block
    examples: { match: ['an owl'], no_match: ['a tern'] }
"""


def test_only_wanted_exchanges_are_recorded_with_what_the_rules_decided(serve, tmp_path):
    (tmp_path / "birds.rules.yaml").write_text(RULES)
    sluice = serve(
        "record: { dir: recs, only: { route: [/v1/], model: ['m*'], status: [2xx], outcome: [modified] } }",
        rules="dir: .")
    command = [
        binary(), "record", "--admin", f"127.0.0.1:{sluice.admin_port}", "--out", tmp_path / "out", "--count", "2",
        "--rule", "birds.o*", "--hits-only", "--route", "/v1*", "--client", "nobody"]
    waiting = [
        subprocess.Popen(line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for line in (command[:-2], command)]
    deadline = time.monotonic() + 60
    while waiting[0].poll() is None and time.monotonic() < deadline:
        for text in ("a tern", "a grey heron", "an owl"):
            assert ask(sluice, text).status_code == 200
    output, errors = waiting[0].communicate(timeout=30)
    assert "2 recordings in" in output, errors
    assert waiting[1].poll() is None
    waiting[1].kill()
    waiting[1].communicate()
    for name in wait_for(tmp_path / "out", 2):
        lines = [json.loads(line) for line in (tmp_path / "out" / name).read_text().splitlines()]
        assert lines[0]["route"] == "/v1/" and lines[0]["dialect"].startswith("openai")
        assert lines[0]["outcome"] == "passed" and len(lines[0]["rules"]) == 32
        assert [line[1:] for line in lines if isinstance(line, list) and line[1] == "decision"] == [
            ["decision", {"rule": "birds.owl", "target": "request.user", "span": [3, 6], "action": "block", "mode": "shadow"}]]
    for name in wait_for(tmp_path / "recs", 1):
        text = (tmp_path / "recs" / name).read_text()
        assert '"rule":"birds.heron"' in text and '"outcome":"modified"' in text
    done = run("replay", "--rules", tmp_path / "birds.rules.yaml", tmp_path / "out")
    assert "birds.owl shadow" in done.stdout, done.stdout


def test_masked_recordings_keep_what_rules_hit_and_nothing_else_that_was_said(serve, tmp_path):
    (tmp_path / "birds.rules.yaml").write_text(RULES)
    sluice = serve("record: { dir: recs, content: mask }", rules="dir: .")
    assert ask(sluice, "Please tell of the grey heron, Ünal 机 42").status_code == 200
    name = wait_for(tmp_path / "recs", 1)[0]
    text = (tmp_path / "recs" / name).read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert lines[0]["content"] == "mask"
    request = json.loads("".join(line[2]["d"] for line in lines[1:] if line[1] == "req.body"))
    assert request["messages"] == [{"role": "user", "content": "Aaaaaa aaaa aa aaa grey heron, äaaa 字 99"}]
    assert "tell" not in text and "nal" not in text
    done = run("replay", "--rules", tmp_path / "birds.rules.yaml", tmp_path / "recs")
    assert "birds.heron redact" in done.stdout, done.stdout


def test_no_page_of_a_browser_can_ask_for_recordings(serve):
    sluice = serve()
    assert httpx.post(f"http://127.0.0.1:{sluice.admin_port}/record?count=1").status_code == 403


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--admin", "127.0.0.1:1", "--out", "{f}/o", "--count", "1"], 3),
        (["--admin", "nowhere", "--out", "{f}/o", "--count", "1"], 2),
        (["--admin", "127.0.0.1:1", "--out", "{f}/o"], 2),
        (["--admin", "127.0.0.1:1", "--out", "{f}/o", "--for", "3d"], 2),
        (["--admin", "127.0.0.1:1", "--out", "{f}/o", "--count", "1", "--status", "4x"], 2),
        (["--admin", "127.0.0.1:1", "--out", "{f}/o", "--count", "1", "--outcome", "fine"], 2),
        (["--admin", "127.0.0.1:1", "--out", "{f}/o", "--count", "1", "--content", "none"], 2),
    ],
)
def test_recording_says_what_it_lacks(tmp_path, arguments, status):
    done = run("record", *[argument.format(f=tmp_path) for argument in arguments])
    assert done.returncode == status and done.stderr


def test_files_are_scrubbed_in_place(tmp_path):
    path = tmp_path / "x.rec.jsonl"
    path.write_text(
        '{"sluice_recording":1,"id":"x"}\n'
        + json.dumps([0, "req.body", {"d": f"key {SECRET}"}]) + "\n")
    assert run("record", "scrub", "--check", path).returncode == 1
    assert SECRET in path.read_text()
    done = run("record", "scrub", path)
    assert done.returncode == 0 and "1 secret" in done.stdout
    scrubbed = path.read_text()
    assert SECRET not in scrubbed
    assert run("record", "scrub", path).returncode == 0 and path.read_text() == scrubbed
    assert run("record", "scrub", "--check", path).returncode == 0
    assert run("record", "scrub", "--again", path).returncode == 0 and path.read_text() != scrubbed
    assert run("record", "scrub", tmp_path / "nowhere").returncode == 3
    (tmp_path / "bad.rec.jsonl").write_text("x")
    assert run("record", "scrub", tmp_path / "bad.rec.jsonl").returncode == 2


def test_wrong_options_of_record_are_told_with_their_place(tmp_path):
    path = tmp_path / "sluice.yaml"
    path.write_text(CONFIG.format(record="record: { max_exchanges: 0, colour: red }", rules="allow_none: true"))
    done = run("serve", "--config", path, "--check-only")
    assert done.returncode == 2
    assert "`dir`" in done.stderr and "colour" in done.stderr and "sluice.yaml:9:" in done.stderr, done.stderr


def test_on_a_terminal_it_says_what_it_waits_for_and_how_much_it_has(serve, tmp_path):
    sluice = serve()
    admin = f"127.0.0.1:{sluice.admin_port}"
    screen, terminal = os.openpty()
    record = subprocess.Popen(
        [binary(), "record", "--admin", admin, "--out", str(tmp_path / "recs"), "--count", "2", "--for", "10m"],
        env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=terminal, text=True)
    os.close(terminal)
    shown = ""
    while "waiting" not in shown or not shown.endswith("\x1b[K"):
        shown += os.read(screen, 4096).decode()
    assert shown == f"\rwaiting for exchanges that {admin} forwards: 0 of 2 recorded, for 600 seconds at most\x1b[K"
    while record.poll() is None:
        assert ask(sluice, "hello").status_code == 200
    try:
        while more := os.read(screen, 4096).decode():
            shown += more
    except OSError:
        pass  # The terminal's other end is closed.
    os.close(screen)
    assert ": 1 of 2 recorded" in shown and ": 2 of 2 recorded" in shown and shown.endswith("\r\x1b[K")
    assert (record.stdout.read(), record.returncode) == (f"2 recordings in {tmp_path}/recs\n", 0)
