"""A Sluice whose rules change while it runs."""

import os
import re
import shutil

import httpx

from harness.process import Sluice, run

RULE = """\
version: 1
rules:
  - id: swap.{word}
    state: enforce
    level: low
    targets: [response.text]
    match: {{ keywords: [{word}] }}
    action: replace
    replacement: '{word}-{number}'
    examples:
      match: ['an {word} here']
      no_match: ['nothing']
"""

CONFIGURATION = """\
version: 1
listen: {listen}
admin: {{ listen: 127.0.0.1:0 }}
rules: {{ dir: rules{watch} }}
upstreams:
  openai: {{ url: "{url}" }}
routes:
  - {{ path: /v1/, upstream: openai }}
chain:
  - filter_request
  - filter_response
  - forward
{extra}
"""

WORDS = ["alpha", "omega"]


class Reloading:
    """The folder of a configuration and the Sluice that runs it.

    The rules replace two words by themselves and the set's number; each word has a file of its own, so that a set made
    of two states of the folder shows.
    """

    def __init__(self, folder, provider):
        self.folder = folder
        self.provider = provider
        self.sluice = None

    @property
    def path(self):
        return self.folder / "sluice.yaml"

    @property
    def rules(self):
        return self.folder / "rules"

    def configure(self, watch="", extra="", listen="127.0.0.1:0", **replaced):
        text = CONFIGURATION.format(url=self.provider.url, watch=watch, extra=extra, listen=listen)
        for old, new in replaced.values():
            assert old in text
            text = text.replace(old, new)
        self.path.write_text(text)

    def start(self, under=(), **environment):
        self.sluice = Sluice("--config", self.path, under=under, **environment).wait_until_it_listens()
        return self

    def stop(self):
        if self.sluice:
            self.sluice.stop()

    def write_rules(self, number):
        """Writes a set into the folder, file by file."""
        self.rules.mkdir(exist_ok=True)
        for word in WORDS:
            (self.rules / f"{word}.rules.yaml").write_text(RULE.format(word=word, number=number))

    def mount_rules(self, number):
        """Writes a set as Kubernetes does: a new folder, and one link that leads to it from then on."""
        self.rules.mkdir(exist_ok=True)
        version = self.rules / f"..version-{number}"
        version.mkdir()
        for word in WORDS:
            (version / f"{word}.rules.yaml").write_text(RULE.format(word=word, number=number))
            link = self.rules / f"{word}.rules.yaml"
            if not link.is_symlink():
                link.symlink_to(f"..data/{word}.rules.yaml")
        data = self.rules / "..data"
        old = os.readlink(data) if data.is_symlink() else None
        (self.rules / "..data_tmp").symlink_to(version.name)
        os.replace(self.rules / "..data_tmp", data)
        if old:
            shutil.rmtree(self.rules / old)

    def command(self, verb, *arguments, **environment):
        return run(verb, "--admin", f"127.0.0.1:{self.sluice.admin_port}", *arguments, **environment)

    def reload(self):
        """Reloads by the command."""
        return self.command("reload")

    def admin(self, path):
        return httpx.get(f"http://127.0.0.1:{self.sluice.admin_port}{path}", trust_env=False, verify=False, timeout=60)

    def status(self):
        return self.admin("/status").json()

    def reloads(self, result):
        return self.sluice.metrics[f'sluice_reload_total{{result="{result}"}}']

    def numbers(self, text):
        """The numbers of the sets that a filtered text shows, in its order."""
        return [int(number) for number in re.findall(r"(?:alpha|omega)-(\d+)", text)]
