"""The real `sluice` binary as a child process."""

import os
import pathlib
import re
import signal
import subprocess
import threading

import httpx

ROOT = pathlib.Path(__file__).resolve().parents[3]
SHARED = pathlib.Path(os.environ.get("SLUICE_SHARED", ROOT.parent / "shared"))


def binary():
    """The binary under test: $SLUICE_BINARY, or the release build, which is what operators run."""
    return os.path.abspath(os.environ.get("SLUICE_BINARY", ROOT / ".build/release/sluice"))


def environment(**extra):
    """The environment of a child: nothing of the caller's may change what Sluice does.

    A crash is told by its signal and its message; the backtracer would outlive a process that is ended meanwhile.
    """
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    return {"SWIFT_BACKTRACE": "enable=no", **keep, **extra}


def run(*arguments, timeout=60, cwd=ROOT, **extra):
    """Runs a command to its end."""
    return subprocess.run(
        [binary(), *map(str, arguments)], cwd=cwd, env=environment(**extra), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=timeout)


class Sluice:
    """A running `sluice serve`.

    `under` is a command that ends in starting it: it sets bounds that hold for it.
    """

    def __init__(self, *arguments, cwd=ROOT, command="serve", under=(), **extra):
        self.process = subprocess.Popen(
            [*map(str, under), binary(), command, *map(str, arguments)], cwd=cwd, env=environment(**extra),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = []
        self.errors = []
        self.port = None
        self.admin_port = None
        self._listens = threading.Event()
        self._last_line = "upstream" if command == "serve" else "listening on"
        self._heard = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read_output, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def wait_until_it_listens(self, timeout=30):
        if not self._listens.wait(timeout) or self.port is None:
            self.stop()
            raise AssertionError(f"sluice doesn't listen:\n{self.log}")
        return self

    @property
    def metrics(self):
        """The counters of the admin port, by name and labels."""
        text = httpx.get(f"http://127.0.0.1:{self.admin_port}/metrics", trust_env=False, verify=False).text
        rows = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, value in rows}

    def memory(self, which="VmRSS"):
        """Its resident memory in bytes, or the most that ever was (`VmHWM`)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{which}:\s+(\d+) kB", status)[1]) << 10

    @property
    def cpu_seconds(self):
        """The processor time that it has used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def descriptors(self):
        """How many files and sockets it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    @property
    def log(self):
        return "".join(self.lines + self.errors)

    def logged(self, word, timeout=10):
        """The first line of the log with a word in it; waits for it."""
        def find():
            return next((line for line in self.errors if word in line), None)

        with self._heard:
            return self._heard.wait_for(find, timeout)

    def terminate(self):
        """Asks it to drain."""
        self.process.send_signal(signal.SIGTERM)

    def wait(self, timeout=30):
        """Waits for its end; the exit code."""
        code = self.process.wait(timeout)
        for reader in self._readers:
            reader.join(timeout)
        return code

    def stop(self):
        """Ends it, however it stands; a crash, or a drain that doesn't end, is a failure."""
        try:
            if self.process.poll() is None:
                self.terminate()
            code = self.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.wait()
        self.process.stdout.close()
        self.process.stderr.close()
        assert code >= 0, f"sluice ended with signal {-code}:\n{self.log}"

    def _read_output(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.match(r"admin on +\S+?:(\d+)\s", line):
                self.admin_port = int(found[1])
            if self.port is None and (found := re.match(r"listening on \S+?:(\d+)\s", line)):
                self.port = int(found[1])
            if line.startswith(self._last_line):
                self._listens.set()
        self._listens.set()

    def _read_errors(self):
        for line in self.process.stderr:
            with self._heard:
                self.errors.append(line)
                self._heard.notify_all()
