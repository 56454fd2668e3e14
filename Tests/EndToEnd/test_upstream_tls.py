"""TLS towards the provider: the certificate has to be good for the configured name, and nothing goes around that."""

import ssl

import httpx
import pytest

from harness.certificates import Certificate
from harness.process import Sluice
from harness.provider import Provider
from harness.wire import chat_answer

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:0
rules: {{ allow_none: true }}
upstreams: {{ openai: {{ url: "https://localhost:{port}", connect_timeout: 3s{trust} }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [forward]
"""


@pytest.fixture
def ask(tmp_path):
    """Asks a Sluice whose provider shows a certificate; gives the answer, the provider and the certificate."""
    running = []

    def ask(name, is_trusted, is_expired=False, headers=None, newest=None):
        certificate = Certificate(tmp_path / "certificate", name, is_expired)
        if newest:
            certificate.context.set_ciphers("ALL:@SECLEVEL=0")
            certificate.context.minimum_version, certificate.context.maximum_version = ssl.TLSVersion.TLSv1, newest
        provider = Provider(tls=certificate.context)
        provider.handler = lambda call: call.answer(chat_answer("over TLS"))
        path = tmp_path / "sluice.yaml"
        trust = f", ca_file: {certificate.path}" if is_trusted else ""
        path.write_text(CONFIGURATION.format(port=provider.port, trust=trust))
        sluice = Sluice("--config", path).wait_until_it_listens()
        running.extend([sluice.stop, provider.close])
        answer = httpx.post(
            sluice.url + "/v1/chat/completions", json={"messages": []}, headers=headers, timeout=20, trust_env=False)
        return answer, provider, certificate

    yield ask
    for stop in running:
        stop()


def test_a_trusted_certificate_for_the_name_is_accepted(ask):
    answer, provider, certificate = ask("localhost", is_trusted=True)
    assert answer.json()["choices"][0]["message"]["content"] == "over TLS"
    assert certificate.names_asked_for == ["localhost"]
    assert provider.calls[0].header("host") == f"localhost:{provider.port}"


@pytest.mark.parametrize(("name", "is_trusted", "is_expired"), [
    ("localhost", False, False), ("other.example", True, False), ("localhost", True, True),
])
@pytest.mark.parametrize("headers", [None, {"host": "other.example", "x-forwarded-host": "other.example"}])
def test_any_other_certificate_is_502_and_sees_no_request(ask, name, is_trusted, is_expired, headers):
    answer, provider, _ = ask(name, is_trusted, is_expired, headers)
    assert answer.status_code == 502
    assert answer.json()["error"]["code"] == "upstream_tls_error"
    assert provider.calls == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize(("newest", "status"), [
    (ssl.TLSVersion.TLSv1, 502), (ssl.TLSVersion.TLSv1_1, 502), (ssl.TLSVersion.TLSv1_2, 200),
])
def test_a_provider_that_only_speaks_what_is_old_is_502(ask, newest, status):
    answer, provider, _ = ask("localhost", is_trusted=True, newest=newest)
    assert answer.status_code == status
    assert status == 200 or answer.json()["error"]["code"] == "upstream_tls_error"
    assert len(provider.calls) == (status == 200)
