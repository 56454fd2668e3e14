"""The way to a provider: further addresses, proxies, and saying who one is."""

import socket
import ssl

import httpx
import pytest

from harness.certificates import Certificate
from harness.process import Sluice
from harness.provider import Provider
from harness.tunnels import TunnelProxy
from harness.wire import chat_answer, chat_stream

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:0
rules: {{ allow_none: true }}
upstreams: {{ openai: {{ url: "{url}", connect_timeout: 3s{more} }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [forward]
"""


@pytest.fixture
def start(tmp_path):
    running = []

    def start(url, more="", **environment):
        path = tmp_path / "sluice.yaml"
        path.write_text(CONFIGURATION.format(url=url, more=more))
        sluice = Sluice("--config", path, **environment).wait_until_it_listens()
        running.append(sluice.stop)
        return sluice

    yield start
    for stop in running:
        stop()


@pytest.fixture
def providers():
    made = []

    def make(certificate=None):
        provider = Provider(tls=certificate.context if certificate else None)
        provider.handler = lambda call: call.answer(chat_answer("good"))
        made.append(provider)
        return provider

    yield make
    for provider in made:
        provider.close()


@pytest.fixture
def proxies():
    made = []

    def make(status=200):
        made.append(TunnelProxy(status))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


def ask(sluice, **body):
    return httpx.post(sluice.url + "/v1/chat/completions", json={"messages": [], **body}, timeout=20, trust_env=False)


def nobodys_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


# Several addresses


def test_a_dead_address_is_passed_over(start, providers):
    first, second = providers(), providers()
    addresses = f", addresses: ['127.0.0.1:{nobodys_port()}', '127.0.0.1:{first.port}', '127.0.0.1:{second.port}']"
    sluice = start("http://127.0.0.1:1", addresses)
    assert [ask(sluice).status_code for _ in range(5)] == [200] * 5
    assert (len(first.calls), len(second.calls)) == (5, 0)
    assert first.calls[0].header("host") == "127.0.0.1:1"


def test_an_address_that_is_gone_hands_over_to_the_next(start, providers):
    second = providers()
    first = Provider()
    first.handler = lambda call: call.answer(chat_answer("good"))
    sluice = start("http://127.0.0.1:1", f", addresses: ['127.0.0.1:{first.port}', '127.0.0.1:{second.port}']")
    assert ask(sluice).status_code == 200
    assert (len(first.calls), len(second.calls)) == (1, 0)
    first.close()
    assert [ask(sluice).status_code for _ in range(3)] == [200] * 3
    assert len(second.calls) == 3


def test_all_addresses_dead_is_one_refusal(start):
    sluice = start("http://127.0.0.1:1", f", addresses: ['127.0.0.1:{nobodys_port()}', '127.0.0.1:{nobodys_port()}']")
    for _ in range(2):
        answer = ask(sluice)
        assert answer.status_code == 502 and answer.json()["error"]["code"] == "upstream_unreachable"


def test_an_address_with_a_foreign_certificate_sees_no_request(start, providers, tmp_path):
    wrong, right = Certificate(tmp_path / "wrong", "localhost"), Certificate(tmp_path / "right", "localhost")
    impostor, provider = providers(wrong), providers(right)
    addresses = f", addresses: ['127.0.0.1:{impostor.port}', '127.0.0.1:{provider.port}'], ca_file: {right.path}"
    sluice = start("https://localhost:1", addresses)
    assert [ask(sluice).status_code for _ in range(3)] == [200] * 3
    assert impostor.calls == [] and len(provider.calls) == 3
    assert right.names_asked_for[0] == "localhost"


def test_what_has_left_is_not_sent_to_another_address(start, providers):
    first, second = providers(), providers()
    first.handler = lambda call: call.break_off()
    sluice = start("http://127.0.0.1:1", f", addresses: ['127.0.0.1:{first.port}', '127.0.0.1:{second.port}']")
    answer = ask(sluice)
    assert answer.status_code == 502 and answer.json()["error"]["code"] == "upstream_closed"
    assert (len(first.calls), len(second.calls)) == (1, 0)


# Proxies


def test_a_tunnel_carries_tls_to_the_provider(start, providers, proxies, tmp_path):
    certificate = Certificate(tmp_path / "certificate", "localhost")
    provider, proxy = providers(certificate), proxies()
    provider.handler = lambda call: call.stream(chat_stream(["Good ", "morning."]))
    sluice = start(
        f"https://localhost:{provider.port}", f", ca_file: {certificate.path}, proxy: 'http://127.0.0.1:{proxy.port}'")
    for _ in range(3):
        assert ask(sluice, stream=True).text.endswith("[DONE]\n\n")
    assert len(provider.calls) == 3 and len(proxy.requests) <= 2  # one for each event loop
    assert proxy.requests[0].startswith(f"CONNECT localhost:{provider.port} HTTP/1.1\r\n")
    assert "authorization" not in proxy.requests[0].lower()


@pytest.mark.parametrize("status", [407, 403, 502])
def test_a_proxy_that_refuses_is_502(start, providers, proxies, tmp_path, status):
    certificate = Certificate(tmp_path / "certificate", "localhost")
    provider, proxy = providers(certificate), proxies(status)
    sluice = start(
        f"https://localhost:{provider.port}", f", ca_file: {certificate.path}, proxy: 'http://127.0.0.1:{proxy.port}'")
    answer = ask(sluice)
    assert answer.status_code == 502 and answer.json()["error"]["code"] == "upstream_unreachable"
    assert provider.calls == [] and len(proxy.requests) == 1


def test_the_environments_proxy_is_for_others_than_this_machine(start, providers, proxies, tmp_path):
    certificate = Certificate(tmp_path / "certificate", "localhost")
    provider, proxy = providers(certificate), proxies()
    url, trust = f"https://localhost:{provider.port}", f", ca_file: {certificate.path}"
    assert ask(start(url, trust, HTTPS_PROXY=f"http://127.0.0.1:{proxy.port}")).status_code == 200
    assert proxy.requests == []
    far = start("https://provider.invalid", HTTPS_PROXY=f"http://ada:s3cret%21@127.0.0.1:{proxies(407).port}")
    assert ask(far).json()["error"]["code"] == "upstream_unreachable"
    assert "s3cret" not in far.log


# Client certificates


@pytest.mark.parametrize("shows", [True, False])
def test_a_provider_may_ask_who_we_are(start, providers, tmp_path, shows):
    server, client = Certificate(tmp_path / "server", "localhost"), Certificate(tmp_path / "client", "sluice")
    server.context.verify_mode = ssl.CERT_REQUIRED
    server.context.load_verify_locations(client.path)
    provider = providers(server)
    more = f", ca_file: {server.path}"
    if shows:
        more += f", client_tls: {{ cert: {client.path}, key: {client.key} }}"
    answer = ask(start(f"https://localhost:{provider.port}", more))
    assert answer.status_code == (200 if shows else 502)
    assert len(provider.calls) == (1 if shows else 0)
