#!/usr/bin/env python3
"""What Sluice costs beside nginx on the same traffic: CPU per request and per streamed event, memory per stream.

    swift build -c release && Tests/Benchmarks/relay.py
    Tests/Benchmarks/relay.py --record      # the same Sluice twice, once with every exchange recorded
    Tests/Benchmarks/relay.py --team

Sluice runs its whole chain with the shipped rules on one event loop; nginx only passes on. Both forward to a provider
that answers from memory; all of it on loopback. The rounds alternate, the figures are medians. The processor time is
what the kernel accounted to the proxy's threads: requests per second depend on the machine, ratios much less.
With `--record` the event loop's processor time is told apart from that of all threads: a recording is put together,
scrubbed and written on a thread of its own, which takes what is left of the processor. With `--team` a second Sluice runs that has the same chain with keys, limits, metrics that are asked for each second, and a
decision log; with `--receipts` the log has a line for each exchange. Needs gcc and nginx; ends by itself.
"""

import argparse
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# name: (connections, query, what is counted)
LOADS = {
    "whole": (64, "whole", "requests"),
    "burst": (16, "stream/500/0", "frames"),
    "paced": (None, "stream/100000/50", "frames"),
}
# How the names of Sluice's event loops begin.
LOOP = "NIO-ELT"

NGINX = """\
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  upstream provider {{ server 127.0.0.1:{provider}; keepalive 4096; keepalive_requests 1000000000; }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{
      proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_buffering off;
    }}
  }}
}}
"""

# Both Sluices of `--team` have the same upstream, route and filters; the second has what a team adds.
SLUICE = """\
version: 1
listen: 127.0.0.1:{port}
rules: {{ dir: "{rules}" }}
upstreams: {{ openai: {{ url: "http://127.0.0.1:{provider}" }} }}
routes: [{{ path: /v1/, upstream: openai }}]
"""
ALONE = "chain: [filter_request, filter_response, forward]\n"
TEAM = """\
admin: {{ listen: 127.0.0.1:{admin} }}
clients: clients.yaml
decision_log: {{ file: decisions.jsonl, receipts: {receipts}, rotate: 100MiB }}
chain:
  - authenticate
  - limit: {{ requests_per_minute: 1000000, concurrent_streams: 100000, tokens_per_day: 1000000000000 }}
  - filter_request
  - filter_response
  - forward
"""


CONFIGURATION = """\
version: 1
listen: 127.0.0.1:{port}
rules: {{ dir: {rules} }}
upstreams: {{ openai: {{ url: "http://127.0.0.1:{provider}" }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [filter_request, filter_response, forward]
"""
RECORD = "record: {{ dir: {folder}, max_exchanges: 1000000, max_bytes: 100GiB }}\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def start(command, cpu, port):
    """Starts a process on one processor and waits until it listens."""
    pinned = ["taskset", "-c", str(cpu % os.cpu_count()), *map(str, command)]
    process = subprocess.Popen(pinned, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    begin = time.monotonic()
    while time.monotonic() - begin < 20:
        if process.poll() is not None:
            raise SystemExit(f"{command[0]} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"{command[0]} doesn't listen")


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def processes_of(pid):
    """A process and its children: nginx works in a child."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(p for child in children for p in processes_of(int(child)))]


def cpu_times(pid, name=""):
    """The processor time so far of each thread whose name begins so, in microseconds."""
    threads = (t for p in processes_of(pid) for t in pathlib.Path(f"/proc/{p}/task").iterdir())
    return {
        thread: int((thread / "schedstat").read_text().split()[0]) / 1000
        for thread in threads if (thread / "comm").read_text().startswith(name)}


def cpu_microseconds(pid, before, name=""):
    """What was used since; threads that have ended meanwhile were those of the start, and had no work any more."""
    return sum(time - before.get(thread, 0) for thread, time in cpu_times(pid, name).items())


def resident_kilobytes(pid):
    statuses = (pathlib.Path(f"/proc/{p}/status").read_text() for p in processes_of(pid))
    return sum(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) for status in statuses)


def run(folder, command, port, name, options):
    """Runs one load against a fresh proxy; the figures of this round."""
    process = start(command, 0, port)
    try:
        return measure(folder, process, port, name, options)
    finally:
        stop(process)


def make_team(folder, options, provider, port, team_port, admin):
    """Writes the configurations of `--team`, makes its key, and gives the two proxies."""
    made = subprocess.run(
        [options.binary, "keys", "new", "bench", "--clients", folder / "clients.yaml"], capture_output=True, text=True,
        check=True)
    options.key = made.stdout.strip()
    proxies = {}
    for name, at, more in (("sluice", port, ALONE), ("team", team_port, TEAM.format(admin=admin, receipts=str(options.receipts).lower()))):
        path = folder / f"{name}.yaml"
        path.write_text(
            SLUICE.format(port=at, rules=pathlib.Path(options.rules).resolve(), provider=provider) + more)
        proxies[name] = ([options.binary, "serve", "--event-loops", "1", "--config", path], at)
    return proxies


def scrape(admin, is_over):
    """Asks for the metrics each second, as long as there is somebody to ask."""
    while not is_over.wait(1):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{admin}/metrics", timeout=5).read()
        except OSError:
            continue


def measure(folder, process, port, name, options):
    connections, query, unit = LOADS[name]
    connections = connections or options.streams
    command = [folder / "load", port, connections, options.seconds, query, options.key]
    memory, cpu = resident_kilobytes(process.pid), cpu_times(process.pid)
    load = subprocess.Popen(
        ["taskset", "-c", str(1 % os.cpu_count()), *map(str, command)], stdout=subprocess.PIPE, text=True)
    time.sleep(options.seconds * 0.8)
    memory = (resident_kilobytes(process.pid) - memory) / connections
    said, _ = load.communicate(timeout=60)
    result = json.loads(said)
    count = max(result[unit], 1)
    used = cpu_microseconds(process.pid, cpu)
    looped = cpu_microseconds(process.pid, cpu, LOOP)
    return {"cpu": used / count, "loop_cpu": looped / count, "memory": memory, **result}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", default=ROOT / "rules", help="a folder of rules")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="length of one measurement")
    parser.add_argument("--streams", type=int, default=500, help="streams at a time in `paced`")
    parser.add_argument("--loads", default=",".join(LOADS))
    parser.add_argument("--record", action="store_true", help="measure Sluice beside a Sluice that records everything")
    parser.add_argument("--team", action="store_true", help="beside one with keys, limits, metrics and a decision log")
    parser.add_argument("--receipts", action="store_true", help="the team's log has a line with a receipt for each exchange")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    options.key = "bench"
    loads = options.loads.split(",")
    provider_port, nginx_port, sluice_port, team_port, admin_port = (free_port() for _ in range(5))
    rounds = {}
    is_over = threading.Event()
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as work:
        folder = pathlib.Path(work)
        for name in ("provider", "load"):
            subprocess.run(["gcc", "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
        nginx = folder / "nginx.conf"
        nginx.write_text(NGINX.format(folder=folder, provider=provider_port, port=nginx_port))
        proxies = {
            "nginx": (["nginx", "-p", work, "-e", folder / "error.log", "-c", nginx], nginx_port),
            "sluice": ([
                options.binary, "serve", "--listen", f"127.0.0.1:{sluice_port}", "--event-loops", "1", "--rules",
                options.rules, "--upstream", f"openai=http://127.0.0.1:{provider_port}"], sluice_port),
        }
        if options.record:
            proxies = {"sluice": proxies["sluice"], "record": ([], sluice_port)}
            for name in proxies:
                path = folder / f"{name}.yaml"
                path.write_text(
                    CONFIGURATION.format(port=sluice_port, rules=options.rules, provider=provider_port)
                    + (RECORD.format(folder=folder / "recordings") if name == "record" else ""))
                proxies[name] = ([options.binary, "serve", "--event-loops", "1", "--config", path], sluice_port)
        if options.team:
            proxies |= make_team(folder, options, provider_port, sluice_port, team_port, admin_port)
            threading.Thread(target=scrape, args=[admin_port, is_over]).start()
        provider = start([folder / "provider", provider_port], 1, provider_port)
        try:
            for number in range(options.rounds):
                for name in sorted(proxies, reverse=number % 2 == 1):
                    for load in loads:
                        figures = run(folder, *proxies[name], load, options)
                        rounds.setdefault((load, name), []).append(figures)
        finally:
            is_over.set()
            stop(provider)
    report(rounds, loads, list(proxies), options.json)


def report(rounds, loads, names, as_json):
    medians = {
        key: {figure: statistics.median(r[figure] for r in values) for figure in values[0]}
        for key, values in rounds.items()}
    if as_json:
        print(json.dumps({f"{load}.{name}": figures for (load, name), figures in medians.items()}, indent=1))
        return
    if any(name == "record" for _, name in rounds):
        return report_recording(medians, loads)
    print(f"{'load':6}  {'proxy':6}  {'CPU us':>8}  {'x nginx':>7}  {'p50 us':>8}  {'p99 us':>8}  {'KB/stream':>9}  errors")
    for load in loads:
        for name in names:
            row = medians[load, name]
            ratio = row["cpu"] / medians[load, "nginx"]["cpu"]
            memory = f"{row['memory']:.1f}" if load == "paced" else "-"
            print(
                f"{load:6}  {name:6}  {row['cpu']:8.2f}  {ratio:7.2f}  {row['p50_us']:8.0f}  {row['p99_us']:8.0f}"
                f"  {memory:>9}  {row['errors']:6.0f}")
    for load in loads if "team" in names else []:
        print(f"{load:6}  team / sluice  {medians[load, 'team']['cpu'] / medians[load, 'sluice']['cpu']:.2f}")
    print("CPU per request in `whole`, per event otherwise; times of whole answers in `whole`, of events on their way otherwise.")


def report_recording(medians, loads):
    print(f"{'load':6}  {'recording':9}  {'loop us':>8}  {'x off':>6}  {'all us':>8}  {'x off':>6}  {'p99 us':>8}  errors")
    for load in loads:
        for name, shown in (("sluice", "off"), ("record", "on")):
            row, base = medians[load, name], medians[load, "sluice"]
            print(
                f"{load:6}  {shown:9}  {row['loop_cpu']:8.2f}  {row['loop_cpu'] / base['loop_cpu']:6.2f}  {row['cpu']:8.2f}"
                f"  {row['cpu'] / base['cpu']:6.2f}  {row['p99_us']:8.0f}  {row['errors']:6.0f}")
    print("Processor time of the event loop, and of all threads, per request in `whole`, per event otherwise.")


if __name__ == "__main__":
    main()
