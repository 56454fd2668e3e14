"""The files of `deploy/`, with the places that they name moved into a folder of a test."""

import pathlib
import shutil

import yaml

from harness.process import ROOT

DEPLOY = ROOT / "deploy"
RULES = ROOT / "Tests/EndToEnd/rules"
PLACES = ["/run/credentials/sluice.service", "/etc/sluice", "/var/lib/sluice", "/var/log/sluice"]
CONFIGURATIONS = ["sluice.yaml", "team.yaml", "container.yaml", "kubernetes/sluice.yaml"]
SECRETS = {
    "OPENAI_API_KEY": "sk-openai-0123456789", "ANTHROPIC_API_KEY": "sk-ant-0123456789",
    "SLUICE_ADMIN_TOKEN": "admin-0123456789",
}
CLIENTS = f"""\
version: 1
clients:
  ada:
    keys:
      - {{ hash: "sha256:{'ab' * 32}", created: 2026-11-29 }}
"""


def moved(text, folder):
    """The text with every place of a server under a folder."""
    for place in PLACES:
        text = text.replace(place, f"{folder}{place}")
    return text


def configuration(name):
    """A configuration as it stands in the file."""
    return yaml.safe_load((DEPLOY / name).read_text())


def install(name, folder: pathlib.Path, changes=None):
    """Puts a configuration with all that it names into a folder; gives its path.

    `changes` are texts to put in place of others, each of which has to be there. The rules are those of the tests.
    """
    text = (DEPLOY / name).read_text()
    for old, new in (changes or {}).items():
        assert old in text, f"deploy/{name} should have `{old}`"
        text = text.replace(old, new)
    etc = folder / "etc/sluice"
    credentials = folder / "run/credentials/sluice.service"
    for path in (etc / "clients", etc / "keys", credentials, folder / "var/lib/sluice", folder / "var/log/sluice"):
        path.mkdir(parents=True)
    for path in (credentials, etc / "keys"):
        (path / "openai").write_text(SECRETS["OPENAI_API_KEY"] + "\n")
        (path / "anthropic").write_text(SECRETS["ANTHROPIC_API_KEY"] + "\n")
        (path / "admin-token").write_text(SECRETS["SLUICE_ADMIN_TOKEN"] + "\n")
    for path in (etc / "clients", folder / "var/lib/sluice"):
        (path / "clients.yaml").write_text(CLIENTS)
    shutil.copytree(RULES, etc / "rules")
    path = etc / "sluice.yaml"
    path.write_text(moved(text, folder))
    return path
