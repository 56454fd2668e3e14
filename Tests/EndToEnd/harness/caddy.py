"""The real Caddy in front of Sluice, with the site that `deploy/` gives as an example."""

import os
import pathlib
import shutil
import socket
import subprocess
import time

from harness.process import ROOT

OPTIONS = """\
{
	admin off
	auto_https off
	default_bind 127.0.0.1
}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def site(port, upstream):
    """The site of deploy/Caddyfile on another port, without TLS."""
    text = (ROOT / "deploy/Caddyfile").read_text()
    for old, new in {"\nllm.example.com {": f"\nhttp://127.0.0.1:{port} {{", "127.0.0.1:8080": f"127.0.0.1:{upstream}"}.items():
        assert text.count(old) == 1, f"deploy/Caddyfile should have `{old}` once"
        text = text.replace(old, new)
    return OPTIONS + text


class Caddy:
    """A running Caddy that forwards all to one port."""

    def __init__(self, folder: pathlib.Path, upstream):
        executable = shutil.which("caddy")
        assert executable, "these tests need caddy"
        self.port = free_port()
        path = folder / "Caddyfile"
        path.write_text(site(self.port, upstream))
        self.log = (folder / "log").open("w")
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self.process = subprocess.Popen(
            [executable, "run", "--adapter", "caddyfile", "--config", str(path)], cwd=folder, env={**os.environ, **home},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def wait_until_it_listens(self, timeout=30):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            assert self.process.poll() is None, f"caddy ended:\n{self.said}"
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise AssertionError("caddy doesn't listen")

    @property
    def said(self):
        return pathlib.Path(self.log.name).read_text()

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()
