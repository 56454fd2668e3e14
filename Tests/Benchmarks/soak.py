#!/usr/bin/env python3
"""A day's work in half an hour: many streams at once, rules that change each minute, clients that leave or read slowly.

    swift build -c release && Tests/Benchmarks/soak.py --minutes 30 --streams 1000

One Sluice with keys, limits and both logs; a provider that answers from memory; all of it on loopback. The rules write
the number of their set into every event, so that a stream shows by which rules it ran: the ones it began with, to its end.
Every fifth set is broken and must change nothing. A line a minute; it ends with 1 when anything came that nobody asked
for, when memory grew, or when a descriptor was lost. Needs gcc.
"""

import argparse
import heapq
import json
import pathlib
import random
import re
import selectors
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from relay import HERE, ROOT, free_port, start, stop

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:{port}
admin: {{ listen: 127.0.0.1:{admin} }}
rules: {{ dir: rules }}
clients: clients.yaml
upstreams:
  openai: {{ url: "http://127.0.0.1:{provider}" }}
routes:
  - {{ path: /v1/, upstream: openai }}
limits: {{ connections: 20000, held_bytes: 128MiB, send_timeout: 5m }}
decision_log: {{ file: decisions.jsonl, receipts: true, rotate: 10MiB }}
access_log: {{ file: access.jsonl, rotate: 10MiB }}
chain:
  - authenticate
  - limit: {{ requests_per_minute: 1000000, concurrent_streams: 100000, tokens_per_day: 100000000000 }}
  - body_limit: 1MiB
  - filter_request
  - filter_response
  - forward
"""

RULES = """\
version: 1
defaults: {{ severity: low, level: low, state: enforce }}
rules:
  - id: soak.number
    targets: [response.text]
    match: {{ keywords: [several] }}
    action: replace
    replacement: 'set-{number}'
    examples: {{ match: ['several words'], no_match: ['{unmatched}'] }}
  - id: soak.forbidden
    targets: [request.user]
    match: {{ keywords: [forbidden] }}
    action: block
    examples: {{ match: ['a forbidden word'], no_match: ['a word'] }}
"""

NUMBER = re.compile(rb"set-(\d+)")
# Of a thousand streams so many are left by their clients, and so many read slowly; so many requests follow a stream on
# its connection that are answered whole, and so many that are blocked.
LEFT, SLOW, WHOLE, BLOCKED = 200, 40, 300, 100


class Client:
    """One connection after the other: a stream, perhaps something else, the next stream."""

    def __init__(self, soak):
        self.soak = soak
        self.socket = None

    def begin(self):
        """Asks for a stream, on the connection that is there or on a new one."""
        chance = random.randrange(1000)
        self.kind = "left" if chance < LEFT else "slow" if chance < LEFT + SLOW else "read"
        if self.kind == "slow":
            self.disconnect()
            self.ask("stream/4000/0", 4000)
        else:
            frames = random.randrange(20, 80)
            self.ask(f"stream/{frames}/{self.soak.pause}", frames)
        if self.kind == "left":
            self.soak.later(random.uniform(0, frames * self.soak.pause / 1000), self.leave)

    def ask(self, query, frames, text="What did the miller say?"):
        self.frames, self.counted, self.numbers, self.tail, self.seen = frames, 0, set(), b"", False
        self.earliest = self.soak.number
        self.is_open = True
        if self.socket is None:
            self.connect()
        body = json.dumps({"model": "soak", "stream": frames > 0, "messages": [{"role": "user", "content": text}]})
        self.socket.sendall((
            f"POST /v1/chat/completions?{query} HTTP/1.1\r\nhost: soak.test\r\nauthorization: Bearer {self.soak.key}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n{body}").encode())

    def connect(self):
        self.socket = socket.socket()
        if self.kind == "slow":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        self.socket.connect(("127.0.0.1", self.soak.port))
        self.socket.setblocking(False)
        if self.kind == "slow":
            self.soak.later(0.2, self.read_slowly)
        else:
            self.soak.ready.register(self.socket, selectors.EVENT_READ, self)

    def disconnect(self):
        if self.socket is None:
            return
        if self.socket in self.soak.ready.get_map():
            self.soak.ready.unregister(self.socket)
        self.socket.close()
        self.socket = None

    def leave(self):
        """Leaves in the middle, unless the stream has ended before."""
        if self.kind == "left" and self.is_open and self.frames:
            self.soak.counts["left"] += 1
            self.disconnect()
            self.rest()

    def read_slowly(self):
        if self.kind != "slow" or self.socket is None:
            return
        self.read(16384)
        if self.kind == "slow" and self.is_open:
            self.soak.later(0.2, self.read_slowly)

    def read(self, count=1 << 18):
        try:
            data = self.socket.recv(count)
        except BlockingIOError:
            return
        except OSError as error:
            return self.fail(repr(error))
        if not data:
            return self.fail("closed")
        if not self.is_open:
            return self.fail(f"unasked: {data[:80]!r}")
        self.take(data)

    def take(self, data):
        if not self.seen:
            self.seen = True
            self.status = data[9:12]
        self.soak.counts["bytes"] += len(data)
        text = self.tail + data
        cut = max(0, len(text) - 16)
        for found in NUMBER.finditer(text):
            # A number at the end may go on in the next piece.
            if found.end() == len(text):
                cut = min(cut, found.start())
                break
            if found.end() > cut:
                cut = found.end()
            self.counted += 1
            self.numbers.add(int(found[1]))
        self.tail = text[cut:]
        if text.endswith(b"0\r\n\r\n" if self.frames else b"}"):
            self.end()

    def end(self):
        """The answer is complete: was it what was asked for?"""
        self.is_open = False
        if self.frames == 0:
            if self.status != self.expected:
                return self.fail(f"{self.status} for {self.expected}")
        elif (self.status, self.counted, len(self.numbers)) != (b"200", self.frames, 1):
            return self.fail(f"{self.status}, {self.counted} of {self.frames} events, sets {self.numbers}")
        elif not self.earliest <= min(self.numbers) <= self.soak.number:
            return self.fail(f"set {self.numbers} begun at {self.earliest}")
        self.soak.counts[self.kind if self.frames else "whole" if self.expected == b"200" else "blocked"] += 1
        self.go_on()

    def go_on(self):
        chance = random.randrange(1000)
        if self.kind == "slow" or chance >= 900:
            self.disconnect()
            return self.rest()
        if self.frames and chance < WHOLE + BLOCKED:
            self.expected = b"200" if chance < WHOLE else b"400"
            self.kind = "read"
            return self.ask("whole", 0, "What else?" if chance < WHOLE else "a forbidden word")
        self.rest()

    def rest(self):
        self.is_open = False
        self.kind = "rest"
        if not self.soak.is_ending:
            self.soak.later(random.uniform(0, 1), self.begin)

    def fail(self, fault):
        if self.kind == "rest" and fault == "closed":
            return self.disconnect()
        self.soak.counts["faults"] += 1
        if len(self.soak.faults) < 20:
            self.soak.faults.append(f"{self.kind}: {fault}")
        self.disconnect()
        self.rest()


class Soak:
    """The clients, the clock, and the rules."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.pause = options.pause
        self.ready = selectors.DefaultSelector()
        self.timers, self.order = [], 0
        self.counts = dict.fromkeys(["read", "left", "slow", "whole", "blocked", "faults", "bytes"], 0)
        self.faults, self.number, self.sets, self.is_ending = [], 1, 1, False
        self.port, self.admin_port, self.provider_port = free_port(), free_port(), free_port()

    def prepare(self):
        (self.folder / "rules").mkdir()
        self.write_rules(1)
        (self.folder / "sluice.yaml").write_text(CONFIGURATION.format(
            port=self.port, admin=self.admin_port, provider=self.provider_port))
        made = subprocess.run(
            [self.options.binary, "keys", "new", "soak", "--clients", self.folder / "clients.yaml"],
            capture_output=True, text=True, check=True)
        self.key = made.stdout.strip()
        subprocess.run(["gcc", "-O2", "-o", self.folder / "provider", HERE / "provider.c"], check=True)

    def write_rules(self, number, is_broken=False):
        path = self.folder / "rules/soak.rules.yaml"
        path.with_suffix(".new").write_text(
            RULES.format(number=number, unmatched="several" if is_broken else "nothing"))
        path.with_suffix(".new").rename(path)

    def admin(self, path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.admin_port}{path}", method=method, headers={"x-sluice-reload": "1"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def reload(self):
        """The next set: by a request, which says what came of it."""
        self.sets += 1
        is_broken = self.sets % 5 == 0
        self.write_rules(self.sets, is_broken)
        before = self.number
        # From the moment of the swap on streams may begin with it.
        if not is_broken:
            self.number = self.sets
        result = json.loads(self.admin("/reload", "POST"))["result"]
        if result != ("failed" if is_broken else "replaced"):
            self.number = before
            self.counts["faults"] += 1
            self.faults.append(f"set {self.sets}: {result}")

    def later(self, seconds, action):
        self.order += 1
        heapq.heappush(self.timers, (time.monotonic() + seconds, self.order, action))

    def turn(self):
        """One turn of the loop: what is due, then what can be read."""
        now = time.monotonic()
        while self.timers and self.timers[0][0] <= now:
            heapq.heappop(self.timers)[2]()
        wait = min(0.1, max(0, self.timers[0][0] - time.monotonic())) if self.timers else 0.1
        for key, _ in self.ready.select(wait):
            if key.data.socket is key.fileobj:
                key.data.read()

    def run(self):
        sluice = start([self.options.binary, "serve", "--config", self.folder / "sluice.yaml"], 0, self.admin_port)
        self.sluice = sluice.pid
        subprocess.run(["taskset", "-acp", "0-255", str(sluice.pid)], capture_output=True)
        provider = start([self.folder / "provider", self.provider_port], 1, self.provider_port)
        subprocess.run(["taskset", "-acp", "0-255", str(provider.pid)], capture_output=True)
        try:
            self.measure()
            sluice.send_signal(signal.SIGTERM)
            if sluice.wait(60) != 0:
                self.faults.append(f"it ended with {sluice.returncode}")
        finally:
            stop(sluice)
            stop(provider)

    def measure(self):
        print(f"{'minute':>6}  {'RSS MB':>6}  {'peak':>5}  {'fds':>5}  {'active':>6}  {'CPU s':>6}  counts")
        idle = self.say("before")
        clients = [Client(self) for _ in range(self.options.streams)]
        for client in clients:
            client.kind = "rest"
            self.later(random.uniform(0, min(10, self.options.minutes * 6)), client.begin)
        begin = time.monotonic()
        rows = []
        for minute in range(1, self.options.minutes + 1):
            while time.monotonic() - begin < minute * 60:
                self.turn()
            rows.append(self.say(minute))
            self.reload()
        self.is_ending = True
        end = time.monotonic() + 300
        while any(client.is_open for client in clients if client.kind != "rest") and time.monotonic() < end:
            self.turn()
        for client in clients:
            client.disconnect()
        while json.loads(self.admin("/status"))["connections"] and time.monotonic() < end:
            time.sleep(0.1)
        # Connections to the provider are kept for 55 seconds.
        time.sleep(60)
        self.judge(idle, rows, self.say("after"))

    def say(self, minute):
        """A line of figures; returns memory in megabytes and descriptors."""
        status = pathlib.Path(f"/proc/{self.sluice}/status").read_text()
        resident, peak = (int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM"))
        descriptors = len(list(pathlib.Path(f"/proc/{self.sluice}/fd").iterdir()))
        times = pathlib.Path(f"/proc/{self.sluice}/stat").read_text().rsplit(")", 1)[1].split()
        active = json.loads(self.admin("/status"))["streams_active"]
        print(f"{minute:>6}  {resident:6.1f}  {peak:5.1f}  {descriptors:5}  {active:6}"
              f"  {(int(times[11]) + int(times[12])) / 100:6.0f}  {json.dumps(self.counts)}", flush=True)
        return resident, descriptors

    def judge(self, idle, rows, after):
        """Memory is flat when the last third holds no more than the first one did, or a tenth more."""
        third = max(1, len(rows) // 3)
        first, last = (statistics.median(r[0] for r in part) for part in (rows[:third], rows[-third:]))
        print(f"memory: {first:.1f} MB in the first third, {last:.1f} MB in the last; {after[0]:.1f} MB behind it all")
        if last > first * 1.1:
            self.faults.append("memory grew")
        if after[1] > idle[1] + 2:
            self.faults.append(f"{after[1] - idle[1]} descriptors were lost")
        metrics = dict(
            line.rsplit(" ", 1) for line in self.admin("/metrics").splitlines() if not line.startswith("#"))
        for name in ("sluice_decision_log_dropped_total", "sluice_connections_refused_total"):
            if float(metrics[name]):
                self.faults.append(f"{name} is {metrics[name]}")
        for name, value in metrics.items():
            if name.startswith("sluice_requests_total"):
                print(name, value)
                if re.search(r'outcome="(upstream_failed|refused|shutting_down|cut)"', name):
                    self.faults.append(f"{name} is {value}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--pause", type=int, default=500, help="milliseconds between two events of a stream")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    random.seed(options.seed)
    print(f"seed {options.seed}, {options.streams} streams, an event of each every {options.pause} ms")
    with tempfile.TemporaryDirectory(prefix="sluice-soak-") as work:
        soak = Soak(options, pathlib.Path(work))
        soak.prepare()
        soak.run()
    for fault in soak.faults:
        print(fault)
    print("nothing came that nobody asked for" if not soak.faults else f"{len(soak.faults)} faults")
    sys.exit(1 if soak.faults else 0)


if __name__ == "__main__":
    main()
