"""How the process begins, lasts and ends (faults 72, 77 to 80)."""

import json
import os
import signal
import socket
import subprocess
import threading
import time

import httpx
import pytest

from harness.certificates import Certificate
from harness.process import binary, environment
from harness.raw import RawClient
from harness.wire import chat_chunk

PATH = "/v1/chat/completions"
CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}


def ask(server, **more):
    return httpx.post(server.sluice.url + PATH, json=CHAT, headers={"authorization": "Bearer k"}, timeout=30,
                      trust_env=False, verify=False, **more)


def begin(call):
    """A stream that doesn't end by itself."""
    call.head(200, [("content-type", "text/event-stream")])
    call.chunk(chat_chunk({"content": "Before, "}))
    call.wait_until_client_leaves(30)


# The service manager


@pytest.fixture(params=["a path", "an abstract name"])
def manager(request, tmp_path):
    """A socket as systemd has it, and its name."""
    name = str(tmp_path / "notify") if request.param == "a path" else f"\0sluice-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(name)
        listener.settimeout(30)
        yield listener, name.replace("\0", "@")


def test_the_service_manager_is_told_how_far_it_is(server, manager):
    listener, name = manager
    server.start(NOTIFY_SOCKET=name)
    assert listener.recv(1000) == b"READY=1"
    assert ask(server).status_code == 200
    now = time.clock_gettime(time.CLOCK_MONOTONIC) * 1e6
    server.sluice.process.send_signal(signal.SIGHUP)
    reloading = dict(line.split("=") for line in listener.recv(1000).decode().splitlines())
    assert reloading["RELOADING"] == "1" and int(reloading["MONOTONIC_USEC"]) >= now - 1
    assert listener.recv(1000) == b"READY=1"
    server.sluice.terminate()
    assert listener.recv(1000) == b"STOPPING=1"
    assert server.sluice.wait() == 0


@pytest.mark.parametrize("name", ["", "nothing", "/nowhere/at/all", "@" + "x" * 200, "vsock:2:1"])
def test_a_service_manager_that_cannot_be_reached_is_no_fault(server, name):
    server.start(NOTIFY_SOCKET=name)
    server.sluice.terminate()
    assert server.sluice.wait() == 0


# The end


def test_readiness_ends_with_the_drain_and_health_does_not(server):
    server.provider.handler = begin
    server.start()
    assert server.admin("/readyz").status_code == 200
    with RawClient(server.sluice.port) as client:
        client.post(PATH, {**CHAT, "stream": True})
        client.read_head()
        client.read_until(b"Before, ")
        assert server.status()["exchanges_open"] == 1
        server.sluice.terminate()
        end = time.monotonic() + 20
        while server.admin("/readyz").status_code == 200:
            assert time.monotonic() < end
        assert server.admin("/readyz").status_code == 503 and server.admin("/healthz").status_code == 200
        status = server.command("status")
        assert status.returncode == 0 and status.stdout.startswith("draining")
        server.sluice.terminate()
        rest, _ = client.read_body()
    assert b"shutting_down" in rest
    assert server.sluice.wait() == 0


def test_a_drain_that_takes_too_long_ends_streams_with_an_error(server):
    server.provider.handler = begin
    server.configure(extra="limits: { drain: 300ms }")
    server.start()
    with RawClient(server.sluice.port) as client:
        client.post(PATH, {**CHAT, "stream": True})
        client.read_head()
        client.read_until(b"Before, ")
        server.sluice.terminate()
        rest, _ = client.read_body()
    assert b"shutting_down" in rest and b"[DONE]" not in rest
    assert server.sluice.wait() == 0


def test_a_reload_may_change_the_drain_time(server):
    server.provider.handler = begin
    server.start()
    server.configure(extra="limits: { drain: 300ms }")
    assert server.reload().returncode == 0
    with RawClient(server.sluice.port) as client:
        client.post(PATH, {**CHAT, "stream": True})
        client.read_head()
        client.read_until(b"Before, ")
        server.sluice.terminate()
        assert b"shutting_down" in client.read_body()[0]
    assert server.sluice.wait(20) == 0


def test_what_was_killed_starts_again_and_its_logs_can_be_read(server):
    logs = "decision_log: { file: d.jsonl, receipts: true }\naccess_log: { file: a.jsonl }"
    server.configure(extra=logs)
    server.start()
    stop = threading.Event()

    def load():
        while not stop.is_set():
            try:
                ask(server)
            except httpx.HTTPError:
                return

    clients = [threading.Thread(target=load) for _ in range(4)]
    for client in clients:
        client.start()
    log = server.folder / "a.jsonl"
    end = time.monotonic() + 30
    while not log.exists() or log.read_bytes().count(b"\n") < 20:
        assert time.monotonic() < end
    server.sluice.process.kill()
    server.sluice.wait()
    stop.set()
    for client in clients:
        client.join(30)
    server.start()
    assert ask(server).status_code == 200
    server.sluice.terminate()
    assert server.sluice.wait() == 0
    for name in ("a.jsonl", "d.jsonl"):
        cut = 0
        for line in (server.folder / name).read_text().splitlines():
            try:
                assert json.loads(line)["status"] == 200
            except ValueError:
                cut += 1
        assert cut <= 1


# Signals and descriptors that are no events


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-", ""])
def test_closed_outputs_and_broken_pipes_are_no_events(server, closed):
    port = free_port()
    command = f'exec "$0" serve --config "$1" --listen 127.0.0.1:{port} {closed}'
    process = subprocess.Popen(
        ["bash", "-c", command, binary(), str(server.path)], env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    process.stderr.close()
    try:
        end = time.monotonic() + 30
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/nowhere", trust_env=False)
                break
            except httpx.ConnectError:
                assert time.monotonic() < end
        assert answer.status_code == 404
        for number in (signal.SIGPIPE, signal.SIGHUP):
            process.send_signal(number)
        answer = httpx.post(f"http://127.0.0.1:{port}{PATH}", json=CHAT, trust_env=False, timeout=20)
        assert "alpha-1 and omega-1" in answer.text
        process.terminate()
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()


def test_it_works_as_the_first_process_of_a_container(server):
    namespace = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"]
    if subprocess.run([*namespace, "true"], capture_output=True).returncode != 0:
        pytest.skip("no process namespaces here")
    port = free_port()
    process = subprocess.Popen(
        [*namespace, binary(), "serve", "--config", server.path, "--listen", f"127.0.0.1:{port}"],
        env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout.readline().startswith("listening on")
        answer = httpx.post(f"http://127.0.0.1:{port}{PATH}", json=CHAT, trust_env=False, timeout=20)
        assert answer.status_code == 200
        children = f"/proc/{process.pid}/task/{process.pid}/children"
        with open(children) as file:
            os.kill(int(file.read().split()[0]), signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


# Descriptors


def test_few_descriptors_are_overload_that_passes_by_itself(server):
    """With 64 descriptors, more clients than that: some are refused with 503, none hangs, and all is well later."""
    server.start(under=["bash", "-c", 'ulimit -n 64 && exec "$@"', "limited"])
    waiting = [socket.create_connection(("127.0.0.1", server.sluice.port), timeout=30) for _ in range(100)]
    refused = waiting[-1].recv(100)
    assert refused == b"" or b" 503 " in refused
    for connection in waiting:
        connection.close()
    end = time.monotonic() + 30
    while ask(server).status_code != 200:
        assert time.monotonic() < end
    answers = []

    def load():
        for _ in range(5):
            try:
                answers.append(ask(server).status_code)
            except httpx.TransportError:
                answers.append(503)

    clients = [threading.Thread(target=load) for _ in range(60)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(60)
    assert set(answers) <= {200, 503} and answers.count(200) > 0
    assert ask(server).status_code == 200


def test_a_reader_of_the_log_that_hangs_stops_nobody(server):
    """Fault 76: far more is logged than a pipe holds, and nobody reads it."""
    port = free_port()
    process = subprocess.Popen(
        [binary(), "serve", "--config", server.path, "--listen", f"127.0.0.1:{port}"], env=environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith("listening on")
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20) as client:
            for _ in range(1500):
                assert client.get("/nowhere").status_code == 404
            assert client.post(PATH, json=CHAT).status_code == 200
        process.terminate()
        assert process.wait(30) == 0
        assert len(process.stderr.read()) >= 32_768
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


@pytest.mark.parametrize(("is_expired", "trouble"), [(True, "certificate_expired"), (False, None)])
def test_a_certificate_that_has_expired_is_seen(server, is_expired, trouble):
    certificate = Certificate(server.folder / "tls", "localhost", is_expired)
    server.configure(
        listen=f"[{{ address: 127.0.0.1:0, tls: {{ cert: {certificate.path}, key: {certificate.key} }} }}]")
    server.start()
    status = server.status()
    assert status["certificates"][0]["expires"] == ("2020-02-01" if is_expired else "2049-12-31") + "T00:00:00Z"
    assert status["troubles"] == ([trouble] if trouble else [])
    done = server.command("status")
    assert done.returncode == (1 if trouble else 0) and (trouble or "until 2049-12-31") in done.stdout
    certificate.path.write_text("nonsense")
    assert server.sluice.logged("can't be used")
    assert "certificate_broken" in server.status()["troubles"]
