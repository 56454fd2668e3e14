#!/usr/bin/env python3
"""What TLS and HTTP/2 cost beside nginx, with the same certificate and the same ciphers: CPU per request and per paced event.

    swift build -c release && Tests/Benchmarks/secure.py

`tls` is HTTP/1.1 over TLS 1.3, a connection for each stream; `h2` is HTTP/2 over TLS 1.3, ten streams on a connection.
Sluice runs its whole chain with the shipped rules on one event loop; nginx only passes on, with one worker. The provider
behind both speaks plain HTTP/1.1 and answers from memory; all of it on loopback. The rounds alternate, the figures are
medians. Needs gcc, nginx, openssl and h2load (Debian: nghttp2-client); ends by itself.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

from relay import HERE, ROOT, cpu_microseconds, cpu_times, free_port, resident_kilobytes, start, stop

CIPHER = "TLS_AES_128_GCM_SHA256"

NGINX = """\
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000000; http2_max_concurrent_streams 200;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  upstream provider {{ server 127.0.0.1:{provider}; keepalive 4096; keepalive_requests 1000000000; }}
  server {{
    listen 127.0.0.1:{port} ssl http2 backlog=4096;
    ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem; ssl_protocols TLSv1.3;
    location / {{
      proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_buffering off;
    }}
  }}
}}
"""

SLUICE = """\
version: 1
listen:
  - address: 127.0.0.1:{port}
    tls: {{ cert: {folder}/cert.pem, key: {folder}/key.pem, min_version: "1.3" }}
    http2: {{ streams: 200 }}
rules: {{ dir: "{rules}" }}
upstreams: {{ openai: {{ url: "http://127.0.0.1:{provider}" }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [filter_request, filter_response, forward]
"""

PAUSE_MS = 50
STREAMS_PER_CONNECTION = 10
# name: (options of h2load, the query, what is counted)
LOADS = {
    "tls whole": (["--h1", "-c", "64", "-m", "1"], "whole", "request"),
    "h2 whole": (["-c", "16", "-m", "4"], "whole", "request"),
    "tls paced": (["--h1", "-c", "{streams}", "-m", "1"], f"stream/100000/{PAUSE_MS}", "event"),
    "h2 paced": (["-c", "{connections}", "-m", f"{STREAMS_PER_CONNECTION}"], f"stream/100000/{PAUSE_MS}", "event"),
}
WARM_UP = 3


def make_certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True)


def event_bytes():
    """How long the provider's event is, without the framing of the chunk."""
    text = (HERE / "provider.c").read_text()
    parts = re.search(r'const char \*text = (.*?);\n', text, re.S)[1]
    return len(json.loads('"' + "".join(re.findall(r'"((?:\\.|[^"\\])*)"', parts)) + '"'))


def measure(folder, process, port, name, options):
    """One load; CPU per request or event, and memory per stream."""
    shape, query, unit = LOADS[name]
    streams = options.streams // STREAMS_PER_CONNECTION * STREAMS_PER_CONNECTION
    shape = [part.format(streams=streams, connections=streams // STREAMS_PER_CONNECTION) for part in shape]
    memory = resident_kilobytes(process.pid)
    load = subprocess.Popen(
        ["taskset", "-c", "1", "h2load", *shape, "-D", str(options.seconds), f"--warm-up-time={WARM_UP}",
         f"--tls13-ciphers={CIPHER}", "-d", folder / "body.json", "-H", "content-type: application/json",
         "-H", "authorization: Bearer bench", f"https://127.0.0.1:{port}/v1/chat/completions?{query}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(WARM_UP)
    begin = cpu_times(process.pid)
    time.sleep(options.seconds)
    used = cpu_microseconds(process.pid, begin)
    memory = (resident_kilobytes(process.pid) - memory) / streams
    said, _ = load.communicate(timeout=60)
    done = int(re.search(r"(\d+) succeeded", said)[1])
    failed = int(re.search(r"(\d+) failed", said)[1]) + int(re.search(r"(\d+) errored", said)[1])
    if unit == "event":
        done = int(re.search(r"\((\d+)\) data", said)[1]) / event_bytes()
        failed = 0
    if CIPHER not in said:
        raise SystemExit(f"{name}: another cipher was chosen\n{said}")
    return {"cpu": used / max(done, 1), "done": done, "memory": memory, "errors": failed}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=ROOT / ".build/release/sluice")
    parser.add_argument("--rules", default=ROOT / "rules", help="a folder of rules")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="length of one measurement")
    parser.add_argument("--streams", type=int, default=500, help="streams at a time in the paced loads")
    parser.add_argument("--loads", default=",".join(LOADS))
    options = parser.parse_args()
    provider_port, nginx_port, sluice_port = free_port(), free_port(), free_port()
    rounds = {}
    with tempfile.TemporaryDirectory(prefix="sluice-secure-") as work:
        folder = pathlib.Path(work)
        make_certificate(folder)
        question = "What did the miller say? " * 36
        (folder / "body.json").write_text(json.dumps(
            {"model": "bench", "stream": True, "messages": [{"role": "user", "content": question}]}))
        subprocess.run(["gcc", "-O2", "-o", folder / "provider", HERE / "provider.c"], check=True)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, provider=provider_port, port=nginx_port))
        (folder / "sluice.yaml").write_text(SLUICE.format(
            folder=folder, provider=provider_port, port=sluice_port, rules=pathlib.Path(options.rules).resolve()))
        proxies = {
            "nginx": (["nginx", "-p", work, "-e", folder / "error.log", "-c", folder / "nginx.conf"], nginx_port),
            "sluice": ([options.binary, "serve", "--event-loops", "1", "--config", folder / "sluice.yaml"], sluice_port),
        }
        provider = start([folder / "provider", provider_port], 1, provider_port)
        try:
            for number in range(options.rounds):
                for name in sorted(proxies, reverse=number % 2 == 1):
                    for load in options.loads.split(","):
                        command, port = proxies[name]
                        process = start(command, 0, port)
                        try:
                            figures = measure(folder, process, port, load, options)
                        finally:
                            stop(process)
                        rounds.setdefault((load, name), []).append(figures)
        finally:
            stop(provider)
    report(rounds, options.loads.split(","))


def report(rounds, loads):
    medians = {
        key: {figure: statistics.median(r[figure] for r in values) for figure in values[0]}
        for key, values in rounds.items()}
    print(f"{'load':9}  {'proxy':6}  {'CPU us':>8}  {'x nginx':>7}  {'KB/stream':>9}  {'done':>8}  errors")
    for load in loads:
        for name in ("nginx", "sluice"):
            row = medians[load, name]
            memory = f"{row['memory']:.1f}" if "paced" in load else "-"
            print(f"{load:9}  {name:6}  {row['cpu']:8.2f}  {row['cpu'] / medians[load, 'nginx']['cpu']:7.2f}"
                  f"  {memory:>9}  {row['done']:8.0f}  {row['errors']:6.0f}")
    print("CPU per request in `whole`, per event in `paced`.")


if __name__ == "__main__":
    main()
