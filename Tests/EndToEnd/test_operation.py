"""What the operator sees: health, counters, a log that leads from an event id to a rule, and no secrets anywhere."""

import json
import pathlib
import re
import shutil
import subprocess
import threading
import time

import httpx
import pytest

from harness.process import binary, environment, run
from harness.team import Team
from harness.wire import chat_answer, chat_stream

RULES = pathlib.Path(__file__).resolve().parent / "rules" / "endtoend.rules.yaml"

CHAT = "/v1/chat/completions"
SECRET = "sk-very-secret-key"


def ask(sluice, text, **more):
    body = {"model": "m", "messages": [{"role": "user", "content": text}], **more}
    headers = {"authorization": f"Bearer {SECRET}"}
    return httpx.post(sluice.url + CHAT, json=body, headers=headers, timeout=20, trust_env=False)


def admin(sluice, path):
    return httpx.get(f"http://127.0.0.1:{sluice.admin_port}{path}", trust_env=False)


def test_health_and_readiness(sluice):
    assert admin(sluice, "/healthz").status_code == 200
    assert admin(sluice, "/readyz").status_code == 200


def test_the_admin_pages_are_not_on_the_traffic_port(http, provider):
    for path in ("/metrics", "/healthz", "/status"):
        assert http.get(path).status_code == 404


def test_hits_and_outcomes_are_counted(sluice, provider):
    hits = 'sluice_rule_hits_total{rule="endtoend.card",action="redact",mode="enforce",target="response.text"}'
    before = sluice.metrics.get(hits, 0)
    provider.handler = lambda call: call.stream(chat_stream(["Use 5555 5555 ", "5555 4444."]))
    ask(sluice, "hello", stream=True)
    after = sluice.metrics
    assert after[hits] == before + 1
    assert sum(value for name, value in after.items() if 'outcome="modified"' in name) >= 1


def test_an_event_id_leads_to_the_rule_and_its_line(sluice, provider):
    answer = ask(sluice, "what is Operation Heron?")
    event = answer.headers["x-sluice-event"]
    line = sluice.logged(event)
    assert re.search(r"endtoend\.project block \S*endtoend\.rules\.yaml:\d+", line)


def test_no_text_no_key_and_no_address_is_logged(sluice, provider):
    provider.handler = lambda call: call.answer(chat_answer("Use 5555 5555 5555 4444 with the umbrella."))
    ask(sluice, "Operation Heron carries an umbrella")
    ask(sluice, "only the umbrella")
    provider.handler = lambda call: call.break_off()
    last = ask(sluice, "the umbrella broke")
    assert sluice.logged(last.headers["x-sluice-event"])
    seen = sluice.log + admin(sluice, "/metrics").text + admin(sluice, "/status").text
    for word in ("umbrella", "Heron", "5555", SECRET):
        assert word not in seen


# From an event to its decision, and decisions as they are made

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def team(tmp_path, provider):
    (tmp_path / "rules").mkdir()
    shutil.copy(RULES, tmp_path / "rules")
    team = Team(tmp_path, provider)
    team.headers = {"api-key": team.key("ada"), "traceparent": TRACE}
    team.start(rules="{ dir: rules }", extra="decision_log: { file: d.jsonl }")
    yield team
    team.stop()


def post(team, text):
    body = {"model": "m", "messages": [{"role": "user", "content": text}]}
    return httpx.post(team.sluice.url + CHAT, json=body, headers=team.headers, timeout=20, trust_env=False)


def test_an_event_is_explained_from_the_log(team):
    event = post(team, "what is Operation Heron?").headers["x-sluice-event"]
    log = team.folder / "d.jsonl"
    end = time.monotonic() + 20
    while event not in (log.read_text() if log.exists() else ""):
        assert time.monotonic() < end
    done = run("explain", event, "--log", log)
    assert done.returncode == 0
    for word in ("blocked, status 400", "ada", "openai.chat", "endtoend.project", "request.user", TRACE):
        assert word in done.stdout
    assert re.search(r"endtoend\.rules\.yaml:\d+", done.stdout) and "Heron" not in done.stdout
    shown = json.loads(run("explain", event, "--log", log, "--format", "json").stdout)
    assert (shown["event"], shown["trace"]) == (event, TRACE)
    log.rename(team.folder / "d.jsonl.3")
    post(team, "what is Operation Heron?")
    while not log.exists():
        assert time.monotonic() < end
    assert run("explain", event, "--log", log).stdout == done.stdout
    unknown = run("explain", "01JD8Q6M2T5N8WV", "--log", log)
    assert (unknown.returncode, unknown.stdout) == (1, "") and "event" in unknown.stderr
    assert run("explain", event, "--log", team.folder / "none").returncode == 3
    assert run("explain", event, "--text", "x").returncode == 2


def test_a_trace_is_passed_on(team, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    assert post(team, "hello").status_code == 200
    assert provider.calls[-1].header("traceparent") == TRACE


def test_decisions_are_shown_as_they_are_made(team, provider):
    provider.handler = lambda call: call.answer(chat_answer("ok"))
    arguments = ["tap", "--admin", f"127.0.0.1:{team.sluice.admin_port}", "--format", "json"]
    taps = [
        subprocess.Popen([binary(), *arguments, *more], env=environment(), stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, text=True)
        for more in (["--count", "2"], ["--outcome", "blocked", "--count", "1"], ["--rule", "endtoend.proj*", "--count", "1"],
                     ["--client", "bob"])]
    stop = threading.Event()

    def load():
        while not stop.wait(0.02):
            post(team, "hello")
            post(team, "what is Operation Heron?")

    loader = threading.Thread(target=load)
    loader.start()
    try:
        shown = [[json.loads(line) for line in tap.communicate(timeout=60)[0].splitlines()] for tap in taps[:3]]
    finally:
        stop.set()
        loader.join(30)
    assert [tap.returncode for tap in taps[:3]] == [0, 0, 0]
    assert [len(lines) for lines in shown] == [2, 1, 1] and {line["client"] for line in shown[0]} == {"ada"}
    assert {line["outcome"] for line in shown[1] + shown[2]} == {"blocked"}
    assert shown[2][0]["hits"][0]["rule"] == "endtoend.project"
    assert {line["outcome"] for line in shown[0]} <= {"passed", "blocked"}
    team.stop()
    team.sluice = None
    assert taps[3].communicate(timeout=30)[0] == ""
