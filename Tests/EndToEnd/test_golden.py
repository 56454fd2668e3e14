"""What commands print for a small set of rules and recordings, byte for byte, and their reports against the schemas.

`SLUICE_UPDATE_FIXTURES=1` writes the texts anew: read the difference before it is committed.
"""

import re
import shutil

import jsonschema
import pytest

from harness.golden import AUTHOR, compare, valid_reports
from harness.process import ROOT, run

GOLDEN = AUTHOR / "golden"

# Each has a name, the code that it ends with, and the command.
COMMANDS = [
    ("check", 0, "check rules --no-adversary"),
    ("check-corpus", 0, "check rules --no-adversary --corpus corpus.jsonl"),
    ("check-example", 1, "check broken/wrong-example.rules.yaml --no-adversary"),
    ("check-broken", 2, "check broken/broken.rules.yaml"),
    ("check-github", 1, "check broken/wrong-example.rules.yaml --no-adversary --format github"),
    ("check-sarif", 1, "check broken/wrong-example.rules.yaml --no-adversary --format sarif"),
    ("check-unwritable", 3, "check rules --no-adversary --out sarif=nowhere/a.sarif"),
    ("test", 0, "test --rules rules cases"),
    ("test-failing", 1, "test --rules rules failing"),
    ("test-coverage", 1, "test --rules rules --coverage --min-coverage 100"),
    ("test-receipts", 0, "test --rules rules cases --receipts --split none"),
    ("test-update", 1, "test --rules rules failing --update"),
    ("test-junit", 1, "test --rules rules failing --format junit"),
    ("test-tap", 1, "test --rules rules failing --format tap"),
    ("test-broken", 2, "test --rules broken/broken.rules.yaml"),
    ("explain-hit", 0, "explain --file texts.txt --level low"),
    ("explain-refused", 0, "explain --text ring-000000"),
    ("explain-recordings", 0, "explain recordings"),
    ("explain-recording-level", 0, "explain recordings/nest.rec.jsonl --level low"),
    ("explain-recording-target", 2, "explain recordings --target request.user"),
    ("explain-no-recording", 3, "explain nowhere.rec.jsonl"),
    ("explain-event", 0, "explain 01JD8Q6M2T5N8WV"),
    ("explain-no-event", 1, "explain 01JD8Q6M2T5N8WX"),
    ("explain-nothing", 2, "explain"),
    ("explain-no-file", 3, "explain --file nowhere.txt"),
    ("scan", 0, "scan texts.txt"),
    ("scan-lines", 0, "scan --target response.text --level high corpus.jsonl"),
    ("scan-human", 0, "scan --format human texts.txt --out json=hits.jsonl"),
    ("scan-unwritable", 3, "scan texts.txt --out json=nowhere/hits.jsonl"),
    ("scan-no-file", 3, "scan nowhere.txt"),
    ("replay", 0, "replay recordings"),
    ("replay-receipts", 0, "replay --receipts --split quick recordings"),
    ("replay-junit", 0, "replay --format junit recordings"),
    ("replay-tap", 0, "replay --format tap --level low recordings"),
    ("replay-github", 0, "replay --format github --split quick recordings"),
    ("replay-sarif", 0, "replay --format sarif --split quick recordings --out sarif=replay.sarif"),
    ("replay-no-recording", 3, "replay nowhere.rec.jsonl"),
    ("diff", 0, "diff --a old-rules --b rules recordings"),
    ("diff-crossed", 1, "diff --a old-rules --b rules --fail-on new-blocks>0 recordings"),
    ("diff-github", 1, "diff --a old-rules --b rules --fail-on new-blocks>0:violating --format github recordings"),
    ("diff-threshold", 2, "diff --a old-rules --b rules --fail-on new-bloks>0 recordings"),
    ("import-words", 0, "import words words.txt --id birds.waders --out out"),
    ("import-no-file", 3, "import words nowhere.txt --id birds.waders --out out"),
    ("fmt-check", 0, "fmt --check rules old-rules"),
    ("fmt-untidy", 1, "fmt --check broken"),
    ("fmt", 0, "fmt broken/untidy.rules.yaml"),
    ("keys-list", 0, "keys list --clients clients.yaml"),
    ("bench", 0, "bench --text texts.txt --rounds 1 --per-rule"),
    ("schema-scan", 0, "schema scan"),
    ("help-code", 0, "help SL107"),
    ("status-nobody", 3, "status --admin 127.0.0.1:1"),
    ("record-nobody", 3, "record --admin 127.0.0.1:1 --out out --count 1"),
    ("record-endless", 2, "record --out out"),
    ("record-scrub", 0, "record scrub --check recordings"),
    ("tap-nobody", 3, "tap --admin 127.0.0.1:1"),
    ("export-har", 0, "export har recordings/nest.rec.jsonl"),
    ("usage", 2, "chekc rules"),
]
# Reports for a machine: the schema's name, the code, the command.
REPORTS = [
    ("check", 0, "check rules --no-adversary --corpus corpus.jsonl --format json"),
    ("check", 0, "check old-rules --format json"),
    ("check", 2, "check broken/broken.rules.yaml --format json"),
    ("test", 0, "test --rules rules cases --coverage --split none --format json"),
    ("test", 1, "test --rules rules failing --format json"),
    ("test", 2, "test --rules broken/broken.rules.yaml --format json"),
    ("explain", 0, "explain --file texts.txt --format json"),
    ("explain", 0, "explain recordings --format json"),
    ("explain", 0, "explain 01JD8Q6M2T5N8WV --format json"),
    ("scan", 0, "scan texts.txt"),
    ("replay", 0, "replay recordings --split quick --format json"),
    ("diff", 1, "diff --a old-rules --b rules --fail-on new-blocks>0 --format json recordings"),
    ("bench", 0, "bench --text texts.txt --rounds 1 --per-rule --format json"),
]


@pytest.fixture
def author(tmp_path):
    folder = tmp_path / "author"
    shutil.copytree(AUTHOR, folder, ignore=shutil.ignore_patterns("golden*"))
    return folder


def masked(name, text):
    """What isn't the same on two machines, or in two runs, is taken out: times, sizes of machine code."""
    if name == "bench":
        text = re.sub(r" *\d[\d,.]*( [MKk]B(/s)?| ns| bytes?)?", " N", text)
        lines = [re.sub(" +", " ", line) for line in text.splitlines(keepends=True)]
        # The dearest rule is first, which another time is another one.
        text = "".join(sorted(lines, key=lambda line: line if line.startswith("birds.") else ""))
    return re.sub(r"\d[\d,.]* (ms|KB)\b", r"N \1", text)


def members_of(report):
    """The names of all members of a report, except where they are names of the author's own."""
    if isinstance(report, list):
        return set().union(*map(members_of, report))
    if not isinstance(report, dict):
        return set()
    named = [value for name, value in report.items() if name not in ("receipt", "held_per_target")]
    return set(report).union(*map(members_of, named))


def members_of_schema(schema):
    """The names of all members that a schema describes."""
    if isinstance(schema, list):
        return set().union(*map(members_of_schema, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(members_of_schema, schema.values()))


def ended(folder, line):
    return run(*line.split(), cwd=folder)


@pytest.mark.parametrize("name, code, line", COMMANDS, ids=[name for name, *_ in COMMANDS])
def test_what_a_command_prints_is_as_it_was_read(author, name, code, line):
    compare(GOLDEN / f"{name}.txt", code, line, ended(author, line), lambda text: masked(name, text))


@pytest.mark.parametrize("name, code, line", REPORTS, ids=[f"{name}-{code}" for name, code, _ in REPORTS])
def test_a_report_is_as_its_schema_says(author, name, code, line):
    done = ended(author, line)
    assert done.returncode == code, done.stderr
    schema, reports = valid_reports(name, done.stdout)
    for report in reports:
        assert members_of(report) <= members_of_schema(schema)
    if name != "scan":
        for form in schema.get("anyOf", [schema]):
            nothing = {member: None for member in form["required"]}
            faults = list(jsonschema.Draft202012Validator(form).iter_errors(nothing))
            assert len(faults) == len(form["required"])


@pytest.mark.parametrize("line, forms", [
    ("check rules --no-adversary", "human json github sarif"), ("test --rules rules", "human json junit tap github sarif"),
    ("replay recordings", "human json junit tap github sarif"), ("diff --a old-rules --b rules recordings", "human json github"),
    ("explain --text ring-654321", "human json"), ("explain recordings", "human json"), ("scan texts.txt", "human json"),
    ("bench --text texts.txt --rounds 1", "human json"),
], ids=lambda value: value.split()[0])
def test_a_report_in_a_file_is_the_one_on_standard_output(author, line, forms):
    files = [f"--out {form}={form}.out" for form in forms.split()]
    assert ended(author, " ".join([line, *files])).returncode == 0
    for form in forms.split():
        shown = ended(author, f"{line} --format {form}").stdout
        kept = (author / f"{form}.out").read_text()
        if line.startswith("bench"):
            shown, kept = len(shown.splitlines()), len(kept.splitlines())
        elif form in ("human", "json"):
            shown, kept = (re.sub(r"\d[\d,.]*( ms)|(_ms\":)[\d.]+", r"\1\2", text) for text in (shown, kept))
        assert kept == shown, form


def test_every_golden_text_belongs_to_a_command():
    assert {path.stem for path in GOLDEN.iterdir()} == {name for name, *_ in COMMANDS}


def test_every_kind_of_end_is_there():
    # 4 is a defect of Sluice, which no command line brings about: a unit test has it.
    assert {code for _, code, _ in COMMANDS} == {0, 1, 2, 3}
    assert ".defect" in (ROOT / "Tests/SluiceCommandTests/ExitStatusTests.swift").read_text()
