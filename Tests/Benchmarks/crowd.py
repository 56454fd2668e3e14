#!/usr/bin/env python3
"""How much memory ten thousand open streams take, under a limit that ends the process if they take more.

    swift build -c release && Tests/Benchmarks/crowd.py

The limit is a control group's where this user may make one, otherwise the memory is only read. Sluice runs its whole
chain with the shipped rules; the provider sends an event of each stream a second, from memory; all of it on loopback.
Sluice needs two descriptors for a stream, so with fewer than 20,032 allowed there are fewer streams. Needs gcc.
"""

import argparse
import contextlib
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

from relay import HERE, ROOT, cpu_microseconds, cpu_times, free_port, start, stop

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:{port}
rules: {{ dir: "{rules}" }}
limits: {{ connections: 12000, held_bytes: 64MiB }}
upstreams: {{ openai: {{ url: "http://127.0.0.1:{provider}", max_connections: 12000 }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [filter_request, filter_response, forward]
"""

GROUPS = pathlib.Path("/sys/fs/cgroup")


class MemoryGroup:
    """A control group with a bound on memory, of either version; none where it can't be made."""

    def __init__(self, megabytes):
        self.folder = None
        self.is_old = (GROUPS / "memory").is_dir()
        folder = (GROUPS / "memory" if self.is_old else GROUPS) / f"sluice-crowd-{free_port()}"
        try:
            folder.mkdir()
            self.folder = folder
            (folder / ("memory.limit_in_bytes" if self.is_old else "memory.max")).write_text(str(megabytes << 20))
        except OSError as error:
            print(f"no control group: {error}")
            self.close()

    def command(self, command):
        """A command that runs another one within the group."""
        if not self.folder:
            return command
        return ["sh", "-c", 'echo $$ >"$0/cgroup.procs" && exec "$@"', self.folder, *command]

    @property
    def peak(self):
        """The most it ever held, in megabytes; with what the kernel keeps for it."""
        if not self.folder:
            return None
        with contextlib.suppress(OSError):
            return int((self.folder / ("memory.max_usage_in_bytes" if self.is_old else "memory.peak")).read_text()) >> 20

    def close(self):
        if self.folder:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
            self.folder = None


def memory(pid):
    """Resident memory and its peak, in megabytes."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", default=ROOT / "rules", help="a folder of rules")
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--event-loops", type=int, default=2)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    streams = min(options.streams, (hard - 200) // 2) if hard != resource.RLIM_INFINITY else options.streams
    port, provider_port = free_port(), free_port()
    group = MemoryGroup(options.megabytes)
    with tempfile.TemporaryDirectory(prefix="sluice-crowd-") as work:
        folder = pathlib.Path(work)
        for name in ("provider", "load"):
            subprocess.run(["gcc", "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
        (folder / "sluice.yaml").write_text(CONFIGURATION.format(
            port=port, provider=provider_port, rules=pathlib.Path(options.rules).resolve()))
        provider = start([folder / "provider", provider_port], 1, provider_port)
        sluice = start(group.command(
            [options.binary, "serve", "--event-loops", options.event_loops, "--config", folder / "sluice.yaml"]), 0, port)
        try:
            before, cpu = memory(sluice.pid), cpu_times(sluice.pid)
            load = subprocess.Popen(
                [folder / "load", str(port), str(streams), str(options.seconds), "stream/100000/1000"],
                stdout=subprocess.PIPE, text=True)
            time.sleep(options.seconds * 0.9)
            during = memory(sluice.pid)
            result = json.loads(load.communicate(timeout=120)[0])
            used = cpu_microseconds(sluice.pid, cpu)
            print(f"{streams} streams: {during[0]:.0f} MB of {before[0]:.0f} MB before them, {during[1]:.0f} MB at the most;"
                  f" {(during[0] - before[0]) * 1024 / streams:.1f} KB for each")
            print(f"{result['frames']} events, {used / max(1, result['frames']):.1f} us of CPU for each,"
                  f" {result['errors']} errors")
            if group.folder:
                print(f"with what the kernel holds for it: {group.peak} MB of {options.megabytes} MB")
        finally:
            stop(sluice)
            stop(provider)
            group.close()
    if sluice.returncode != 0 or result["errors"] or during[1] > options.megabytes:
        sys.exit(f"it ended with {sluice.returncode}, {result['errors']} errors, {during[1]:.0f} MB")


if __name__ == "__main__":
    main()
