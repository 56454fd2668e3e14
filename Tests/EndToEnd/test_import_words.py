"""`sluice import words`: nothing is written for an id that no rule could have."""

import pytest

from harness.process import run


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes("heron\ncurlew\n".encode())
    return path


@pytest.mark.parametrize("identifier", ["birds", "Birds.all", "../birds.all", "birds.", "birds..all", "birds. all"])
def test_an_id_that_is_none_is_refused_before_anything_is_written(words, identifier, tmp_path):
    done = run("import", "words", str(words), "--id", identifier, "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert f"`{identifier}` is not a rule's id" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_imported_passes_the_check(words, tmp_path):
    done = run("import", "words", str(words), "--id", "birds.all", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert run("check", str(tmp_path / "out")).returncode == 0


def test_nothing_is_written_over(words, tmp_path):
    arguments = ("import", "words", str(words), "--id", "birds.all", "--out", str(tmp_path / "out"))
    assert run(*arguments).returncode == 0
    again = run(*arguments)
    assert again.returncode == 3
    assert "--force" in again.stderr
    assert run(*arguments, "--force").returncode == 0
