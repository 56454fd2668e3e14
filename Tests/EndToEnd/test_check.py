"""`sluice check`: exit codes, faults with line and caret, the machine form."""

import json

import pytest

from harness.process import ROOT, run

GOOD = """\
version: 1
rules:
  - id: birds.heron
    description: A bird.
    severity: low
    state: enforce
    targets: [request.user]
    match: { keywords: [heron] }
    action: redact
    examples:
      match: ['a heron']
      no_match: ['a tern']
"""


@pytest.fixture
def folder(tmp_path):
    def write(text, name="birds.rules.yaml"):
        (tmp_path / name).write_text(text)
        return tmp_path

    return write


def test_the_shipped_rules_pass():
    done = run("check", "rules", timeout=120)
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout


def test_the_rules_of_these_tests_pass():
    assert run("check", ROOT / "Tests/EndToEnd/rules").returncode == 0


def test_good_rules_exit_0_and_are_summed_up(folder):
    done = run("check", folder(GOOD))
    assert done.returncode == 0
    assert "birds.rules.yaml" in done.stdout and "1 rule" in done.stdout


def test_an_example_that_does_not_hold_is_a_finding(folder):
    done = run("check", folder(GOOD.replace("'a tern'", "'a heron too'")))
    assert done.returncode == 1
    assert "birds.rules.yaml:12:" in done.stdout and "SL107" in done.stdout and "^" in done.stdout


def test_bad_input_exits_2_with_all_faults(folder):
    text = GOOD.replace("severity: low", "severity: lo").replace("action: redact", "actoin: redact")
    done = run("check", folder(text))
    assert done.returncode == 2
    assert "birds.rules.yaml:5:" in done.stdout and "birds.rules.yaml:9:" in done.stdout


def test_a_missing_path_exits_2(tmp_path):
    assert run("check", tmp_path / "nothing").returncode == 2


def test_the_machine_form_is_json(folder):
    done = run("check", "--format", "json", folder(GOOD.replace("'a tern'", "'a heron too'")))
    assert done.returncode == 1
    report = json.loads(done.stdout)
    fault = report["diagnostics"][0]
    assert (fault["severity"], fault["code"], fault["line"]) == ("error", "SL107", 12)
    assert fault["file"].endswith("birds.rules.yaml")
    assert report["rules"] == 1 and report["errors"] == 1


def test_no_colour_where_no_terminal_is(folder):
    assert "\x1b" not in run("check", folder(GOOD)).stdout


def test_hits_in_a_corpus_are_counted(folder, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"text": "no bird"}\na heron\n')
    done = run("check", folder(GOOD), "--corpus", corpus, "--format", "json")
    assert done.returncode == 0
    count = json.loads(done.stdout)["corpus"]
    assert (count["texts"], count["characters"]) == (2, 14)
    assert [(row["rule"], row["hits"], row["line"]) for row in count["per_rule"]] == [("birds.heron", 1, 2)]
    assert run("check", folder(GOOD), "--corpus", tmp_path / "nowhere").returncode == 3
