"""Every call of every SDK against Sluice: clean, redacted, blocked before the first byte and after it.

Each is made once and never again by the SDK, whatever comes; nothing of a blocked text is ever seen.
"""

import pytest

from harness.calls import CALLS

CLEAN = ["Good ", "mor", "ning."]
CARD = ["Use card 5555 ", "5555 5", "555 4444", " to pay."]
RECIPE = ["Let me tell you. ", "The sec", "ret rec", "ipe is", " water and salt."]
QUESTION = "hello there"
FORBIDDEN = "what is Operation Heron?"


def named(calls):
    return [pytest.param(call, id=call.id) for call in calls]


every_call = pytest.mark.parametrize("call", named(CALLS))
every_stream = pytest.mark.parametrize("call", named(call for call in CALLS if call.is_stream))


@pytest.fixture(params=["soft", "hard"])
def either_sluice(request, start_sluice, provider):
    """A Sluice whose blocked streams end softly, and one where they end hard."""
    return start_sluice(ending=request.param)


def requests(sluice):
    return sum(value for name, value in sluice.metrics.items() if name.startswith("sluice_requests_total"))


def run(call, sluice, provider, texts, question=QUESTION):
    """What was seen; there was one request, and it was forwarded once at most."""
    provider.handler = lambda request: call.respond(request, texts)
    before = requests(sluice)
    seen = call.run(sluice, question)
    assert requests(sluice) - before == 1
    assert len(provider.calls) <= 1
    return seen


@every_call
def test_a_clean_answer_is_read_to_its_end(call, either_sluice, provider):
    seen = run(call, either_sluice, provider, CLEAN)
    assert (seen.text, seen.finish, seen.error) == (call.text("Good morning."), call.finish, None)


@every_call
def test_a_redacted_answer_is_an_ordinary_answer(call, either_sluice, provider):
    seen = run(call, either_sluice, provider, CARD)
    assert (seen.text, seen.finish, seen.error) == (call.text("Use card [card] to pay."), call.finish, None)


@every_call
def test_a_blocked_request_raises_and_reaches_nobody(call, either_sluice, provider):
    seen = run(call, either_sluice, provider, CLEAN, FORBIDDEN)
    assert (seen.text, seen.finish, seen.error) == ("", None, call.blocked)
    assert seen.status == call.status
    assert provider.calls == []


@pytest.mark.parametrize("call", named(call for call in CALLS if call.may_be_silent))
def test_an_answer_blocked_before_its_first_byte_raises(call, either_sluice, provider):
    seen = run(call, either_sluice, provider, RECIPE[1:])
    assert (seen.text, seen.finish, seen.error) == ("", None, call.blocked)
    assert seen.status == call.status
    assert len(provider.calls) == 1


@every_stream
def test_a_stream_that_is_cut_softly_ends_as_the_provider_would_end_it(call, sluice, provider):
    seen = run(call, sluice, provider, RECIPE)
    assert seen.text == call.text("Let me tell you. ", is_cut=True)
    assert (seen.error or seen.finish) == call.soft


@every_stream
def test_a_stream_that_is_cut_hard_ends_with_an_error(call, hard_sluice, provider):
    seen = run(call, hard_sluice, provider, RECIPE)
    assert seen.text == call.text("Let me tell you. ", is_cut=True)
    assert (seen.error or seen.finish) == call.hard
