"""The real nginx in front of Sluice, with the site that `deploy/` gives as an example."""

import pathlib
import shutil
import socket
import subprocess
import time

from harness.process import ROOT

CONFIGURATION = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""


def site(port, upstream, certificate=None):
    """The site of deploy/nginx.conf on another port, with a certificate and its key, or without TLS."""
    text = (ROOT / "deploy/nginx.conf").read_text()
    listen = f"listen 127.0.0.1:{port}"
    changes = {"server 127.0.0.1:8080;": f"server 127.0.0.1:{upstream};"}
    if certificate:
        changes["listen 443"] = listen
        changes["/etc/ssl/certs/llm.example.com.pem"] = str(certificate.path)
        changes["/etc/ssl/private/llm.example.com.key"] = str(certificate.key)
    else:
        changes["listen 443 ssl http2"] = listen
        text = "\n".join(line for line in text.splitlines() if "ssl_certificate" not in line)
    for old, new in changes.items():
        assert text.count(old) == 1, f"deploy/nginx.conf should have `{old}` once"
        text = text.replace(old, new)
    return text


class Nginx:
    """A running nginx that forwards all to one port."""

    def __init__(self, folder: pathlib.Path, upstream, certificate=None):
        executable = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
        assert executable, "these tests need nginx"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        path = folder / "nginx.conf"
        path.write_text(CONFIGURATION.format(folder=folder, site=site(self.port, upstream, certificate)))
        self.process = subprocess.Popen(
            [executable, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(path)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait_until_it_listens(self, timeout=10):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            assert self.process.poll() is None, "nginx ended"
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise AssertionError("nginx doesn't listen")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
