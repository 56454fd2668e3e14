"""What can't be used is said before anything listens, and what is expensive stays bounded (faults 65 to 67 and 71)."""

import re

import httpx
import pytest

from harness.process import Sluice, run
from harness.wire import chat_answer

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:0
admin: { listen: 127.0.0.1:0 }
rules: { dir: rules }
upstreams:
  openai: { url: "https://llm.invalid" }
routes:
  - { path: /v1/, upstream: openai }
chain: [filter_request, filter_response, forward]
"""

RULE = """\
version: 1
rules:
  - id: team.heron
    state: enforce
    level: low
    targets: [request.user]
    match: { keywords: [heron] }
    action: block
    examples: { match: [a heron], no_match: [a tern] }
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/team.rules.yaml").write_text(RULE)
    (tmp_path / "sluice.yaml").write_text(CONFIGURATION)
    return tmp_path


def refusal(folder, **environment):
    """What is said when it doesn't start; nothing may have been opened."""
    done = run("serve", "--config", folder / "sluice.yaml", **environment)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout + done.stderr
    return done.stderr


def test_it_starts_as_it_is(folder):
    done = run("serve", "--config", folder / "sluice.yaml", "--check-only")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("file", "change", "places"), [
    ("sluice.yaml", ("routes:", "routes: ["), [8]),
    ("sluice.yaml", ("version: 1\n", "version: 1\nversion: 1\n"), [2]),
    ("sluice.yaml", ("listen: 127.0.0.1:0\nadmin", "listen: 127.0.0.1:0\nlisten: 127.0.0.1:0\nadmin"), [3]),
    ("sluice.yaml", ("rules: { dir: rules }", "rules: { dir: rules, dri: rules, watch: perhaps }"), [4, 4]),
    ("sluice.yaml", ("admin: { listen: 127.0.0.1:0 }", "admin: [1]\nunheard: of"), [3, 4]),
    ("sluice.yaml", ("version: 1", "version: 2"), [1]),
    ("rules/team.rules.yaml", ("match: {", "match: [{"), [8]),
    ("rules/team.rules.yaml", ("keywords: [heron]", "regex: '(a+)+$'"), [7]),
    ("rules/team.rules.yaml", ("    action: block\n", "    action: block\n    action: log\n"), [9]),
    ("rules/team.rules.yaml", ("keywords: [heron]", "regex: 'heron['"), [7]),
    ("rules/team.rules.yaml", ("level: low", "levle: low\n    severity: 7"), [5, 6]),
    ("rules/team.rules.yaml", ("targets: [request.user]", "targets: [request.nobody]"), [6]),
])
def test_every_fault_is_said_with_its_place(folder, file, change, places):
    path = folder / file
    text = path.read_text()
    assert text.count(change[0]) == 1
    path.write_text(text.replace(*change))
    said = refusal(folder)
    name = path.name.replace(".", r"\.")
    assert sorted(int(line) for line in re.findall(rf"{name}:(\d+):\d+", said))[:len(places)] == places, said
    assert "^" in said


@pytest.mark.parametrize("text", [b"", b"\x00\x01\x02", b"\xff\xfe" + "version: 1".encode("utf-16-le"), b"- 1", b"&a [*a]",
                                  b"a: " + b"[" * 100_000, b"x: &a [1, 1]\ny: &b [*a, *a]\nz: [*b, *b]\n"])
@pytest.mark.parametrize("file", ["sluice.yaml", "rules/team.rules.yaml"])
def test_what_is_no_such_file_is_refused_and_nothing_breaks(folder, file, text):
    (folder / file).write_bytes(text)
    assert "error" in refusal(folder)


@pytest.mark.parametrize("environment", [{}, {"PROVIDER_KEY": ""}, {"PROVIDER_KEY": "  "}, {"PROVIDER_KEY": "sk-1\nx: y"}])
def test_a_secret_that_is_missing_or_no_secret_is_named_and_never_shown(folder, environment):
    path = folder / "sluice.yaml"
    path.write_text(path.read_text().replace('invalid" }', 'invalid", key_env: PROVIDER_KEY }'))
    said = refusal(folder, **environment)
    assert "`PROVIDER_KEY`" in said and "sk-1" not in said


@pytest.mark.parametrize("content", [None, b"", b"\n", b"sk-1\nx: y\n", b"\xff\xfe"])
def test_a_secret_file_that_is_missing_or_no_secret_is_named_and_never_shown(folder, content):
    if content is not None:
        (folder / "key").write_bytes(content)
    path = folder / "sluice.yaml"
    path.write_text(path.read_text().replace('invalid" }', 'invalid", key_file: key }'))
    said = refusal(folder)
    assert "key" in said and "sk-1" not in said


def test_no_rules_at_all_have_to_be_wanted(folder):
    (folder / "rules/team.rules.yaml").unlink()
    assert "no *.rules.yaml" in refusal(folder)
    path = folder / "sluice.yaml"
    path.write_text(CONFIGURATION.replace("rules: { dir: rules }\n", ""))
    assert "allow_none" in refusal(folder)
    path.write_text(CONFIGURATION.replace("dir: rules", "allow_none: true"))
    assert run("serve", "--config", path, "--check-only").returncode == 0


# What is expensive

CATASTROPHIC = RULE.replace("keywords: [heron]", r"regex: '(a+ ?)+[b-z]{3}', window: 2000").replace("a heron", "aaa bcd").replace("a tern", "no")


def test_a_regex_that_tries_everything_ends_at_its_budget(folder, provider):
    provider.handler = lambda call: call.answer(chat_answer("yes"))
    (folder / "rules/team.rules.yaml").write_text(CATASTROPHIC)
    path = folder / "sluice.yaml"
    path.write_text(path.read_text().replace("https://llm.invalid", provider.url))
    sluice = Sluice("--config", path).wait_until_it_listens()
    try:
        used = sluice.cpu_seconds
        with httpx.Client(base_url=sluice.url, trust_env=False, verify=False, timeout=60) as client:
            for _ in range(20):
                body = {"model": "m", "messages": [{"role": "user", "content": "aaaaaaaa " * 2000 + "!"}]}
                assert client.post("/v1/chat/completions", json=body).status_code == 400
        assert (sluice.cpu_seconds - used) / 20 < 0.05
        assert [name for name in sluice.metrics if name.startswith("sluice_rule_limits_total")]
    finally:
        sluice.stop()


def test_a_rule_file_of_ten_megabytes_is_refused(folder):
    words = ", ".join(f"heron{number:06}" for number in range(700_000))
    (folder / "rules/team.rules.yaml").write_text(RULE.replace("[heron]", f"[{words}]"))
    assert "too deeply or repeats too much" in refusal(folder)
