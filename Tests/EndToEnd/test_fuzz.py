"""Random and mutated bytes from both sides: whatever comes, the process lives and goes on serving.

SLUICE_FUZZ sets how many of each (CI runs a few), SLUICE_SEED where they begin; a failure prints its seed.
"""

import gzip
import json
import os
import random
import socket

import httpx
import pytest

from harness.wire import chat_answer, chat_stream, messages_stream, messages_tool_stream, tool_stream

SEED = int(os.environ.get("SLUICE_SEED", "20261121"))
ROUNDS = int(os.environ.get("SLUICE_FUZZ", "150"))
CHAT = "/v1/chat/completions"
QUESTION = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello 你好 🚀"}]}

BODY = json.dumps(QUESTION).encode()
HEAD = f"POST {CHAT}?a=b HTTP/1.1\r\nhost: sluice.test\r\nauthorization: Bearer k\r\ncontent-type: application/json\r\n"
FORM = b"--x\r\ncontent-disposition: form-data; name=\"prompt\"\r\n\r\nhello\r\n--x\r\n" \
    b"content-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\x00\xff\r\n--x--\r\n"

REQUESTS = [
    f"{HEAD}content-length: {len(BODY)}\r\n\r\n".encode() + BODY,
    f"{HEAD}transfer-encoding: chunked\r\n\r\n{len(BODY):x};e=1\r\n".encode() + BODY + b"\r\n0\r\nx-t: 1\r\n\r\n",
    f"{HEAD}content-encoding: gzip\r\ncontent-length: {len(gzip.compress(BODY))}\r\n\r\n".encode() + gzip.compress(BODY),
    b"POST /v1/audio/transcriptions HTTP/1.1\r\nhost: a\r\nauthorization: Bearer k\r\n"
    b"content-type: multipart/form-data; boundary=x\r\ncontent-length: %d\r\n\r\n" % len(FORM) + FORM,
    b"OPTIONS /v1/models HTTP/1.1\r\nhost: a\r\norigin: https://chat.example.com\r\n"
    b"access-control-request-method: POST\r\naccess-control-request-headers: authorization\r\n\r\n",
]

STREAMS = [
    chat_stream(["Use 5555 5555 ", "5555 4444 ", "caf\\u00e9 你好🚀", "the secret recipe was lost"]),
    tool_stream(['{"card": "5555 5555 ', "5555", ' 4444", "n": [1, {"a": null}]}']),
    messages_stream(["Use 5555 5555 ", "5555 4444 ", "你好🚀"]), messages_tool_stream(['{"a": "\\u0035', '5 ', '"}']),
]
HEADS = [
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n",
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n",
    b"HTTP/1.1 400 Bad\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n",
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n",
]
TOKENS = [
    b"\r\n", b"\n\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"data:", b"event: error\n", b"data: [DONE]\n\n", b"\\u", b"\\ud83d",
    b'"', b"{", b"[" * 200, b"}", b":", b",", b"1e999", b"99999999999999999999", b"-", b"content-length: 5\r\n", b"0\r\n\r\n",
    b"\xf0\x9f", b"\xe4\xbd", b" ", b"\t", b"HTTP/1.1 200 OK\r\n\r\n", b"ffffffffffffffff\r\n",
]


def mutate(data, generator):
    """A few random changes: bytes flipped, cut out, doubled, tokens put in."""
    data = bytearray(data)
    for _ in range(generator.choice([1, 1, 2, 3, 8])):
        at = generator.randrange(len(data) + 1)
        match generator.randrange(6):
            case 0 if at < len(data):
                data[at] = generator.randrange(256)
            case 1:
                del data[at:at + generator.choice([1, 2, 10, 100])]
            case 2:
                data[at:at] = data[at:at + generator.choice([1, 10, 100])]
            case 3:
                data[at:at] = generator.choice(TOKENS)
            case 4:
                data[at:at] = generator.randbytes(generator.choice([1, 4, 40]))
            case _:
                del data[at:]
        if not data:
            break
    return bytes(data)


def send(port, data):
    """Sends bytes, says that no more come, and reads until the other side closes."""
    with socket.create_connection(("127.0.0.1", port), 15) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):
                pass
        except ConnectionError:
            pass


def assert_it_serves(sluice, provider):
    assert sluice.process.poll() is None, sluice.log
    provider.handler = lambda call: call.answer(chat_answer("still here"))
    answer = httpx.post(sluice.url + CHAT, json=QUESTION, headers={"authorization": "Bearer k"}, trust_env=False)
    assert answer.json()["choices"][0]["message"]["content"] == "still here"


@pytest.mark.parametrize("kind", range(len(REQUESTS)))
def test_no_request_ends_the_process(sluice, provider, kind):
    for seed in range(SEED, SEED + ROUNDS):
        print("seed", seed)
        generator = random.Random(seed)
        send(sluice.port, mutate(REQUESTS[kind] * generator.choice([1, 1, 2]), generator))
        assert sluice.process.poll() is None, sluice.log
    assert_it_serves(sluice, provider)


@pytest.mark.parametrize("kind", range(len(STREAMS)))
def test_no_answer_ends_the_process(sluice, provider, kind):
    path = CHAT if kind < 2 else "/v1/messages"
    with httpx.Client(base_url=sluice.url, headers={"authorization": "Bearer k"}, timeout=20, trust_env=False) as client:
        for seed in range(SEED, SEED + ROUNDS):
            print("seed", seed)
            generator = random.Random(seed)
            head, body = generator.choice(HEADS), b"".join(STREAMS[kind])
            if b"gzip" in head:
                body = gzip.compress(body)
            if generator.random() < 0.2:
                head = mutate(head, generator)
            answer = head + mutate(body, generator)

            def reply(call, answer=answer, cut=generator.randrange(len(answer) + 1)):
                call.keeps_connection = False
                call.send(answer[:cut])
                call.send(answer[cut:])

            provider.handler = reply
            try:
                client.post(path, json=QUESTION)
            except httpx.HTTPError:
                pass
            assert sluice.process.poll() is None, sluice.log
    assert_it_serves(sluice, provider)
