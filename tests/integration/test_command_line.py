"""The command line as a user meets it: what it prints, its exit codes, and one clear sentence on every mistake."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `ictguide` without a display."""
    variables = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-m", "ictguide_desktop", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**variables, **environment},
        timeout=110,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one sentence of a refusal: no traceback, nothing on stdout, the exit code of DESIGN."""
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("ictguide")
    return done.stderr


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["search", "--help"], ["shot", "--help"]])
def test_help_and_version_need_no_display(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 0
    assert done.stdout


def test_commands_without_a_window_import_no_widgets() -> None:
    code = (
        "import sys; sys.argv = ['ictguide', 'show', 'how-to-use']\n"
        "from ictguide_desktop.app.main import main\n"
        "assert main() == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')], 'Qt was imported'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--colour"], "--colour"),
        (["--lang", "xx", "search", "a"], "xx"),
        (["search", "account", "--lang", "xx"], "xx"),
        (["search", "account", "--kind", "poem"], "poem"),
        (["show", "scope", "--audience", "everyone"], "everyone"),
        (["shot", "home", "-o", "x.png", "--size", "big"], "big"),
        (["--zoom", "900"], "900"),
        (["search"], "query"),
    ],
)
def test_usage_errors_name_what_was_wrong(words: list[str], named: str) -> None:
    assert named in refused(run(*words), 1)


@pytest.mark.parametrize(
    "target",
    ["no-such-page", "trust-and-identity#no-such-section", "trust-and-identity#steps:999", "Z-C99", "term:nothing", "a b"],
)
def test_unknown_targets_are_named(target: str) -> None:
    assert target.partition("#")[0].removeprefix("term:") in refused(run("show", target), 6)


def test_shot_of_an_unknown_target_is_one_sentence(tmp_path: Path) -> None:
    assert "no-such-page" in refused(run("shot", "no-such-page", "-o", str(tmp_path / "x.png")), 6)


def test_shot_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    assert "x.png" in refused(run("shot", "scope", "-o", str(tmp_path / "absent" / "x.png")), 1)


def test_the_options_of_every_command_may_stand_before_it() -> None:
    assert run("--lang", "fr", "show", "insider-threat").stdout == run("show", "insider-threat", "--lang", "fr").stdout


def test_no_hit_is_exit_six_with_a_sentence() -> None:
    assert "qqqqzzzz" in refused(run("search", "qqqqzzzz"), 6)


@pytest.mark.parametrize("query", ["((\"*:~^", "AND OR NOT", "[TO]", "a" * 5000, "*", "كتاب\u202e"])
def test_malformed_queries_never_crash(query: str) -> None:
    done = run("search", query)
    assert done.returncode in (0, 6)
    assert "Traceback" not in done.stderr


def test_search_json_is_a_list_of_hits_with_the_fields_of_the_design() -> None:
    done = run("search", "leaver account", "--json", "--limit", "5")
    hits = json.loads(done.stdout)
    assert 1 <= len(hits) <= 5
    assert all(set(hit) == {"id", "section", "title", "kind", "lang", "score", "snippet", "why"} for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert hits[0]["lang"] == "en"


def test_search_says_why_another_languages_term_was_found() -> None:
    hits = json.loads(run("search", "guichet unique", "--json").stdout)
    assert hits[0]["why"] is not None
    assert hits[0]["why"]["lang"] == "fr"


@pytest.mark.parametrize("form", ["text", "html", "json"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_show_prints_a_page_in_every_form_and_language(form: str, language: str) -> None:
    done = run("show", "insider-threat", "--format", form, "--lang", language)
    assert done.returncode == 0
    if form == "json":
        data = json.loads(done.stdout)
        assert data["lang"] == language
        assert data["sections"]
    if form == "html":
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in done.stdout
        assert "http://" not in done.stdout.replace("http://www.w3.org", "")


def test_show_prints_one_block_section_and_the_audience_asked_for() -> None:
    section = run("show", "trust-and-identity#steps").stdout
    whole = run("show", "trust-and-identity").stdout
    leader = run("show", "trust-and-identity", "--audience", "leader").stdout
    assert section.strip()
    assert section.strip().splitlines()[0] in whole
    assert len(leader) < len(whole)


def test_check_names_file_and_line_and_exits_two(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    page = tmp_path / "content" / "en" / "modules" / "insider-threat.md"
    lines = page.read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines) if text.startswith("## ")) + 1
    lines.insert(line, "\nSee [this](page:nowhere).\n")
    page.write_text("\n".join(lines), encoding="utf-8")
    done = run("check", str(tmp_path / "content"))
    assert done.returncode == 2
    assert f"en/modules/insider-threat.md:{line + 2}: error" in done.stdout
    found = json.loads(run("check", str(tmp_path / "content"), "--json").stdout)
    assert any(p["path"] == "en/modules/insider-threat.md" and p["line"] == line + 2 for p in found)


def test_the_guide_itself_has_no_error() -> None:
    done = run("check")
    assert done.returncode == 0, done.stdout


def test_a_broken_page_keeps_the_edition_that_is_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    out = tmp_path / "edition"
    assert run("build", str(tmp_path / "content"), "-o", str(out)).returncode == 0
    before = (out / "edition.json").read_bytes()
    page = tmp_path / "content" / "fr" / "modules" / "insider-threat.md"
    page.write_text("no head at all", encoding="utf-8")
    assert "fr/modules/insider-threat.md:1" in refused(run("build", str(tmp_path / "content"), "-o", str(out)), 2)
    assert (out / "edition.json").read_bytes() == before


def test_an_absent_edition_is_explained(tmp_path: Path) -> None:
    assert str(tmp_path) in refused(run("show", "scope", "--edition", str(tmp_path)), 2)
    assert str(tmp_path) in refused(run("search", "a", "--edition", str(tmp_path)), 2)


def test_a_missing_translation_falls_back_and_the_rest_works(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / "fr" / "modules" / "cybersecurity.md").unlink()
    shown = run("show", "cybersecurity", "--lang", "fr", "--edition", str(tmp_path / "content"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert shown.returncode == 0
    assert "Cybersecurity" in shown.stdout
    other = run("show", "insider-threat", "--lang", "fr", "--edition", str(tmp_path / "content"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert "Menaces internes" in other.stdout


def test_status_is_a_table_of_pages_and_languages() -> None:
    done = run("status")
    assert done.returncode == 0
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["page", "en", "fr", "ar"]
    assert {row.split()[0] for row in rows} >= {"trust-and-identity", "executive-guide", "australia-insiders"}


def test_the_window_says_so_when_there_is_no_screen() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux can be without a screen")
    assert "no screen" in refused(run(), 1)


def test_selftest_tries_every_part(tmp_path: Path) -> None:
    done = run("selftest", "--profile", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["loads", "opens", "searches", "writes", "selftest"]


def test_every_command_takes_profile_and_lang() -> None:
    for command in ("search", "show", "check", "status", "build", "shot", "selftest"):
        text = run(command, "--help").stdout
        assert "--profile" in text, command
        assert "--lang" in text, command


@pytest.mark.parametrize("folder", ["with space", "Hélène", "المستخدم", "x" * 200])
def test_profiles_and_editions_in_folders_with_any_name(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder
    picture = place / "picture.png"
    place.mkdir()
    done = run("shot", "scope", "-o", str(picture), "--profile", str(place / "profile"), "--lang", "ar")
    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 10_000
    assert (place / "profile" / "user.sqlite").is_file()
