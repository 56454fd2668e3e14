"""Rules, clients and configuration that change while exchanges run (faults 68 to 70 and 80)."""

import json
import signal
import threading
import time

import httpx
import pytest

from harness.process import run
from harness.raw import RawClient
from harness.reloading import RULE
from harness.team import Team
from harness.wire import DONE, chat_chunk

PATH = "/v1/chat/completions"
CHAT = {"model": "gpt-test", "messages": [{"role": "user", "content": "hello there"}]}


def ask(server, **more):
    return httpx.post(
        server.sluice.url + PATH, json={**CHAT, **more}, headers={"authorization": "Bearer k"}, timeout=30,
        trust_env=False)


def eventually(check, timeout=30):
    """Asks again and again until the answer is yes."""
    end = time.monotonic() + timeout
    while not (answer := check()):
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)
    return answer


def by_command(server):
    done = server.reload()
    assert (done.returncode, done.stdout[:8]) == (0, "reloaded"), done.stdout + done.stderr


def by_signal(server):
    server.sluice.process.send_signal(signal.SIGHUP)
    eventually(lambda: server.reloads("replaced") == 1)


@pytest.mark.parametrize("reload", [by_command, by_signal])
def test_new_rules_are_in_force_after_a_reload(server, reload):
    server.start()
    before = server.status()["rules"]["digest"]
    assert server.numbers(ask(server).text) == [1, 1]
    server.write_rules(2)
    assert server.numbers(ask(server).text) == [1, 1]
    reload(server)
    assert server.numbers(ask(server).text) == [2, 2]
    after = server.status()
    assert after["rules"]["digest"] != before and after["last_reload"]["result"] == "replaced"
    assert "reload" in server.sluice.logged("result=replaced")
    again = server.reload()
    assert again.returncode == 0 and "nothing has changed" in again.stdout


def test_a_broken_set_changes_nothing_and_is_seen_everywhere(server):
    server.start()
    assert server.command("status").returncode == 0
    (server.rules / "omega.rules.yaml").write_text(RULE.format(word="omega", number=2).replace("an omega", "nobody"))
    (server.rules / "alpha.rules.yaml").write_text("version: 1\nrules:\n  - id: [\n")
    done = server.reload()
    assert done.returncode == 1
    assert "alpha.rules.yaml:" in done.stdout and "omega.rules.yaml:" in done.stdout
    assert server.numbers(ask(server).text) == [1, 1]
    assert "alpha.rules.yaml:" in server.sluice.logged("reload failed")
    metrics = server.sluice.metrics
    assert (metrics["sluice_rules_stale"], metrics["sluice_rules_last_reload_successful"]) == (1, 0)
    assert server.reloads("failed") == 1
    status = server.command("status")
    assert status.returncode == 1 and "reload_failed" in status.stdout
    assert "reload_failed" in server.status()["troubles"]
    health = server.admin("/healthz")
    assert health.status_code == 200 and "reload_failed" in health.text
    assert server.admin("/readyz").status_code == 200
    server.write_rules(3)
    assert json.loads(server.command("reload", "--format", "json").stdout)["result"] == "replaced"
    assert server.command("status").returncode == 0 and server.sluice.metrics["sluice_rules_stale"] == 0
    assert server.admin("/healthz").text == "ok\n" and server.numbers(ask(server).text) == [3, 3]


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_stream_that_runs_is_untouched_by_a_reload(server, is_broken):
    go_on = threading.Event()

    def answer(call):
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "an alpha here, "}))
        go_on.wait(20)
        call.chunk(chat_chunk({"content": "an omega there. "}))
        call.chunk(DONE)
        call.end()

    server.provider.handler = answer
    server.start()
    with RawClient(server.sluice.port) as client:
        client.post(PATH, {**CHAT, "stream": True})
        client.read_head()
        begun = client.read_until(b"here")
        if is_broken:
            (server.rules / "omega.rules.yaml").write_text("version: 1\nrules: [")
        else:
            server.write_rules(2)
        assert server.reload().returncode == is_broken
        go_on.set()
        rest, is_clean = client.read_body()
    assert is_clean and rest.endswith(DONE) and server.numbers((begun + rest).decode()) == [1, 1]


def test_no_page_of_a_browser_can_reload(server):
    server.start()
    url = f"http://127.0.0.1:{server.sluice.admin_port}/reload"
    assert httpx.post(url, trust_env=False).status_code == 403
    assert httpx.get(url, trust_env=False).status_code in (404, 405)


def test_the_command_brings_the_token(server):
    server.configure(token=("127.0.0.1:0 }\nrules", "127.0.0.1:0, token_env: TOKEN }\nrules"))
    server.start(TOKEN="let-me-in")
    refused = server.reload()
    assert refused.returncode == 3 and "token" in refused.stderr
    for verb in ("reload", "status"):
        assert server.command(verb, "--token-env", "MINE", MINE="let-me-in").returncode == 0
        assert server.command(verb, SLUICE_ADMIN_TOKEN="let-me-in").returncode == 0


def test_what_only_a_restart_takes_over_is_named(server):
    server.start()
    server.write_rules(2)
    server.configure(
        listen="127.0.0.1:1", extra="access_log: { file: a.jsonl }\nlimits: { header_timeout: 3s }",
        upstream=('" }\nroutes', '", idle_timeout: 7s }\nroutes'))
    done = server.reload()
    assert done.returncode == 0 and server.numbers(ask(server).text) == [2, 2]
    for field in ("listen", "upstreams.openai", "limits", "access_log"):
        assert field in done.stdout and field in server.sluice.logged("needs_restart")
    assert not (server.folder / "a.jsonl").exists()


def test_a_route_to_an_upstream_that_is_not_open_changes_nothing(server):
    server.start()
    server.write_rules(2)
    server.configure(
        upstream=("upstreams:\n", f'upstreams:\n  other: {{ url: "{server.provider.url}" }}\n'),
        route=("upstream: openai }\nchain", "upstream: other }\nchain"))
    done = server.reload()
    assert done.returncode == 1 and "`other`" in done.stdout and "restart" in done.stdout
    assert server.numbers(ask(server).text) == [1, 1]


def test_routes_and_chains_change_without_a_restart(server):
    server.start()
    server.configure(route=("path: /v1/", "path: /v2/"), chain=("  - filter_response\n", ""))
    assert server.reload().returncode == 0
    assert ask(server).status_code == 404
    answer = httpx.post(server.sluice.url + PATH.replace("v1", "v2"), json=CHAT, timeout=30, trust_env=False)
    assert "alpha and omega" in answer.text
    metrics = server.sluice.metrics
    assert [name for name in metrics if 'route="/v2/"' in name] and [name for name in metrics if 'route="none"' in name]


def test_a_hundred_reloads_under_load_lose_nothing_and_mix_nothing(server):
    """Streams begin with one word and end with the other; the folder is exchanged and reloaded between them."""
    reloaded = threading.Condition()
    number = 0

    def answer(call):
        seen = number
        call.head(200, [("content-type", "text/event-stream")])
        call.chunk(chat_chunk({"content": "an alpha here, "}))
        with reloaded:
            reloaded.wait_for(lambda: number > seen or number == 100, 20)
        call.chunk(chat_chunk({"content": "an omega there. "}))
        call.chunk(DONE)
        call.end()

    server.rules.rename(server.folder / "unused")
    server.mount_rules(0)
    server.start()
    server.provider.handler = answer
    faults, streams = [], []

    def load():
        with httpx.Client(base_url=server.sluice.url, headers={"authorization": "Bearer k"}, timeout=30,
                          trust_env=False) as client:
            while number < 100:
                earliest = number
                try:
                    text = client.post(PATH, json={**CHAT, "stream": True}).text
                except httpx.HTTPError as error:
                    faults.append(repr(error))
                    continue
                found = server.numbers(text)
                if len(found) != 2 or found[0] != found[1] or found[0] < earliest or not text.endswith("[DONE]\n\n"):
                    faults.append(text)
                streams.append(found)

    clients = [threading.Thread(target=load) for _ in range(6)]
    for client in clients:
        client.start()
    url = f"http://127.0.0.1:{server.sluice.admin_port}/reload"
    with httpx.Client(headers={"x-sluice-reload": "1"}, timeout=30, trust_env=False) as admin:
        for index in range(1, 101):
            server.mount_rules(index)
            outcome = admin.post(url).json()
            if outcome["result"] != "replaced":
                faults.append(outcome)
            with reloaded:
                number = index
                reloaded.notify_all()
    for client in clients:
        client.join(30)
    assert not faults, faults[:3]
    assert len({found[0] for found in streams}) > 20
    assert server.reloads("replaced") == 100


# Watching

WATCH = ", watch: true, settle: {settle}"


def test_a_link_that_leads_elsewhere_is_seen(server):
    server.rules.rename(server.folder / "unused")
    server.mount_rules(1)
    server.configure(watch=WATCH.format(settle="100ms"))
    server.start()
    for number in (2, 3):
        server.mount_rules(number)
        eventually(lambda: server.numbers(ask(server).text) == [number, number])
    assert server.reloads("replaced") == 2 and server.reloads("failed") == 0


def test_files_that_are_renamed_removed_and_added_are_seen(server):
    server.configure(watch=WATCH.format(settle="100ms"))
    server.start()
    (server.rules / "omega.rules.yaml").unlink()
    eventually(lambda: server.status()["rules"]["count"] == 1)
    part = server.folder / "new"
    part.write_text(RULE.format(word="omega", number=7))
    part.rename(server.rules / "zeta.rules.yaml")
    eventually(lambda: server.numbers(ask(server).text) == [1, 7])
    (server.rules / "zeta.rules.yaml").write_text("version: 1\nrules: [")
    eventually(lambda: server.reloads("failed") == 1)
    assert server.numbers(ask(server).text) == [1, 7] and server.command("status").returncode == 1


def test_a_file_is_not_read_while_it_is_written(server):
    """Every piece of the file would be a whole set of its own, or none."""
    server.configure(watch=WATCH.format(settle="1s"))
    server.start()
    text = RULE.format(word="omega", number=2)
    text += text.split("rules:\n")[1].replace("swap.omega", "swap.gamma").replace("omega", "gamma")
    with open(server.rules / "omega.rules.yaml", "w") as file:
        for begin in range(0, len(text), 20):
            file.write(text[begin:begin + 20])
            file.flush()
            time.sleep(0.03)
    eventually(lambda: server.numbers(ask(server).text) == [1, 2])
    assert server.status()["rules"]["count"] == 3
    assert (server.reloads("replaced"), server.reloads("failed")) == (1, 0)


# Clients


def test_keys_come_and_go_without_a_restart(tmp_path, provider):
    team = Team(tmp_path, provider)
    ada = team.key("ada")
    try:
        team.start()

        def status(key):
            return httpx.post(team.sluice.url + PATH, json=CHAT, headers={"api-key": key}, timeout=20,
                              trust_env=False).status_code

        def reload():
            done = run("reload", "--admin", f"127.0.0.1:{team.sluice.admin_port}")
            assert done.returncode == 0, done.stdout

        bob = team.key("bob")
        assert (status(ada), status(bob)) == (200, 401)
        reload()
        assert (status(ada), status(bob)) == (200, 200)
        assert run("keys", "revoke", "ada", "--clients", team.clients).returncode == 0
        reload()
        assert (status(ada), status(bob)) == (401, 200)
    finally:
        team.stop()


def test_a_watched_clients_file_is_read_again(tmp_path, provider):
    team = Team(tmp_path, provider)
    team.key("ada")
    try:
        team.start(rules="{ allow_none: true, watch: true, settle: 100ms }")
        bob = team.key("bob")
        eventually(lambda: httpx.post(
            team.sluice.url + PATH, json=CHAT, headers={"api-key": bob}, timeout=20,
            trust_env=False).status_code == 200)
    finally:
        team.stop()
