"""What a team's server has beside keys and limits: TLS, logs that are files, trusted proxies, bounds on what is held."""

import json
import os
import re
import shutil
import socket
import ssl
import threading
import time

import httpx
import pytest

from harness.certificates import Certificate
from harness.process import Sluice, run
from harness.team import PROVIDER_KEY, Team
from harness.wire import DONE, chat_answer, chat_chunk, chat_stream

CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}
PATH = "/v1/chat/completions"


@pytest.fixture
def team(tmp_path, provider):
    team = Team(tmp_path, provider)
    yield team
    team.stop()


@pytest.fixture
def key(team):
    return team.key("ada")


def post(team, key, path=PATH, body=None, **more):
    headers = {"authorization": f"Bearer {key}", **more.pop("headers", {})}
    return httpx.post(
        team.sluice.url + path, json=CHAT if body is None else body, headers=headers, timeout=20, trust_env=False,
        **more)


def lines(path, count, timeout=20):
    """The lines of a log once there are so many."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        text = path.read_text() if path.exists() else ""
        if text.count("\n") >= count:
            return [json.loads(line) for line in text.splitlines()]
        time.sleep(0.02)
    raise AssertionError(f"not {count} lines in {path}")


# The configuration that is the contract


def test_the_teams_configuration_loads_as_it_is(team, key, shared):
    path = shared / "acceptance" / "team.yaml"
    if not path.is_file():
        pytest.skip("no acceptance files beside the project")
    certificate = Certificate(team.folder / "tls", "localhost")
    shutil.copy(path, team.folder)
    shutil.copy(certificate.path, team.folder / "cert.pem")
    shutil.copy(team.folder / "tls" / "key.pem", team.folder / "key.pem")
    shutil.copytree(path.parent / "rules", team.folder / "rules")
    done = run("serve", "--config", team.folder / "team.yaml", "--check-only", OPENAI_API_KEY="sk-x")
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr


# TLS


LISTEN = "[{{ address: 127.0.0.1:0, tls: {{ cert: {folder}/cert.pem, key: {folder}/key.pem{more} }} }}]"


@pytest.fixture
def secure(team, key):
    """A Sluice with a certificate, and what makes a client trust it."""
    def start(more="", extra=""):
        certificate = Certificate(team.folder / "tls", "localhost")
        listen = LISTEN.format(folder=team.folder / "tls", more=more)
        team.start(listen=listen, extra=extra)
        return ssl.create_default_context(cafile=certificate.path)

    return start


def test_the_whole_way_over_tls(team, key, secure, provider):
    trust = secure()
    provider.handler = lambda call: call.stream(chat_stream(["Good ", "morning."]))
    with httpx.Client(base_url=f"https://localhost:{team.sluice.port}", verify=trust, trust_env=False) as client:
        for _ in range(3):
            answer = client.post(PATH, json={**CHAT, "stream": True}, headers={"api-key": key}, timeout=20)
            assert answer.status_code == 200 and answer.text.endswith("[DONE]\n\n")
        assert client.post(PATH, json=CHAT, timeout=20).status_code == 401
        large = client.post(PATH, json={**CHAT, "user": "x" * 3_000_000}, headers={"api-key": key}, timeout=60)
        assert large.status_code == 200
        refused = client.post(PATH, content=b"{", headers={"api-key": key, "content-type": "application/json"})
        assert refused.status_code == 400


@pytest.mark.parametrize(("more", "version", "works"), [
    ("", ssl.TLSVersion.TLSv1_2, True), ("", ssl.TLSVersion.TLSv1_3, True),
    (', min_version: "1.3"', ssl.TLSVersion.TLSv1_2, False), (', min_version: "1.3"', ssl.TLSVersion.TLSv1_3, True),
])
def test_which_versions_are_spoken(team, secure, more, version, works):
    trust = secure(more)
    trust.minimum_version = trust.maximum_version = version
    trust.set_alpn_protocols(["h2", "http/1.1"])
    connection = socket.create_connection(("127.0.0.1", team.sluice.port), timeout=20)
    try:
        with trust.wrap_socket(connection, server_hostname="localhost") as encrypted:
            assert works and encrypted.selected_alpn_protocol() == "http/1.1"
    except ssl.SSLError:
        assert not works


def test_a_unix_socket_serves_beside_an_address(team, provider):
    path = team.folder / "sluice.sock"
    provider.handler = lambda call: call.stream(chat_stream(["Good ", "morning."]))
    for _ in range(2):
        team.start(listen=f'[127.0.0.1:0, "unix:{path}"]', has_keys=False, limit="requests_per_minute: 1",
                   extra='trusted_proxies: ["unix:"]')
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), base_url="http://sluice", timeout=20) as client:
            def ask(address):
                return client.post(PATH, json={**CHAT, "stream": True}, headers={"x-forwarded-for": address})

            assert ask("203.0.113.1").text.endswith("[DONE]\n\n")
            assert [ask(f"203.0.113.{host}").status_code for host in (2, 1)] == [200, 429]
        team.sluice.process.kill()
        team.sluice.wait()
        team.sluice = None
    assert path.is_socket()


def test_plaintext_on_a_tls_port_hurts_nobody(team, key, secure):
    trust = secure()
    with socket.create_connection(("127.0.0.1", team.sluice.port), timeout=20) as connection:
        connection.sendall(b"GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n")
        connection.settimeout(20)
        try:
            assert b"HTTP/1.1 200" not in connection.recv(1000)
        except ConnectionError:
            pass
    answer = httpx.get(f"https://localhost:{team.sluice.port}/v1/models", verify=trust, headers={"api-key": key},
                       trust_env=False, timeout=20)
    assert answer.status_code == 200


def test_a_changed_certificate_is_taken_and_a_broken_one_is_not(team, key, secure):
    secure()

    def shown():
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", team.sluice.port), timeout=20) as connection:
            with trust.wrap_socket(connection) as encrypted:
                return encrypted.getpeercert(binary_form=True)

    first = shown()
    new = Certificate(team.folder / "new", "localhost")
    shutil.copy(new.path, team.folder / "tls" / "cert.pem")
    assert team.sluice.logged("can't be used")
    assert shown() == first
    shutil.copy(team.folder / "new" / "key.pem", team.folder / "tls" / "key.pem")
    assert team.sluice.logged("certificate renewed")
    assert shown() == ssl.PEM_cert_to_DER_cert(new.path.read_text())


def test_certificates_change_under_load_and_no_client_notices(team, key, secure):
    """Each request is a handshake of its own."""
    secure()
    shown, faults, stop = set(), [], threading.Event()
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    question = (f"GET /v1/models HTTP/1.1\r\nhost: localhost\r\napi-key: {key}\r\nconnection: close\r\n\r\n").encode()

    def load():
        while not stop.is_set():
            try:
                with socket.create_connection(("127.0.0.1", team.sluice.port), timeout=30) as connection:
                    with trust.wrap_socket(connection) as encrypted:
                        shown.add(encrypted.getpeercert(binary_form=True))
                        encrypted.sendall(question)
                        answer = b"".join(iter(lambda: encrypted.recv(65536), b""))
                        if b" 200 " not in answer[:20]:
                            faults.append(answer[:80])
            except OSError as error:
                faults.append(repr(error))

    clients = [threading.Thread(target=load) for _ in range(4)]
    for client in clients:
        client.start()
    try:
        for number in range(2):
            new = Certificate(team.folder / f"new{number}", "localhost")
            shutil.copy(new.path, team.folder / "tls" / "cert.pem")
            shutil.copy(new.key, team.folder / "tls" / "key.pem")
            wanted = ssl.PEM_cert_to_DER_cert(new.path.read_text())
            end = time.monotonic() + 30
            while wanted not in shown and not faults:
                assert time.monotonic() < end
                time.sleep(0.02)
    finally:
        stop.set()
        for client in clients:
            client.join(60)
    assert not faults and len(shown) == 3


def test_a_handshake_that_never_comes_is_ended(team, key, secure):
    secure(extra="limits: { header_timeout: 500ms }")
    with socket.create_connection(("127.0.0.1", team.sluice.port), timeout=30) as connection:
        try:
            connection.recv(1)
        except ConnectionError:
            pass
    assert team.sluice.metrics["sluice_connections"] == 0


# Logs


def test_decisions_and_requests_are_lines_of_json_without_texts_and_keys(team, key, provider):
    team.terms("ada", "tags: [pilot]")
    team.start(extra="decision_log: { file: d.jsonl, content: none, receipts: true }\naccess_log: { file: a.jsonl }")
    provider.handler = lambda call: call.answer(chat_answer("Good morning."))
    post(team, f"sk-own:{key}", PATH + f"?key={key}", body={**CHAT, "user": "somebody"})
    post(team, "sk-wrong", "/v1/models/" + "sk-" + "a" * 50)
    decisions, requests = lines(team.folder / "d.jsonl", 2), lines(team.folder / "a.jsonl", 2)
    assert [line["outcome"] for line in decisions] == ["passed", "refused"]
    first = decisions[0]
    assert (first["client"], first["client_tags"], first["dialect"], first["status"], first["hits"]) == (
        "ada", ["pilot"], "openai.chat", 200, [])
    assert first["receipt"]["scanned"]["request.user"] > 0 and first["rules_digest"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first["ts"])
    assert [(line["method"], line["path"], line["status"]) for line in requests] == [
        ("POST", PATH, 200), ("POST", "/v1/models/*", 401)]
    assert requests[0]["bytes_out"] > 100 and requests[0]["bytes_in"] > 50
    team.stop()
    for name in ("d.jsonl", "a.jsonl"):
        text = (team.folder / name).read_text()
        for secret in (key[4:30], "sk-own", "sk-wrong", "hello there", "somebody", "morning", "aaaa", "127.0.0.1"):
            assert secret not in text


def test_a_log_is_put_aside_when_it_is_large_and_begun_anew_when_it_was_moved(team, key):
    team.start(extra="access_log: { file: a.jsonl, rotate: 1KiB }")
    log = team.folder / "a.jsonl"
    for _ in range(12):
        post(team, key)
    written = 0
    end = time.monotonic() + 20
    while written < 12 and time.monotonic() < end:
        written = sum(path.read_text().count("\n") for path in team.folder.glob("a.jsonl*"))
        time.sleep(0.02)
    assert written == 12 and (team.folder / "a.jsonl.1").exists()
    for path in team.folder.glob("a.jsonl*"):
        path.unlink()
    post(team, key)
    lines(log, 1)


def test_a_line_that_a_crash_cut_is_ended_before_the_next(team, key):
    log = team.folder / "a.jsonl"
    log.write_text('{"ts":"2026-')
    team.start(extra="access_log: { file: a.jsonl }")
    post(team, key)
    team.stop()
    cut, whole = log.read_text().splitlines()
    assert cut == '{"ts":"2026-' and json.loads(whole)["status"] == 200


@pytest.mark.parametrize(("policy", "later"), [("count", 200), ("refuse", 503)])
def test_a_full_disk_follows_its_policy(team, key, policy, later):
    os.symlink("/dev/full", team.folder / "d.jsonl")
    team.start(extra=f"decision_log: {{ file: d.jsonl, receipts: true, on_failure: {policy} }}")
    lost = "sluice_decision_log_dropped_total"
    assert post(team, key).status_code == 200
    end = time.monotonic() + 20
    while team.sluice.metrics[lost] == 0 and time.monotonic() < end:
        time.sleep(0.02)
    assert team.sluice.metrics[lost] >= 1
    assert post(team, key).status_code == later
    (team.folder / "d.jsonl").unlink()
    while (status := post(team, key).status_code) != 200 and time.monotonic() < end:
        assert status == 503
    lines(team.folder / "d.jsonl", 1)


def test_a_log_that_cannot_be_opened_is_said_before_anything_is_served(team, key):
    team.start()
    path = team.folder / "sluice.yaml"
    path.write_text(path.read_text() + "access_log: { file: missing/a.jsonl }\n")
    done = run("serve", "--config", path, PROVIDER_KEY=PROVIDER_KEY)
    assert done.returncode == 3 and "missing/a.jsonl" in done.stderr and "listening" not in done.stdout


# The rest


@pytest.mark.parametrize(("forwarded", "answers"), [
    (["192.0.2.1", "192.0.2.1", "192.0.2.2"], [200, 429, 200]),
    (["198.51.100.9, 192.0.2.1", "198.51.100.8, 192.0.2.1", "192.0.2.1, 127.0.0.1"], [200, 429, 429]),
    (["nonsense", "192.0.2.1, nonsense", "127.0.0.1"], [200, 429, 429]),
])
def test_a_trusted_proxy_says_whose_request_it_is(team, provider, forwarded, answers):
    team.key("ada")
    team.start(extra="trusted_proxies: [127.0.0.1/32]", limit="requests_per_minute: 1", has_keys=False)
    got = [post(team, "k", headers={"x-forwarded-for": value}).status_code for value in forwarded]
    assert got == answers


def test_nobody_else_is_believed(team, provider):
    team.key("ada")
    team.start(extra="trusted_proxies: [10.0.0.0/8]", limit="requests_per_minute: 1", has_keys=False)
    got = [post(team, "k", headers={"x-forwarded-for": f"192.0.2.{index}"}).status_code for index in range(2)]
    assert got == [200, 429]


def test_the_admin_port_asks_for_its_token(team, key):
    team.start(admin="127.0.0.1:0, token_env: ADMIN_TOKEN", ADMIN_TOKEN="let-me-in")
    url = f"http://127.0.0.1:{team.sluice.admin_port}"

    def status(path, token=None):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return httpx.get(url + path, headers=headers, trust_env=False).status_code

    assert [status("/healthz"), status("/readyz")] == [200, 200]
    for path in ("/metrics", "/status", "/anything"):
        assert (status(path), status(path, "wrong")) == (401, 401)
    assert [status("/metrics", "let-me-in"), status("/status", "let-me-in")] == [200, 200]


def test_more_than_may_be_held_is_overload_and_passes_by(team, key, provider):
    team.start(extra="limits: { held_bytes: 1MiB }")
    release, arrived = threading.Event(), threading.Event()

    def answer(call):
        call.head(200, [("content-type", "application/json")])
        call.chunk(b'{"choices":[{"message":{"content":"' + b"x" * 700_000)
        arrived.set()
        release.wait(20)
        call.chunk(b'"}}]}')
        call.end()

    provider.handler = answer
    first = []
    asker = threading.Thread(target=lambda: first.append(post(team, key).status_code))
    asker.start()
    assert arrived.wait(20)
    end = time.monotonic() + 20
    large = {**CHAT, "user": "y" * 500_000}
    provider.handler = lambda call: call.answer(chat_answer("yes"))
    refused = post(team, key, body=large)
    while refused.status_code == 200 and time.monotonic() < end:
        refused = post(team, key, body=large)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "overloaded")
    assert post(team, key).status_code == 200
    release.set()
    asker.join(20)
    assert first == [200]
    assert post(team, key, body=large).status_code == 200


def test_an_answer_larger_than_may_be_held_is_refused(team, key, provider):
    team.start(extra="limits: { held_bytes: 1MiB }")
    provider.handler = lambda call: call.answer(chat_answer("x" * 2_000_000))
    answer = post(team, key)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "overloaded")
    provider.handler = lambda call: call.stream([chat_chunk({"content": "x" * 100_000})] * 40 + [DONE])
    stream = post(team, key, body={**CHAT, "stream": True})
    assert stream.status_code == 200 and stream.text.endswith("[DONE]\n\n") and len(stream.text) > 4_000_000
