"""`sluice test --watch`: a saved file is tested again, and the result is printed."""

import subprocess

import pytest

from harness.process import binary, environment

RULES = """\
version: 1
lists: { birds: { file: birds.txt } }
rules:
  - id: birds.all
    match: { wordlists: [birds] }
    action: log
    examples:
      match: ['a heron']
      no_match: ['an otter']
"""


@pytest.fixture
def watch(tmp_path):
    (tmp_path / "birds.txt").write_text("heron\n")
    (tmp_path / "birds.rules.yaml").write_text(RULES)
    process = subprocess.Popen(
        [binary(), "test", "--rules", str(tmp_path), "--watch"], env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def result():
        lines = []
        while not lines or not lines[-1].rstrip().endswith(" ms"):
            line = process.stdout.readline()
            assert line, lines
            lines.append(line)
        return "".join(lines)

    yield tmp_path, result
    process.kill()
    process.wait()
    process.stdout.close()
    process.stderr.close()


def test_every_change_is_tested(watch):
    folder, result = watch
    assert "0 failures" in result()
    (folder / "birds.rules.yaml").write_text(RULES.replace("a heron", "a tern"))
    failed = result()
    assert failed.startswith(f"changed: {folder}/birds.rules.yaml\n")
    assert "expected a hit, got none" in failed and "1 failure" in failed
    (folder / "birds.txt").write_text("heron\ntern\n")
    mended = result()
    assert mended.startswith(f"changed: {folder}/birds.txt\n") and "0 failures" in mended


def test_a_file_that_does_not_load_is_said_and_waited_for(watch):
    folder, result = watch
    result()
    (folder / "birds.rules.yaml").write_text(RULES.replace("action: log", "action: lgo"))
    assert "1 error" in result()
    (folder / "cases").mkdir()
    (folder / "birds.rules.yaml").write_text(RULES)
    assert "0 failures" in result()
    (folder / "cases/new.case.yaml").write_text(
        "version: 1\ncases: [{ name: a, chat: { user: a heron }, expect: { hits: [birds.all] } }]\n")
    assert "1 case, " in result()
