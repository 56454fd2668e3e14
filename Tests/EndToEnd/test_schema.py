"""`sluice schema`: what Sluice reads is valid, and what is wrong in its structure is not."""

import json
import re

import jsonschema
import pytest
import yaml

from harness.process import ROOT, run

RULE_FILES = sorted([*ROOT.glob("rules/**/*.rules.yaml"), *ROOT.glob("Tests/EndToEnd/rules/*.rules.yaml")])
GUIDES = sorted([ROOT / "README.md", ROOT / "rules/README.md", *ROOT.glob("Sources/sluice/sluice.docc/*.md")])
BROKEN_RULES = ROOT / "Tests/SluiceRulesTests/Fixtures/Broken"
BROKEN_CONFIGURATIONS = ROOT / "Tests/SluiceGatewayTests/Fixtures/Broken"

# What a schema can see: fields, types and names. What is in a regex, a list or an example is left to `check`.
STRUCTURE_OF_RULES = """
    action-is-list action-misspelt capture-name-as-number code-with-blank
    colon-in-plain-example default-not-inheritable defaults-misspelt entropy-without-bound example-field-misspelt
    examples-is-list examples-missing examples-negative-missing exception-covers-nothing exception-is-mapping
    exception-without-reason flags-as-text id-upper-case id-with-blank id-without-dot keyword-is-mapping
    keyword-not-in-list keywords-empty-list list-without-file match-empty match-is-text message-is-list
    min-engine-no-version missing-fields normalize-misspelt nothing-under-rules on-limit-unknown
    pack-without-name replacement-is-list rule-without-dash rules-instead-of-list rules-missing severity-number
    state-with-date state-yes target-misspelt targets-is-text unknown-field unknown-version validate-unknown
    version-missing whole-rule-is-text window-huge window-zero wrong-types
""".split()
STRUCTURE_OF_CONFIGURATIONS = """
    chain-missing chain-stage-misspelt chain-two-stages-in-one chain-without-dashes cors-without-origins
    route-path-without-slash route-without-path routes-empty routes-missing stage-option-misspelt
    stage-option-value timeout-without-unit upstream-as-text upstream-without-scheme version-two
""".split()


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `no`, `off` and `12:30` are texts."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, regex, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)", "-+.0123456789"),
]:
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{regex})$"), list(first))


def read(text):
    return yaml.load(text, EditorLoader)


@pytest.fixture(scope="module")
def schemas():
    result = {}
    for name in ("rules", "config"):
        done = run("schema", name)
        assert done.returncode == 0, done.stderr
        schema = json.loads(done.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        result[name] = jsonschema.Draft202012Validator(schema)
    return result


def faults(validator, value):
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(value)]


def examples():
    """The files that the guides show whole: what they begin with says which kind they are."""
    for guide in GUIDES:
        for number, block in enumerate(re.findall(r"```yaml\n(version: 1\n.*?)```", guide.read_text(), re.S)):
            fields = read(block)
            kind = "config" if "upstreams" in fields else "rules" if "rules" in fields else None
            if kind:
                yield pytest.param(kind, block, id=f"{guide.name}-{number}")
    for path in sorted((ROOT / "deploy").glob("*.yaml")):
        if re.search(r"^version: 1$", path.read_text(), re.M):
            yield pytest.param("config", path.read_text(), id=path.name)


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.name)
def test_the_rules_of_this_repository_are_valid(schemas, path):
    assert faults(schemas["rules"], read(path.read_text())) == []


@pytest.mark.parametrize("kind, text", list(examples()))
def test_the_files_that_guides_show_are_valid(schemas, kind, text):
    assert faults(schemas[kind], read(text)) == []


@pytest.mark.parametrize("name", STRUCTURE_OF_RULES)
def test_a_rule_file_of_a_wrong_structure_is_not_valid(schemas, name):
    assert faults(schemas["rules"], read((BROKEN_RULES / f"{name}.rules.yaml").read_text()))


@pytest.mark.parametrize("name", STRUCTURE_OF_CONFIGURATIONS)
def test_a_configuration_of_a_wrong_structure_is_not_valid(schemas, name):
    assert faults(schemas["config"], read((BROKEN_CONFIGURATIONS / f"{name}.yaml").read_text()))


def test_without_a_subject_it_says_which_there_are():
    done = run("schema", "rule")
    assert done.returncode == 2
    assert "rules" in done.stderr and "config" in done.stderr
