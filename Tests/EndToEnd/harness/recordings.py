"""Recorded streams: those of VCR cassettes and of the plain chunk files that stand beside the project."""

import json
import pathlib

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PATHS = {"/v1/chat/completions", "/v1/completions", "/v1/messages"}


def exchanges(folder: pathlib.Path):
    """Yields (name, path, body) for every recorded event stream of the three dialects."""
    for file in sorted(folder.rglob("*.yaml")):
        for number, item in enumerate(load(file)):
            path = dialect_path(item["request"]["uri"])
            body = streamed_body(item["response"])
            if path and body:
                yield f"{file.stem}-{number}", path, body
    for file in sorted(folder.rglob("*.chunks.txt")):
        if path := {"openai": "/v1/chat/completions", "anthropic": "/v1/messages"}.get(provider_of(file)):
            yield file.name, path, framed(file, path)


def load(file):
    document = yaml.load(file.read_bytes(), LOADER)
    return document.get("interactions", []) if isinstance(document, dict) else []


def dialect_path(uri):
    path = "/" + uri.split("?")[0].split("/", 3)[-1]
    return path if path in PATHS else None


def streamed_body(response):
    headers = {name.lower(): value for name, value in response["headers"].items()}
    kind = headers.get("content-type", "")
    kind = kind[0] if isinstance(kind, list) else kind
    body = (response.get("body") or {}).get("string")
    if not kind.startswith("text/event-stream") or not body:
        return None
    return body.encode() if isinstance(body, str) else body


def provider_of(file):
    parts = file.parts
    return parts[parts.index("packages") + 1] if "packages" in parts else None


def framed(file, path):
    """Puts the framing of a stream around a file with one payload in each line."""
    out = b""
    for line in file.read_text().splitlines():
        if not line.strip():
            continue
        if path == "/v1/messages":
            out += f"event: {json.loads(line)['type']}\n".encode()
        out += f"data: {line}\n\n".encode()
    return out if path == "/v1/messages" else out + b"data: [DONE]\n\n"
