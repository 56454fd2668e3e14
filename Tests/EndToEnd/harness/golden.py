"""Texts that commands print, held against those that were read; and reports for a machine, against their schemas."""

import json
import os
import pathlib

import jsonschema

from harness.process import run

AUTHOR = pathlib.Path(__file__).resolve().parents[1] / "author"
UPDATES = bool(os.environ.get("SLUICE_UPDATE_FIXTURES"))


def compare(golden, code, line, done, masked):
    """What a command printed and its code, against a golden file; `masked` takes out what no two runs share."""
    text = f"$ sluice {line}\n{done.stdout}"
    if done.stderr:
        text += f"--- standard error\n{done.stderr}"
    text = masked(text) + f"--- exit {done.returncode}\n"
    if UPDATES:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text)
    assert done.returncode == code
    assert text == golden.read_text()


def valid_reports(name, printed):
    """The schema of that name, and the reports that were printed, one a line; each is as the schema says."""
    schema = json.loads(run("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    reports = [json.loads(line) for line in printed.splitlines()]
    assert reports
    for report in reports:
        assert [error.message for error in validator.iter_errors(report)] == []
    return schema, reports
