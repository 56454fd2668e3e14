"""The exit codes: 0 fine, 1 findings, 2 bad input, 3 environment. What is wrong is said on one stream, results on the other."""

import json

import pytest

from harness.process import run

GOOD = """\
version: 1
rules:
  - id: birds.heron
    match: { keywords: [heron] }
    action: redact
    examples:
      match: ['a heron']
      no_match: ['a tern']
"""
CASE = "version: 1\ncases: [{ name: a, chat: { user: hi }, expect: { outcome: %s } }]\n"


@pytest.fixture
def files(tmp_path):
    texts = {
        "good.rules.yaml": GOOD,
        "failing.rules.yaml": GOOD.replace("a tern", "the heron"),
        "broken.rules.yaml": GOOD.replace("action", "acton"),
        "noyaml.rules.yaml": "version: 'one\n",
        "untidy.rules.yaml": GOOD.replace("version: 1\n", "") + "version: 1\n",
        "holds.case.yaml": CASE % "passed",
        "fails.case.yaml": CASE % "blocked",
        "words.txt": "heron\ncurlew\n",
        "short.txt": "a\n",
        "leaks.toml": "[[rules]]\nid = \"heron\"\nregex = '\\bhrn_[0-9a-f]{8}\\b'\n",
        "broken.toml": "[[rules]]\nid = heron\n",
        "birds.yaml": "category_name: birds\nkeywords: [{ keyword: heron, severity: high }]\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("code, line", [
    (0, "check good.rules.yaml"),
    (1, "check failing.rules.yaml"),
    (2, "check broken.rules.yaml"),
    (2, "check nowhere.rules.yaml"),
    (2, "check good.rules.yaml --format xml"),
    (3, "check good.rules.yaml --out sarif=nowhere/a.sarif"),
    (0, "test --rules good.rules.yaml holds.case.yaml"),
    (1, "test --rules good.rules.yaml fails.case.yaml"),
    (1, "test --rules failing.rules.yaml"),
    (1, "test --rules good.rules.yaml --min-coverage 100"),
    (2, "test --rules broken.rules.yaml"),
    (2, "test --rules good.rules.yaml nowhere.case.yaml"),
    (2, "test --rules good.rules.yaml --min-coverage 101"),
    (3, "test --rules good.rules.yaml --out junit=nowhere/a.xml"),
    (0, "explain --rules good.rules.yaml --text heron"),
    (2, "explain --rules broken.rules.yaml --text heron"),
    (2, "explain --rules good.rules.yaml"),
    (3, "explain --rules good.rules.yaml --file nowhere.txt"),
    (0, "scan --rules good.rules.yaml words.txt"),
    (2, "scan --rules good.rules.yaml --level none words.txt"),
    (3, "scan --rules good.rules.yaml nowhere.txt"),
    (0, "fmt good.rules.yaml"),
    (0, "fmt untidy.rules.yaml"),
    (0, "fmt --check good.rules.yaml"),
    (1, "fmt --check untidy.rules.yaml"),
    (2, "fmt noyaml.rules.yaml"),
    (3, "fmt nowhere.rules.yaml"),
    (0, "import words words.txt --id birds.all --out out"),
    (2, "import words words.txt --id birds --out out"),
    (2, "import words short.txt --id birds.all --out out"),
    (3, "import words nowhere.txt --id birds.all --out out"),
    (0, "import gitleaks leaks.toml --id leaks --out out"),
    (2, "import gitleaks broken.toml --id leaks --out out"),
    (2, "import gitleaks leaks.toml --id Leaks --out out"),
    (3, "import gitleaks nowhere.toml --id leaks --out out"),
    (0, "import litellm birds.yaml --id lite --out out"),
    (2, "import litellm good.rules.yaml --id lite --out out"),
    (0, "import modsecurity words.txt --id crs --out out"),
    (2, "import modsecurity short.txt --id crs --out out"),
    (0, "schema rules"),
    (0, "schema config"),
    (2, "schema"),
    (0, "help SL104"),
    (0, "help test"),
    (2, "help SL999"),
    (0, "--help"),
    (0, "--version"),
    (2, "chekc"),
])
def test_the_exit_code_says_what_kind_of_thing_is_wrong(files, code, line):
    done = run(*line.split(), cwd=files)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout if code == 0 and not line.startswith("fmt") else True
    assert "internal error" not in done.stderr


@pytest.mark.parametrize("command", ["check good.rules.yaml", "test --rules good.rules.yaml"])
@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_form_for_machines_is_alone_on_standard_output(files, command, form):
    done = run(*command.split(), "--format", form, cwd=files)
    assert isinstance(json.loads(done.stdout), dict)
    assert done.stderr == ""


def test_github_gets_one_line_for_each_complaint(files):
    done = run("check", "failing.rules.yaml", "--format", "github", cwd=files)
    assert done.stdout.startswith("::error file=failing.rules.yaml,line=8,col=23,title=SL107::")
    assert done.stdout.count("\n") == 1


def test_formatting_changes_nothing_with_check_and_everything_without(files):
    path = files / "untidy.rules.yaml"
    before = path.read_text()
    assert run("fmt", "--check", "untidy.rules.yaml", cwd=files).stdout == "not in its form: untidy.rules.yaml\n"
    assert path.read_text() == before
    assert run("fmt", "untidy.rules.yaml", cwd=files).stdout == "formatted: untidy.rules.yaml\n"
    assert path.read_text() == GOOD
    assert run("fmt", "untidy.rules.yaml", cwd=files).stdout == ""
