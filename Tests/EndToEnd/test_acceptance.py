"""The acceptance files beside the project: they load as they are and do what they say."""

import shutil
import socket

import httpx
import pytest

from harness.process import Sluice, run
from harness.provider import Provider
from harness.wire import chat_answer, chat_stream, chat_text, messages_stream, tool_stream

CHAT = "/v1/chat/completions"
PORTS = {"sluice": 18080, "admin": 18081, "provider": 19090}
STOP = ["Sure. ", "Step one: ob", "tain the pre", "cursor, then boil it."]


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="module")
def configuration(shared):
    path = shared / "acceptance" / "sluice.yaml"
    if not path.is_file():
        pytest.skip("no acceptance files beside the project")
    return path


@pytest.fixture(scope="module")
def accepted(configuration, tmp_path_factory):
    """Sluice as the acceptance file says; with other ports only while its own are taken."""
    as_it_is = all(is_free(port) for port in PORTS.values())
    provider = Provider(PORTS["provider"] if as_it_is else 0)
    if not as_it_is:
        copy = tmp_path_factory.mktemp("acceptance") / "copy"
        shutil.copytree(configuration.parent, copy)
        text = configuration.read_text()
        for name, port in (("sluice", 0), ("admin", 0), ("provider", provider.port)):
            text = text.replace(f"127.0.0.1:{PORTS[name]}", f"127.0.0.1:{port}")
        configuration = copy / "moved.yaml"
        configuration.write_text(text)
    sluice = Sluice("--config", configuration).wait_until_it_listens()
    yield sluice, provider
    sluice.stop()
    provider.close()


@pytest.fixture
def upstream(accepted):
    accepted[1].reset()
    return accepted[1]


@pytest.fixture
def http(accepted, upstream):
    headers = {"authorization": "Bearer k"}
    with httpx.Client(base_url=accepted[0].url, headers=headers, timeout=20, trust_env=False) as client:
        yield client


def ask(http, text, path=CHAT, headers=None, **more):
    body = {"model": "m", "messages": [{"role": "user", "content": text}], **more}
    return http.post(path, json=body, headers=headers)


def test_the_file_is_accepted_as_it_is(configuration):
    done = run("serve", "--config", configuration, "--check-only")
    assert (done.returncode, done.stderr) == (0, "")


def test_its_rules_pass_the_check(configuration):
    done = run("check", configuration.parent / "rules")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text", [
    "when does Project Nightjar start?", "夜鹰计划什么时候开始", "ｐｒｏｊｅｃｔ nightjar", "project\u200b nightjar",
    "PROJECT NIGHTJAR",
])
@pytest.mark.parametrize("path", [CHAT, "/v1/messages", "/gpt" + CHAT])
def test_the_projects_name_never_reaches_a_provider(http, upstream, text, path):
    answer = ask(http, text, path)
    assert answer.status_code == 400
    assert "This text names a confidential project." in answer.json()["error"]["message"]
    assert upstream.calls == []


@pytest.mark.parametrize("text", ["projects nightjars", "the nightjar is a bird", "ask Acme Rival"])
def test_what_no_enforced_rule_names_goes_through(http, upstream, text):
    upstream.handler = lambda call: call.answer(chat_answer("ok"))
    assert ask(http, text).status_code == 200
    assert upstream.calls[0].json["messages"][0]["content"] == text


def test_a_word_spelt_with_escapes_is_found(http, upstream):
    body = r'{"messages":[{"role":"user","content":"\u5915 \u591c\u9e70\u8ba1\u5212"}]}'
    answer = http.post(CHAT, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert upstream.calls == []


@pytest.mark.parametrize("pieces", [
    ["pay with 4111 1111 1111 1111 today"], ["pay with 4111 ", "1111 11", "11 1111", " today"],
    list("pay with 4111 1111 1111 1111 today"),
])
def test_a_card_number_is_redacted_however_it_is_cut(http, upstream, pieces):
    upstream.handler = lambda call: call.stream(chat_stream(pieces))
    assert chat_text(ask(http, "hi", stream=True).content) == "pay with [card] today"


def test_a_card_number_in_a_whole_answer_is_redacted(http, upstream):
    upstream.handler = lambda call: call.answer(chat_answer("pay with 4111 1111 1111 1111 today"))
    assert ask(http, "hi").json()["choices"][0]["message"]["content"] == "pay with [card] today"


def test_a_number_with_a_wrong_checksum_is_untouched(http, upstream):
    stream = chat_stream(["order 4111 ", "1111 1111", " 1112."])
    upstream.handler = lambda call: call.stream(stream)
    assert ask(http, "hi", stream=True).content == b"".join(stream)


@pytest.mark.parametrize(("headers", "fields", "stopped"), [
    ({}, {}, True), ({"x-moderation-level": "high"}, {}, True), ({"x-moderation-level": "low"}, {}, False),
    ({}, {"moderation_level": "low"}, False), ({}, {"moderation_level": "medium"}, True),
])
def test_the_stop_rule_follows_the_level(http, upstream, headers, fields, stopped):
    stream = chat_stream(STOP)
    upstream.handler = lambda call: call.stream(stream)
    answer = ask(http, "hi", headers=headers, stream=True, **fields)
    if stopped:
        assert chat_text(answer.content).startswith("Sure. ")
        assert b"precursor" not in answer.content and b"obtain" not in answer.content
        assert b'"content_filter"' in answer.content
        assert answer.content.endswith(b"data: [DONE]\n\n")
    else:
        assert answer.content == b"".join(stream)


def test_the_stop_rule_reads_tool_arguments(http, upstream):
    upstream.handler = lambda call: call.stream(tool_stream(['{"a":"Step one: ', "obtain th", 'e precursor"}']))
    answer = ask(http, "hi", stream=True)
    assert b"precursor" not in answer.content


def test_the_stop_rule_ends_an_anthropic_stream_with_refusal(http, upstream):
    upstream.handler = lambda call: call.stream(messages_stream(STOP))
    answer = ask(http, "hi", "/v1/messages", stream=True)
    assert b'"stop_reason":"refusal"' in answer.content.replace(b" ", b"")
    assert b"precursor" not in answer.content
    assert answer.content.rstrip().endswith(b'data: {"type":"message_stop"}')


def test_a_shadow_rule_is_counted_and_changes_nothing(http, accepted, upstream):
    counter = 'sluice_rule_hits_total{rule="acceptance.competitor",action="block",mode="shadow",'

    def hits():
        return sum(value for name, value in accepted[0].metrics.items() if name.startswith(counter))

    before = hits()
    stream = chat_stream(["ask Ac", "me Ri", "val about it."])
    upstream.handler = lambda call: call.stream(stream)
    answer = ask(http, "what does Acme Rival say?", stream=True)
    assert answer.content == b"".join(stream)
    assert hits() == before + 2


def test_the_prefix_is_stripped_and_the_fields_are_gone(http, upstream):
    ask(http, "hi", "/gpt" + CHAT, moderation=True, moderation_level="high")
    assert upstream.calls[0].path == CHAT
    assert set(upstream.calls[0].json) == {"model", "messages"}


def test_the_embedded_provider_answers(http, upstream):
    answer = ask(http, "hello", "/sample" + CHAT)
    assert answer.status_code == 200
    assert answer.json()["choices"][0]["message"]["content"]
    assert upstream.calls == []


def test_a_page_of_the_chat_site_may_read(http, upstream):
    answer = ask(http, "hi", headers={"origin": "http://localhost:5173"})
    assert answer.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "access-control-allow-credentials" not in answer.headers
