"""What somebody gets to read who makes the usual mistakes: which thing is wrong, why, and what to do."""

import json
import socket
import time

import httpx
import pytest

from harness.process import run
from harness.team import Team
from harness.wire import chat_answer

CONFIGURATION = """\
version: 1
listen: 127.0.0.1:{port}
rules: {{ allow_none: true }}
upstreams: {{ sample: {{ embedded: true }} }}
routes: [{{ path: /v1/, upstream: sample }}]
chain: [filter_request, filter_response, forward]
"""
PATH = "/v1/chat/completions"
QUESTION = {"model": "m", "messages": [{"role": "user", "content": "hello there"}]}


def serve(folder, text, **environment):
    (folder / "sluice.yaml").write_text(text)
    return run("serve", "--config", folder / "sluice.yaml", **environment)


def test_a_port_that_is_taken_is_said_with_a_way_to_find_who_has_it(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve(tmp_path, CONFIGURATION.format(port=port))
    assert done.returncode == 3
    assert done.stderr.startswith(f"sluice: can't listen at 127.0.0.1:{port}: Address already in use; another process")
    assert f"sport = :{port}" in done.stderr


@pytest.mark.parametrize(("more", "message"), [
    ("access_log: { file: nowhere/a.jsonl }", "can't write {folder}/nowhere/a.jsonl: No such file or directory; the folder"),
    ("limits: { store: sqlite:nowhere/counts.db }", "unable to open database file; its folder has to be there"),
])
def test_a_folder_that_is_not_there_is_named(tmp_path, more, message):
    done = serve(tmp_path, CONFIGURATION.format(port=0) + more)
    assert done.returncode == 3 and message.format(folder=tmp_path) in done.stderr


@pytest.mark.parametrize(("arguments", "status", "message"), [
    (("serve", "--config", "."), 2, "the configuration `.` can't be read: Is a directory"),
    (("keys", "list", "--clients", "gone.yaml"), 3, "`gone.yaml` can't be read: No such file or directory; --clients"),
    (("keys", "new", "a", "--clients", "gone/c.yaml"), 3, "the folder of gone/c.yaml can't be used: No such file"),
    (("keys", "new", "a", "--expires", "2020-01-01"), 2, "--expires is over already"),
    (("explain", "1M8", "--log", "gone.jsonl"), 3, "`gone.jsonl` can't be read: No such file or directory; --log names"),
    (("explain", "/dev/null"), 2, "the file is empty; --file explains a text"),
    (("status", "--admin", "127.0.0.1:1"), 3, "doesn't answer: is Sluice running, with `admin: { listen: 127.0.0.1:1 }`"),
])
def test_a_command_says_what_it_lacks(tmp_path, arguments, status, message):
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr


@pytest.fixture
def team(tmp_path, provider):
    team = Team(tmp_path, provider)
    yield team
    team.stop()


def test_an_event_leads_from_every_answer_to_the_log(team, provider):
    key = team.key("ada")
    log = team.folder / "d.jsonl"
    team.start(extra="decision_log: { file: d.jsonl, receipts: true }")
    provider.handler = lambda call: call.answer(chat_answer("fine"))

    def ask(headers={}, path=PATH):
        answer = httpx.post(
            team.sluice.url + path, json=QUESTION, headers={"authorization": f"Bearer {key}", **headers},
            timeout=20, trust_env=False)
        return answer.status_code, answer.headers.get_list("x-sluice-event"), answer.text

    asked = [ask(), ask({"authorization": "Bearer slk_no"}), ask(path="/v9/chat")]
    assert [status for status, _, _ in asked] == [200, 401, 404]
    assert "Check the base URL" in asked[2][2]
    events = [event for _, (event,), _ in asked]
    end = time.monotonic() + 20
    while not log.exists() or log.read_text().count("\n") < 3:
        assert time.monotonic() < end
        time.sleep(0.02)
    lines = {line["event"]: line for line in map(json.loads, log.read_text().splitlines())}
    assert [lines[event].get("fault") for event in events] == [None, "invalid_api_key", "route_not_found"]
    done = run("explain", events[1], "--log", log)
    assert done.returncode == 0 and "invalid_api_key" in done.stdout


def test_the_admin_port_lists_its_pages(team):
    team.key("ada")
    team.start()
    admin = f"http://127.0.0.1:{team.sluice.admin_port}"
    pages = httpx.get(admin, timeout=20, trust_env=False).text.split()
    assert {"/healthz", "/readyz", "/status?format=text", "/metrics"} < set(pages)
    for page in pages:
        with httpx.stream("GET", admin + page, timeout=20, trust_env=False) as answer:
            assert answer.status_code == 200, page
