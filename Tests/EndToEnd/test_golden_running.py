"""What `status`, `reload` and `tap` print of a running Sluice, byte for byte, and their reports against the schemas.

`SLUICE_UPDATE_FIXTURES=1` writes the texts anew: read the difference before it is committed.
"""

import re
import shutil
import subprocess

import httpx
import pytest

from harness.golden import AUTHOR, compare, valid_reports
from harness.process import Sluice, binary, environment, run
from harness.reloading import CONFIGURATION
from harness.wire import chat_answer

GOLDEN = AUTHOR / "golden-running"

# What comes one after the other: a name, the code that the command ends with, the command, and what happens before it.
STORY = [
    ("status", 0, "status", None),
    ("status-json", 0, "status --format json", None),
    ("reload-unchanged", 0, "reload", None),
    ("reload-json", 0, "reload --format json", None),
    ("reload-replaced", 0, "reload", "rule"),
    ("reload-restart", 0, "reload", "listener"),
    ("reload-failed", 1, "reload", "mistake"),
    ("reload-failed-json", 1, "reload --format json", None),
    ("status-trouble", 1, "status", None),
    ("status-trouble-json", 1, "status --format json", None),
    ("reload-mended", 0, "reload", "mending"),
]
# Each shows one of three exchanges that come again and again, so that it makes no difference when it was let in.
TAPS = [
    ("tap-passed", "tap --count 1 --outcome passed"),
    ("tap-blocked", "tap --count 1 --outcome blocked --rule birds.nest*"),
    ("tap-modified", "tap --count 1 --outcome modified"),
    ("tap-blocked-json", "tap --count 1 --outcome blocked --format json"),
    ("tap-modified-json", "tap --count 1 --outcome modified --format json"),
]


class Running:
    def __init__(self, folder, provider):
        shutil.copytree(AUTHOR / "rules", folder / "rules")
        self.folder = folder
        self.configuration = folder / "sluice.yaml"
        self.configuration.write_text(
            CONFIGURATION.format(
                listen="127.0.0.1:0", watch="", url=provider.url, extra="decision_log: { file: decisions.jsonl }"))
        self.rules = folder / "rules/birds.rules.yaml"
        self.sluice = Sluice("--config", "sluice.yaml", cwd=folder).wait_until_it_listens()
        self.line = re.compile(rf"127\.0\.0\.1:({self.sluice.admin_port}|{self.sluice.port}|{provider.port})\b")

    def happens(self, what):
        rules = self.rules.read_text()
        if what == "rule":
            self.rules.write_text(rules.replace("severity: low", "severity: medium"))
        elif what == "listener":
            text = self.configuration.read_text()
            self.configuration.write_text(text.replace("\nlisten: 127.0.0.1:0", "\nlisten: 127.0.0.1:1"))
        elif what == "mistake":
            self.rules.write_text(rules.replace("action: tag", "action: tagg"))
        elif what == "mending":
            self.rules.write_text(rules.replace("action: tagg", "action: tag"))

    def ask(self, text):
        body = {"model": "m", "messages": [{"role": "user", "content": text}]}
        headers = {"authorization": "Bearer k"}
        return httpx.post(
            self.sluice.url + "/v1/chat/completions", json=body, headers=headers, timeout=20, trust_env=False)

    def command(self, line):
        return [*line.split(), "--admin", f"127.0.0.1:{self.sluice.admin_port}"]

    def masked(self, text):
        """What isn't the same in two runs is taken out: ports, times, digests, events, counts."""
        text = self.line.sub("127.0.0.1:PORT", text)
        text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
        text = re.sub(r"\b[0-9a-f]{32}\b", "DIGEST", text)
        text = re.sub(r"TIME [0-9A-Z]{15}\b", "TIME EVENT", text)
        text = re.sub(r'"event":"[0-9A-Z]{15}"', '"event":"EVENT"', text)
        text = re.sub(r"(TIME, )(\d+m )?\d+s|\b\d+ ms\b", r"\1N", text)
        text = re.sub(r"\d+ running, \d+ ended; \d+ connections", "N running, N ended; N connections", text)
        counts = "ms|uptime_seconds|connections|exchanges_open|streams_active|exchanges"
        return re.sub(rf'"({counts})":\d+', r'"\1":N', text)


@pytest.fixture(scope="module")
def running(session_provider, tmp_path_factory):
    session_provider.reset()
    running = Running(tmp_path_factory.mktemp("running"), session_provider)
    yield running
    running.sluice.stop()


def check(running, name, line, code, done):
    compare(GOLDEN / f"{name}.txt", code, line, done, running.masked)
    if line.endswith("--format json"):
        schema, reports = valid_reports(line.split()[0], done.stdout)
        for report in reports:
            assert set(report) <= set(schema["properties"])


def test_the_decisions_that_are_shown_are_as_they_were_read(running, session_provider):
    session_provider.handler = lambda call: call.answer(chat_answer("a herring gull"))
    taps = [
        subprocess.Popen(
            [binary(), *running.command(line)], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        for _, line in TAPS
    ]
    try:
        for _ in range(2000):
            for question in ("how large is a tern?", "where is the nest of the osprey?", "whose is ring-654321?"):
                running.ask(question)
            if all(tap.poll() is not None for tap in taps):
                break
        for tap, (name, line) in zip(taps, TAPS):
            out, err = tap.communicate(timeout=60)
            check(running, name, line, 0, subprocess.CompletedProcess(tap.args, tap.returncode, out, err))
    finally:
        for tap in taps:
            if tap.poll() is None:
                tap.kill()
                tap.communicate()


def test_what_is_said_of_reloads_and_of_the_state_is_as_it_was_read(running):
    for name, code, line, event in STORY:
        running.happens(event)
        check(running, name, line, code, run(*running.command(line)))


def test_every_golden_text_belongs_to_a_command():
    names = {name for name, *_ in STORY} | {name for name, _ in TAPS}
    assert {path.stem for path in GOLDEN.iterdir()} == names
