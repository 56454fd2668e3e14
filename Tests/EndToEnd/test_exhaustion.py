"""What uses something up: connections, readers that hang, disks, memory (faults 61, 62 and 73 to 76)."""

import contextlib
import gzip
import json
import pathlib
import resource
import selectors
import socket
import subprocess
import threading
import time

import httpx
import pytest

from harness.wire import chat_answer, chat_chunk, chat_stream

PATH = "/v1/chat/completions"
CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
STREAM = {**CHAT, "stream": True}


def ask(server, body=CHAT):
    return httpx.post(
        server.sluice.url + PATH, json=body, headers={"authorization": "Bearer k"}, timeout=60, trust_env=False,
        verify=False)


def eventually(check, timeout=60):
    """Asks again and again until the answer is yes."""
    end = time.monotonic() + timeout
    while not (answer := check()):
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)
    return answer


def connect(server, room=None, port=None):
    """A connection; with few bytes of room for what comes, its reader is slow at once."""
    connection = socket.socket()
    if room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", port or server.sluice.port))
    return connection


def request(body, coding=None):
    """The bytes of a question."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    coded = f"content-encoding: {coding}\r\n" if coding else ""
    head = (f"POST {PATH} HTTP/1.1\r\nhost: sluice.test\r\nauthorization: Bearer k\r\n{coded}"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n")
    return head.encode() + body


# Connections


@pytest.fixture
def many():
    """How many connections a Sluice can take that has as many descriptors as this process may have."""
    bounds = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = bounds[1] if bounds[1] != resource.RLIM_INFINITY else 100_000
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, bounds[1]))
    yield min(10_000, limit // 2 - 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, bounds)


def test_ten_thousand_idle_connections_stop_nobody(server, many):
    server.configure(extra="limits: { connections: 10500, header_timeout: 10m }")
    server.start()
    assert ask(server).status_code == 200
    memory, descriptors = server.sluice.memory(), server.sluice.descriptors
    with contextlib.ExitStack() as stack:
        for _ in range(many):
            stack.enter_context(connect(server))
        eventually(lambda: server.status()["connections"] >= many)
        for _ in range(20):
            assert "alpha-1 and omega-1" in ask(server).text
        assert (server.sluice.memory() - memory) / many < 20_000
    eventually(lambda: server.status()["connections"] == 0)
    assert server.sluice.descriptors < descriptors + 20


def test_whoever_says_nothing_or_too_little_is_let_go(server):
    """Nothing at all, half a head, a head that comes byte by byte, nothing after an answer: a thousand of each."""
    server.configure(extra="limits: { header_timeout: 2s, keep_alive_timeout: 2s }")
    server.start()
    beginnings = [b"", b"POST /v1/chat", b"GET /v1/models HTTP/1.1\r\nhost: a\r\nx-slow: ", b"GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n"]
    waiting = selectors.DefaultSelector()
    for number in range(4000):
        connection = connect(server)
        connection.sendall(beginnings[number % 4])
        waiting.register(connection, selectors.EVENT_READ, number % 4)
    statuses = [set(), set(), set(), set()]
    end = time.monotonic() + 120
    while waiting.get_map():
        assert time.monotonic() < end
        for key, _ in waiting.select(0.1):
            with contextlib.suppress(ConnectionError):
                if data := key.fileobj.recv(4096):
                    statuses[key.data].add(data[9:12])
                    continue
            waiting.unregister(key.fileobj)
            key.fileobj.close()
        for key in list(waiting.get_map().values()):
            with contextlib.suppress(ConnectionError):
                if key.data == 2:
                    key.fileobj.send(b"x")
        assert ask(server).status_code == 200
    assert statuses == [set(), {b"408"}, {b"408"}, {b"404"}]
    eventually(lambda: server.status()["connections"] == 0)


def test_two_thousand_slow_readers_stop_nobody_and_lose_nothing(server, many):
    count = min(2000, many)
    stream = chat_stream([f"word {number} " * 1000 for number in range(20)])
    server.provider.handler = lambda call: call.stream(stream)
    server.configure(extra="limits: { send_timeout: 10m }")
    server.start()
    question = request(STREAM).replace(b"content-type", b"connection: close\r\ncontent-type")
    memory = server.sluice.memory()
    with contextlib.ExitStack() as stack:
        readers = [stack.enter_context(connect(server, room=4096)) for _ in range(count)]
        for reader in readers:
            reader.sendall(question)
        for _ in range(20):
            assert ask(server, STREAM).content == b"".join(stream)
        assert (server.sluice.memory() - memory) / count < 250_000
        for reader in readers:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            answer = b"".join(iter(lambda: reader.recv(1 << 20), b""))
            assert answer.count(b"data: ") == len(stream) and answer.endswith(b"0\r\n\r\n")


# The admin port

HANGING_SCRAPERS = [
    b"", b"GET /metrics HTTP/1.1\r\nhost", b"POST /reload HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n",
    b"GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n" * 100, b"GET /decisions HTTP/1.1\r\nhost: a\r\n\r\n",
]


def test_scrapers_that_hang_stop_nobody(server):
    """They are silent, stop in the middle, or don't read, and there are more of them than descriptors.

    Exchanges go on, and the admin port answers again when they have been ended.
    """
    server.configure(extra="limits: { keep_alive_timeout: 1s, send_timeout: 1s }")
    server.start(under=["bash", "-c", 'ulimit -n 256 && exec "$@"', "bash"])
    with contextlib.ExitStack() as stack:
        for number in range(300):
            scraper = stack.enter_context(connect(server, room=4096, port=server.sluice.admin_port))
            scraper.sendall(HANGING_SCRAPERS[number % len(HANGING_SCRAPERS)])
        for _ in range(60):
            assert ask(server).status_code == 200
        assert server.admin("/healthz").status_code == 200
    assert server.sluice.metrics["sluice_connections_refused_total"] == 0


# Disks

# Each has room for some fifty lines; what begins a Sluice on it, and what makes room again.
FULL_DISKS = {
    "a small tmpfs": (
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
         'mount -t tmpfs -o size=64k none "$0" && head -c 40000 /dev/zero >"$0/filler" && exec "$@"'],
        lambda logs: (logs / "filler").unlink()),
    "a bound on the size of files": (
        ["bash", "-c", 'ulimit -f 24 && exec "${@:2}"', "bash"],
        lambda logs: (logs / "d.jsonl").rename(logs / "d.jsonl.full")),
}


@pytest.mark.parametrize("name", FULL_DISKS)
def test_a_disk_that_is_full_loses_no_line_in_silence(server, name):
    under, make_room = FULL_DISKS[name]
    logs = server.folder / "logs"
    logs.mkdir()
    if subprocess.run([*under, logs, "true"], capture_output=True).returncode != 0:
        pytest.skip(f"{name} can't be had here")
    server.configure(extra="decision_log: { file: logs/d.jsonl, receipts: true }")
    server.start(under=[*under, logs])
    seen = pathlib.Path(f"/proc/{server.sluice.process.pid}/root{logs}")
    asked = 0

    def lost():
        return int(server.sluice.metrics["sluice_decision_log_dropped_total"])

    def written():
        count = 0
        for path in seen.glob("d.jsonl*"):
            for line in path.read_text().splitlines():
                with contextlib.suppress(ValueError):
                    count += json.loads(line)["outcome"] == "modified"
        return count

    while lost() == 0:
        assert ask(server).status_code == 200
        asked += 1
        assert asked < 1000
    assert written() > 0 and "decision_log_failing" in server.status()["troubles"]
    before = written()
    make_room(seen)
    while written() < before + 5:
        assert ask(server).status_code == 200
        asked += 1
        assert asked < 2000
    eventually(lambda: written() + lost() == asked)
    assert server.status()["troubles"] == []


# Memory

MEMORY = 256 << 20


def a_question():
    return request(CHAT)


def a_text_that_was_packed():
    """45 MB that are 45 KB on their way."""
    return request(gzip.compress(json.dumps({**CHAT, "user": "x" * 45_000_000}).encode(), 1), "gzip")


def many_texts():
    """Texts of one character, of each of which more is known than it is long."""
    return request(json.dumps({**CHAT, "extra": ["x"] * 2_000_000}, separators=(",", ":")).encode())


def no_answer(call):
    call.wait_until_client_leaves(60)


def a_small_answer(call):
    call.answer(chat_answer("yes"))


def a_large_answer(call):
    call.answer(chat_answer("x" * 4_000_000))


def endless_stream(call):
    call.head(200, [("content-type", "text/event-stream")])
    event = chat_chunk({"content": "words and more words " * 500})
    while True:
        call.chunk(event)


def settled(value):
    """Waits until a value has been the same for a second."""
    before, since = value(), time.monotonic()
    while time.monotonic() < since + 1:
        time.sleep(0.02)
        if (now := value()) != before:
            before, since = now, time.monotonic()
    return before


@pytest.mark.parametrize(("ask_for", "answer", "count"), [
    (a_text_that_was_packed, no_answer, 16), (many_texts, a_small_answer, 2), (a_question, a_large_answer, 100),
    (a_question, endless_stream, 100),
])
def test_bombs_and_slow_readers_stay_within_a_memory_limit(server, ask_for, answer, count):
    """Nobody reads what is answered; what doesn't fit is refused, and in the end all of it is free again."""
    server.provider.handler = answer
    server.configure(
        extra="limits: { held_bytes: 64MiB }", chain=("  - filter_request", "  - body_limit: 50MiB\n  - filter_request"))
    server.start()
    data = ask_for()
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(connect(server, room=4096)) for _ in range(count)]

        def send(connection):
            with contextlib.suppress(OSError):
                connection.sendall(data)

        senders = [threading.Thread(target=send, args=[connection]) for connection in connections]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join(60)
        assert settled(lambda: server.sluice.memory("VmHWM")) < MEMORY
    server.provider.handler = a_small_answer
    eventually(lambda: server.status()["connections"] == 0)
    assert ask(server, {**CHAT, "user": "y" * 8_000_000}).status_code == 200
    assert server.sluice.memory("VmHWM") < MEMORY
