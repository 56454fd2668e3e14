"""`sluice explain`, `scan` and `test`: rules on texts, without a gateway."""

import json
import subprocess
import xml.etree.ElementTree

import pytest

from harness.process import ROOT, binary, environment, run

CARD = "4111 1111 1111 1111"
RULES = """\
version: 1
rules:
  - id: birds.heron
    description: A bird.
    state: enforce
    targets: [request.user]
    match: { keywords: [heron] }
    action: redact
    examples: { match: ['a heron'], no_match: ['WORD'] }
"""


def scan(text, *arguments):
    done = subprocess.run(
        [binary(), "scan", *arguments], input=text.encode(), cwd=ROOT, env=environment(), capture_output=True, timeout=60)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_scan_reads_lines_and_json_lines_from_standard_input():
    text = f"my card {CARD}\n" + json.dumps({"text": f"卡号 {CARD}"}) + "\n\nnothing"
    code, lists = scan(text, "--rules", "rules")
    assert code == 0
    hit = {"rule": "personal.payment-card", "action": "redact"}
    assert lists == [[{**hit, "start": 8, "end": 27}], [{**hit, "start": 3, "end": 22}], [], []]


def test_scan_answers_each_line_while_the_pipe_is_open():
    process = subprocess.Popen(
        [binary(), "scan", "--rules", "rules"], cwd=ROOT, env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE)
    try:
        for text, hits in [(f"a {CARD}", 1), ("b", 0), (f"{CARD}, {CARD}", 2)]:
            process.stdin.write(text.encode() + b"\n")
            process.stdin.flush()
            assert len(json.loads(process.stdout.readline())) == hits
        process.stdin.close()
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()


def test_scan_reads_files_in_turn(tmp_path):
    (tmp_path / "a.txt").write_text(f"{CARD}\n")
    (tmp_path / "b.txt").write_text("nothing\r\n")
    done = run("scan", "--rules", "rules", tmp_path / "a.txt", tmp_path / "b.txt")
    assert [len(json.loads(line)) for line in done.stdout.splitlines()] == [1, 0]


@pytest.mark.parametrize("arguments, code", [
    (["scan", "--rules", "nowhere"], 2), (["scan", "--target", "x"], 2), (["scan", "--level", "x"], 2),
    (["scan", "nowhere.txt"], 3), (["explain"], 2), (["explain", "--file", "nowhere.txt"], 3),
    (["explain", "--text", "a", "--file", "b"], 2), (["test", "--rules", "nowhere"], 2),
    (["test", "--out", "x=y"], 2), (["test", "--out", "junit=/nowhere/at/all"], 3),
])
def test_exit_codes(arguments, code):
    assert run(*arguments).returncode == code


def test_explain_names_the_condition():
    done = run("explain", "--rules", "rules", "--text", f"{CARD[:-1]}2 and {CARD}", "--format", "json")
    findings = [found for found in json.loads(done.stdout)["findings"] if found["rule"] == "personal.payment-card"]
    assert [found["hit"] for found in findings] == [False, True]
    assert findings[0]["refused_by"] == ["validate luhn: the check does not hold"]


@pytest.mark.parametrize("word, code, failures", [("a tern", 0, 0), ("two herons, one heron", 1, 1)])
def test_examples_are_tests(tmp_path, word, code, failures):
    (tmp_path / "birds.rules.yaml").write_text(RULES.replace("WORD", word))
    report = tmp_path / "report.xml"
    done = run("test", "--rules", tmp_path, "--format", "json", "--out", f"junit={report}")
    assert done.returncode == code
    assert json.loads(done.stdout)["failures"] == failures
    suite = xml.etree.ElementTree.parse(report).getroot().find("testsuite")
    assert suite.get("tests") == "2" and suite.get("failures") == str(failures)
