"""Recordings on the command line: import, replay and diff, their exit codes and what goes where."""

import json
import os
import shlex
import subprocess

import httpx
import pytest

from harness.process import binary, environment, run

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


def test_diff_warns_of_a_threshold_for_a_label_that_no_recording_has(folder):
    arguments = ["diff", "--a", folder / "rules", "--b", folder / "stricter", folder / "recs"]
    done = run(*arguments, "--fail-on", "new-blocks>0:benign")
    assert done.returncode == 0 and "no recording is labelled `benign`" in done.stderr
    recording = folder / "recs/tapes-birds-1.rec.jsonl"
    recording.write_text(recording.read_text().replace("{", '{"label":"benign",', 1))
    done = run(*arguments, "--fail-on", "new-blocks>0:benign")
    assert (done.returncode, done.stderr) == (1, "")


def test_replay_says_by_which_policy_a_request_was_refused(folder):
    recording = folder / "recs/tapes-birds-2.rec.jsonl"
    recording.write_text(recording.read_text().replace("/v1/chat/completions", "/v1/chitchat"))
    done = run("replay", "--rules", folder / "rules", recording)
    assert "blocked  refused: unknown_endpoint\n" in done.stdout
    done = run("replay", "--rules", folder / "rules", "--format", "json", recording)
    assert json.loads(done.stdout)["exchanges"][0]["refusal"] == "unknown_endpoint"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["replay", "--rules", "{f}/rules", "{f}/nowhere"], 3, "can't be read: No such file"),
        (["replay", "--rules", "{f}/nowhere", "{f}/recs"], 2, ""),
        (["replay", "--rules", "{f}/rules", "{f}/rules"], 2, "there is no recording"),
        (["replay", "--rules", "{f}/rules", "--out", "tap={f}/no/x.tap", "{f}/recs"], 3, "can't be written"),
        (["import", "vcr", "{f}/rules/birds.rules.yaml", "--out", "{f}/x"], 2, "no `interactions`"),
        (["import", "vcr", "{f}/nowhere.yaml", "--out", "{f}/x"], 3, "can't be read: No such file"),
    ],
)
def test_what_cannot_be_used_has_its_exit_code(folder, arguments, status, said):
    done = run(*[argument.format(f=folder) for argument in arguments])
    assert done.returncode == status and said in done.stderr, done.stderr


def test_an_archive_goes_out_and_comes_in_again(folder):
    done = run("export", "har", folder / "recs", "--out", folder / "all.har")
    assert done.returncode == 0, done.stderr
    assert len(json.loads((folder / "all.har").read_text())["log"]["entries"]) == 2
    done = run("import", "har", folder / "all.har", "--out", folder / "again")
    assert done.returncode == 0 and "2 recordings in" in done.stdout
    before = run("replay", "--rules", folder / "rules", "--format", "json", folder / "recs")
    after = run("replay", "--rules", folder / "rules", "--format", "json", folder / "again")
    pick = lambda done: [(e["outcome"], e["hits"], e["held_bytes"]) for e in json.loads(done.stdout)["exchanges"]]
    assert pick(before) == pick(after)


def test_recordings_are_served_as_the_provider_would(folder):
    process = subprocess.Popen(
        [binary(), "replay", "--serve", "127.0.0.1:0", folder / "recs"], env=environment(),
        stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        assert "serving 2 recorded answers at http://127.0.0.1:" in line
        url = line.split()[-1]
        with httpx.Client(trust_env=False) as http:
            body = json.loads(CASSETTE.split("body: '")[1].split("'")[0])
            answer = http.post(url + "/v1/chat/completions?key=x", content=json.dumps(body, separators=(",", ":")))
            assert answer.status_code == 200 and answer.headers["content-type"] == "text/event-stream"
            assert "a grey her" in answer.text and answer.text.endswith("data: [DONE]\n\n")
            other = http.post(url + "/v1/chat/completions", content='{"model":"m","messages":[]}')
            assert other.json()["choices"] == []
            assert http.get(url + "/v1/models").status_code == 404
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
