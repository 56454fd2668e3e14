"""The examples in the README and the guides are what they say: rules that pass, configurations that load."""

import json
import re
import shutil
import subprocess

import pytest

from harness.certificates import Certificate
from harness.process import ROOT, binary, environment, run

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "Sources/sluice/sluice.docc").glob("*.md"))]


CLIENTS = f"""\
version: 1
clients:
  ada:
    keys:
      - {{ hash: "sha256:{'ab' * 32}", created: 2026-11-29, expires: 2100-12-31 }}
    routes: [/v1/]
    models: ["gpt-*"]
    moderation: {{ floor: high }}
    rules: {{ enable: ["*"], disable: [policy.*], shadow: [personal.*] }}
    limits: {{ requests_per_minute: 60, concurrent_streams: 2, tokens_per_day: 100000 }}
    expires: 2100-06-30T12:00:00Z
    tags: [pilot]
"""


def blocks(language):
    """Every fenced block of a language, with the document's name."""
    for document in DOCUMENTS:
        for number, text in enumerate(re.findall(rf"```{language}\n(.*?)```", document.read_text(), re.S)):
            yield pytest.param(text, id=f"{document.name}-{number}")


def whole(text):
    return text.startswith("version: 1")


RULES = [block for block in blocks("yaml") if whole(block.values[0]) and "\nrules:\n" in block.values[0]]
CONFIGURATIONS = [block for block in blocks("yaml") if whole(block.values[0]) and "\nchain:" in block.values[0]]


def test_there_are_examples_of_both_kinds():
    assert RULES and CONFIGURATIONS


@pytest.mark.parametrize("text", RULES)
def test_an_example_of_rules_passes(tmp_path, text):
    (tmp_path / "example.rules.yaml").write_text(text)
    done = run("check", tmp_path)
    assert (done.returncode, "0 warnings" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_an_example_of_a_configuration_loads(tmp_path, text):
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "sluice.yaml").write_text(text)
    (tmp_path / "clients.yaml").write_text(CLIENTS)
    keys = {f"{name}_API_KEY": "sk-x" for name in ("OPENAI", "ANTHROPIC", "GEMINI")}
    done = run("serve", "--config", tmp_path / "sluice.yaml", "--check-only", **keys)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_link_of_the_readme_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text()):
        assert (ROOT / target).exists(), target


def test_every_link_between_the_guides_leads_somewhere():
    for document in DOCUMENTS[1:]:
        for name in re.findall(r"<doc:(\w+)>", document.read_text()):
            assert (document.parent / f"{name}.md").exists(), name


def test_every_option_that_is_documented_is_read(tmp_path):
    """The guides list the options in tables; each is given here with a value that it takes."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    Certificate(tmp_path / "tls", "localhost")
    (tmp_path / "token").write_text("secret")
    (tmp_path / "clients.yaml").write_text(CLIENTS.replace("100000 }", "100000, cost_per_day: 2 }"))
    (tmp_path / "sluice.yaml").write_text("""\
version: 1
listen:
  - 127.0.0.1:0
  - { address: "0.0.0.0:0", plaintext: allowed }
  - { address: "0.0.0.0:0", tls: { cert: tls/cert.pem, key: tls/key.pem, min_version: "1.3" } }
admin: { listen: "0.0.0.0:0", token_file: token }
trusted_proxies: [10.0.0.0/8, 2001:db8::7]
clients: clients.yaml
decision_log: { receipts: true, file: d.jsonl, content: none, rotate: 1MiB, on_failure: refuse }
access_log: { file: a.jsonl, rotate: 1MiB }
rules: { dir: rules, allow_none: false }
moderation: { levels: [low, medium, high], default: low, floor: low, from: [header:x-level, body:level] }
record: { dir: recordings, max_exchanges: 10, max_bytes: 1GiB, max_age: 1d, headers: [x-team] }
limits:
  { connections: 10, header_timeout: 1s, body_timeout: 1s, keep_alive_timeout: 1s, send_timeout: 500ms, drain: 1m,
    held_bytes: 1GiB, store: sqlite:counts.db }
upstreams:
  openai:
    url: "http://inner.example:8080/base"
    plaintext: allowed
    ca_file: null
    key_file: token
    key_header: x-secret
    connect_timeout: 1s
    first_byte_timeout: 1s
    idle_timeout: 1s
    keep_alive_timeout: 1s
    max_connections: 5
  sample: { embedded: true }
routes:
  - path: /a/
    when: { header: x-api-key }
    strip_prefix: true
    upstream: openai
    chain: short
    moderation: { floor: high }
    rules: { enable: ["personal.*"], disable: ["secrets.jwt"], shadow: ["policy.*"] }
  - { path: /v1/, upstream: sample }
chains:
  short: [authenticate, { limit: { prices: { "*": { input: 1, output: 2 } } } }, filter_request, filter_response, forward]
chain:
  - cors: { origins: ["https://a.example"], credentials: true, methods: [GET], headers: echo, max_age: 1m, expose: [x-a], private_network: true }
  - authenticate: { keys: passthrough }
  - limit: { requests_per_minute: 1, concurrent_streams: 2, tokens_per_day: 3, ask_usage: false, cost_per_day: 1.5, prices: { "*": { input: 1, output: 2 } } }
  - body_limit: 1MiB
  - strip_fields: [moderation]
  - allow_fields: { fields: [model], others: refuse }
  - allow_headers: { request: [a], response: [b], forwarded: { for: set, real_ip: true, proto: true } }
  - filter_request: { token_prompts: pass, server_state: refuse, unknown_endpoint: inspect, realtime: pass, refusal_text: No. }
  - filter_response: { ending: hard, unknown_event: block, refusal_text: No., hold_preamble: false, keepalive: 10s, max_answer: 1MiB, max_event: 1MiB }
  - forward
""")
    done = run("serve", "--config", tmp_path / "sluice.yaml", "--check-only")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_steps_of_the_workflow_do_what_the_guide_says(tmp_path):
    """Those that are about rules and recordings run here, on a branch beside its base."""
    guide = (ROOT / "Sources/sluice/sluice.docc/RecordedRequests.md").read_text()
    workflow = re.search(r"```yaml\n(name: Rules\n.*?)```", guide, re.S)[1]
    steps = re.findall(r"- run: ((?:sluice|git worktree) .*)", workflow)
    assert len(steps) == 4
    needed = re.search(r"apt-get install -y (git .*?) && swift run", (ROOT / "README.md").read_text())[1]
    assert f"apt-get install -y {needed}\n" in workflow
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    (origin / "rules").mkdir(parents=True)
    (origin / "recordings").mkdir()
    rule = "version: 1\nrules:\n  - id: a.b\n    description: A word.\n    state: {}\n    match: {{ keywords: [heron] }}\n" \
        "    targets: [response.text]\n    action: block\n    examples: {{ match: [a heron], no_match: [a tern] }}\n"
    (origin / "rules/a.rules.yaml").write_text(rule.format("shadow"))
    body = {"d": 'data: {"choices":[{"index":0,"delta":{"content":"a heron"}}]}\n\ndata: [DONE]\n\n'}
    lines = [
        {"sluice_recording": 1, "id": "r", "label": "benign"},
        [0, "req", {"method": "POST", "path": "/v1/chat/completions", "headers": [["content-type", "application/json"]]}],
        [0, "req.body", {"d": '{"model":"m","stream":true,"messages":[]}'}], [0, "req.end", {}],
        [1, "up", {"status": 200, "headers": [["content-type", "text/event-stream"]]}],
        [2, "up.body", body], [3, "up.end", {}],
    ]
    (origin / "recordings/r.rec.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
        subprocess.run([*git, *arguments], cwd=origin, check=True)
    subprocess.run([*git, "clone", "-q", origin, clone], check=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sluice").symlink_to(binary())
    variables = environment(GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    variables["PATH"] = f"{tmp_path}/bin:{variables['PATH']}"

    def statuses():
        return [subprocess.run(["sh", "-ec", step], cwd=clone, env=variables).returncode for step in steps]

    assert statuses() == [0, 0, 0, 0]
    (clone / "rules/a.rules.yaml").write_text(rule.format("enforce"))
    subprocess.run([*git, "worktree", "remove", ".base"], cwd=clone, check=True)
    assert statuses() == [0, 0, 0, 1]
    assert "**Crossed:** `new-blocks>0:benign`" in (tmp_path / "summary.md").read_text()
    assert (clone / "replay.xml").exists()
