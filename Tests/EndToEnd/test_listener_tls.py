"""What a TLS listener speaks with: forward secrecy and authenticated encryption, or not at all."""

import socket
import ssl

import pytest

from harness.certificates import Certificate
from harness.process import Sluice

CONFIGURATION = """\
version: 1
listen: [{{ address: 127.0.0.1:0, tls: {{ cert: {cert}, key: {key} }} }}]
rules: {{ allow_none: true }}
upstreams: {{ openai: {{ url: "https://127.0.0.1:1" }} }}
routes: [{{ path: /v1/, upstream: openai }}]
chain: [forward]
"""


@pytest.fixture(scope="module")
def listener(tmp_path_factory):
    """The port of a listener, and the certificate that it shows."""
    folder = tmp_path_factory.mktemp("listener")
    certificate = Certificate(folder / "tls", "localhost")
    path = folder / "sluice.yaml"
    path.write_text(CONFIGURATION.format(cert=certificate.path, key=certificate.key))
    sluice = Sluice("--config", path).wait_until_it_listens()
    yield sluice.port, certificate
    sluice.stop()


@pytest.mark.parametrize(("suite", "works"), [
    ("ECDHE-RSA-AES128-GCM-SHA256", True), ("ECDHE-RSA-AES256-GCM-SHA384", True),
    ("ECDHE-RSA-CHACHA20-POLY1305", True), ("ECDHE-RSA-AES128-SHA", False), ("ECDHE-RSA-AES256-SHA", False),
    ("AES128-GCM-SHA256", False), ("AES256-GCM-SHA384", False), ("AES128-SHA", False), ("AES256-SHA", False),
])
def test_which_suites_of_tls_1_2_are_spoken(listener, suite, works):
    port, certificate = listener
    trust = ssl.create_default_context(cafile=certificate.path)
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    trust.set_ciphers(f"{suite}:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        if not works:
            with pytest.raises(ssl.SSLError, match="HANDSHAKE_FAILURE"):
                trust.wrap_socket(connection, server_hostname="localhost")
            return
        with trust.wrap_socket(connection, server_hostname="localhost") as encrypted:
            assert encrypted.cipher()[0] == suite
