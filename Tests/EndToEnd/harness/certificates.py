"""Certificates for tests, made by openssl."""

import pathlib
import ssl
import subprocess

AUTHORITY = """\
[ca]
default_ca = test
[test]
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


class Certificate:
    """A certificate that signed itself, for one name, valid now or in the past."""

    def __init__(self, folder: pathlib.Path, name, is_expired=False):
        folder.mkdir()
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01\n")
        (folder / "ca.conf").write_text(AUTHORITY.format(folder=folder))
        self.path = folder / "cert.pem"
        self.key, request = folder / "key.pem", folder / "request.pem"
        self._openssl(
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-addext",
            f"subjectAltName=DNS:{name}", "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", self.key,
            "-out", request)
        dates = ("20200101000000Z", "20200201000000Z") if is_expired else ("20200101000000Z", "20491231000000Z")
        self._openssl(
            "ca", "-batch", "-notext", "-config", folder / "ca.conf", "-selfsign", "-keyfile", self.key, "-in", request,
            "-startdate", dates[0], "-enddate", dates[1], "-out", self.path)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.path, self.key)
        self.names_asked_for = []
        self.context.sni_callback = lambda _socket, name, _context: self.names_asked_for.append(name)

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, stdin=subprocess.DEVNULL)
