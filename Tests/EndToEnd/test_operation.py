"""What the operator sees: health, counters, a log that leads from an event id to a rule, and no secrets anywhere."""

import re

import httpx

from harness.wire import chat_answer, chat_stream

CHAT = "/v1/chat/completions"
SECRET = "sk-very-secret-key"


def ask(sluice, text, **more):
    body = {"model": "m", "messages": [{"role": "user", "content": text}], **more}
    headers = {"authorization": f"Bearer {SECRET}"}
    return httpx.post(sluice.url + CHAT, json=body, headers=headers, timeout=20, trust_env=False)


def admin(sluice, path):
    return httpx.get(f"http://127.0.0.1:{sluice.admin_port}{path}", trust_env=False)


def test_health_and_readiness(sluice):
    assert admin(sluice, "/healthz").status_code == 200
    assert admin(sluice, "/readyz").status_code == 200


def test_the_admin_pages_are_not_on_the_traffic_port(http, provider):
    for path in ("/metrics", "/healthz", "/status"):
        assert http.get(path).status_code == 404


def test_hits_and_outcomes_are_counted(sluice, provider):
    hits = 'sluice_rule_hits_total{rule="endtoend.card",action="redact",mode="enforce",target="response.text"}'
    before = sluice.metrics.get(hits, 0)
    provider.handler = lambda call: call.stream(chat_stream(["Use 5555 5555 ", "5555 4444."]))
    ask(sluice, "hello", stream=True)
    after = sluice.metrics
    assert after[hits] == before + 1
    assert sum(value for name, value in after.items() if 'outcome="modified"' in name) >= 1


def test_an_event_id_leads_to_the_rule_and_its_line(sluice, provider):
    answer = ask(sluice, "what is Operation Heron?")
    event = answer.headers["x-sluice-event"]
    line = sluice.logged(event)
    assert re.search(r"endtoend\.project block \S*endtoend\.rules\.yaml:\d+", line)


def test_no_text_no_key_and_no_address_is_logged(sluice, provider):
    provider.handler = lambda call: call.answer(chat_answer("Use 5555 5555 5555 4444 with the umbrella."))
    ask(sluice, "Operation Heron carries an umbrella")
    ask(sluice, "only the umbrella")
    provider.handler = lambda call: call.break_off()
    last = ask(sluice, "the umbrella broke")
    assert sluice.logged(last.headers["x-sluice-event"])
    seen = sluice.log + admin(sluice, "/metrics").text + admin(sluice, "/status").text
    for word in ("umbrella", "Heron", "5555", SECRET):
        assert word not in seen
