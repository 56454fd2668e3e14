"""Recordings on the command line: import, replay and diff, their exit codes and what goes where."""

import json
import os
import shlex

import pytest

from harness.process import run

CASSETTE = """\
interactions:
- request:
    method: POST
    uri: https://api.example.org/v1/chat/completions
    headers: { Content-Type: [application/json], Authorization: [Bearer own-key-0123456789] }
    body: '{"model":"m","stream":true,"messages":[{"role":"user","content":"birds?"}]}'
  response:
    status: { code: 200, message: OK }
    headers: { Content-Type: [text/event-stream] }
    body:
      string: |+
        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"a grey her"},"finish_reason":null}]}

        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"on"},"finish_reason":"stop"}]}

        data: [DONE]

- request: { method: POST, uri: https://api.example.org/v1/chat/completions, headers: {}, body: '{"model":"m","messages":[]}' }
  response:
    status: { code: 200, message: OK }
    headers: { Content-Type: [application/json] }
    body: { string: '{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[]}' }
"""

RULES = """\
version: 1
rules:
  - id: birds.heron
    description: A bird.
    state: enforce
    targets: [response.text]
    match: { keywords: [heron] }
    action: redact
    replacement: '[bird]'
    examples: { match: ['a heron'], no_match: ['a tern'] }
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tapes").mkdir()
    (tmp_path / "tapes" / "birds.yaml").write_text(CASSETTE)
    for name, text in [("rules", RULES), ("stricter", RULES.replace("redact\n    replacement: '[bird]'", "block"))]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "birds.rules.yaml").write_text(text)
    done = run("import", "vcr", tmp_path / "tapes/birds.yaml", "--out", tmp_path / "recs")
    assert done.returncode == 0 and "2 recordings in" in done.stdout
    return tmp_path


def test_an_import_keeps_no_key_and_no_path_of_the_machine(folder):
    names = sorted(os.listdir(folder / "recs"))
    assert names == ["tapes-birds-1.rec.jsonl", "tapes-birds-2.rec.jsonl"]
    text = (folder / "recs" / names[0]).read_text()
    assert "own-key" not in text and str(folder) not in text
    assert json.loads(text.splitlines()[0])["origin"] == "birds.yaml"


def test_replay_exits_0_whatever_the_rules_did(folder):
    report = folder / "report.xml"
    done = run("replay", "--rules", folder / "rules", "--split", "all", "--out", f"junit={report}", folder / "recs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 exchanges: 1 passed, 1 modified, 0 blocked" in done.stdout and "0 failures" in done.stdout
    assert 'tests="2" failures="0"' in report.read_text()


def test_one_cut_is_tried_by_itself(folder):
    command = f"replay --rules {folder}/rules --cut bytes:160 {folder}/tapes/birds.yaml#1 --format json"
    done = run(*shlex.split(command))
    assert done.returncode == 0, done.stdout + done.stderr
    assert [exchange["cuts"] for exchange in json.loads(done.stdout)["exchanges"]] == [1]
    done = run("replay", "--rules", folder / "rules", "--cut", "bytes:99999", folder / "recs")
    assert done.returncode == 2 and "can be cut at `bytes:99999`" in done.stderr


def test_diff_fails_where_a_threshold_is_crossed(folder):
    arguments = ["diff", "--a", folder / "rules", "--b", folder / "stricter", folder / "recs"]
    assert run(*arguments).returncode == 0
    assert run(*arguments, "--fail-on", "new-blocks>1").returncode == 0
    done = run(*arguments, "--fail-on", "new-blocks>0", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["crossed"] == ["new-blocks>0"]
    assert run(*arguments, "--fail-on", "blocks>0").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["replay", "--rules", "{f}/rules", "{f}/nowhere"], 3, "can't be read"),
        (["replay", "--rules", "{f}/nowhere", "{f}/recs"], 2, ""),
        (["replay", "--rules", "{f}/rules", "{f}/rules"], 2, "there is no recording"),
        (["replay", "--rules", "{f}/rules", "--out", "tap={f}/no/x.tap", "{f}/recs"], 3, "can't be written"),
        (["import", "vcr", "{f}/rules/birds.rules.yaml", "--out", "{f}/x"], 2, "no `interactions`"),
        (["import", "vcr", "{f}/nowhere.yaml", "--out", "{f}/x"], 3, "can't be read"),
    ],
)
def test_what_cannot_be_used_has_its_exit_code(folder, arguments, status, said):
    done = run(*[argument.format(f=folder) for argument in arguments])
    assert done.returncode == status and said in done.stderr, done.stderr
