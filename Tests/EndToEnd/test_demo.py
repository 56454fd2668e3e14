"""`sluice demo`: the tour runs over real sockets and ends with 0; `--serve` stays up."""

import re

import httpx

from harness.process import Sluice, run

STOPS = ["A clean stream", "A redacted stream", "A blocked request", "A stream stopped half-way", "A whole answer"]


def test_the_tour_shows_its_five_stops(tmp_path):
    done = run("demo", timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    places = [done.stdout.index(title) for title in STOPS]
    assert places == sorted(places)
    assert re.search(r"rules/\S+\.rules\.yaml:\d+", done.stdout)
    assert "curl" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_demo_stays_up_and_its_curl_line_works():
    demo = Sluice("--serve", "--port", "0", command="demo")
    try:
        demo.wait_until_it_listens(60)
        answer = httpx.post(
            demo.url + "/v1/chat/completions", headers={"authorization": "Bearer demo"}, trust_env=False,
            json={"model": "demo", "messages": [{"role": "user", "content": "hello"}]})
        assert answer.status_code == 200
        demo.terminate()
        assert demo.wait() == 0
    finally:
        demo.stop()
