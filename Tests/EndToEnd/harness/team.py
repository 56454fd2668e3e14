"""A Sluice for a team: keys made by the command, limits, a provider's key of its own."""

import re

from harness.process import Sluice, run

PROVIDER_KEY = "sk-provider-0123456789"

CONFIGURATION = """\
version: 1
listen: {listen}
admin: {{ listen: {admin} }}
rules: {rules}
moderation: {{ from: [body:level] }}
clients: clients.yaml
upstreams:
  openai: {{ url: "{url}"{upstream} }}
routes:
  - {{ path: /v1/, upstream: openai }}
  - {{ path: /v1beta/, upstream: openai }}
  - {{ path: /closed/, upstream: openai }}
chain:
  - authenticate{authenticate}
  - limit: {{ {limit} }}
  - filter_request
  - filter_response
  - forward
{extra}
"""


class Team:
    """The folder of a configuration, the keys of its clients, and the Sluice that runs it."""

    def __init__(self, folder, provider):
        self.folder = folder
        self.provider = provider
        self.sluice = None

    @property
    def clients(self):
        return self.folder / "clients.yaml"

    def key(self, name, *options):
        """Makes a key."""
        done = run("keys", "new", name, "--clients", self.clients, *options)
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(r"slk_[a-z2-7]{58}\n", done.stdout)
        return done.stdout.strip()

    def terms(self, name, *lines):
        """Writes terms of a client beside its keys, as an operator would."""
        text = self.clients.read_text()
        self.clients.write_text(text.replace(f"  {name}:\n", f"  {name}:\n" + "".join(f"    {line}\n" for line in lines)))

    def start(self, upstream=", key_env: PROVIDER_KEY", authenticate="", limit="concurrent_streams: 1000", extra="",
              listen="127.0.0.1:0", admin="127.0.0.1:0", has_keys=True, rules="{ allow_none: true }",
              **environment):
        path = self.folder / "sluice.yaml"
        text = CONFIGURATION.format(
            url=self.provider.url, upstream=upstream, authenticate=authenticate, limit=limit, extra=extra,
            listen=listen, admin=admin, rules=rules)
        if not has_keys:
            text = text.replace("  - authenticate\n", "").replace("clients: clients.yaml\n", "")
        path.write_text(text)
        environment = {"PROVIDER_KEY": PROVIDER_KEY, **environment}
        self.sluice = Sluice("--config", path, **environment).wait_until_it_listens()
        return self.sluice

    def stop(self):
        if self.sluice:
            self.sluice.stop()
