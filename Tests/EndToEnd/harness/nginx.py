"""The real nginx in front of Sluice, configured as the README of many chat sites says."""

import pathlib
import shutil
import socket
import subprocess
import time

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
  upstream sluice {{ server 127.0.0.1:{upstream}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    client_max_body_size 50m;
    location / {{
      proxy_pass http://sluice;
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_set_header Host $host;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_buffering off;
      proxy_cache off;
      proxy_read_timeout 600s;
      chunked_transfer_encoding on;
    }}
  }}
}}
"""


class Nginx:
    """A running nginx that forwards all to one port."""

    def __init__(self, folder: pathlib.Path, upstream):
        executable = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
        assert executable, "these tests need nginx"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        path = folder / "nginx.conf"
        path.write_text(CONFIGURATION.format(folder=folder, upstream=upstream, port=self.port))
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
