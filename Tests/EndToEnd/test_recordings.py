"""Recorded streams through real sockets: clean ones come out byte for byte, cut where you like."""

import json
import os
import random

import httpx
import pytest

from harness.recordings import exchanges

SEED = int(os.environ.get("SLUICE_SEED", "20261121"))
CUTS_PER_STREAM = int(os.environ.get("SLUICE_CUTS", "2"))
QUESTION = json.dumps({"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello"}]})


@pytest.fixture(scope="module")
def recorded(shared):
    folder = shared / "recordings"
    if not folder.is_dir():
        pytest.skip("no recordings beside the project")
    return list(exchanges(folder))


def cut(body, generator):
    """The body in pieces of random length: mostly short, sometimes long."""
    pieces = []
    while body:
        length = generator.choice([1, 2, 3, 7, 40, 200, 1500])
        pieces.append(body[:length])
        body = body[length:]
    return pieces


def test_clean_streams_are_byte_identical_for_random_cuts(sluice, provider, recorded):
    assert len(recorded) > 40
    generator = random.Random(SEED)
    headers = {"authorization": "Bearer k", "content-type": "application/json"}
    different = []
    with httpx.Client(base_url=sluice.url, headers=headers, timeout=30, trust_env=False) as client:
        for name, path, body in recorded:
            for _ in range(CUTS_PER_STREAM):
                pieces = cut(body, generator)
                provider.handler = lambda call: call.stream(pieces)
                answer = client.post(path, content=QUESTION)
                if answer.content != body:
                    different.append(name)
    assert not different, f"seed {SEED}: {sorted(set(different))}"
