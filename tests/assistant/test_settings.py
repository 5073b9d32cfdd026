"""Settings: arguments over environment over file over defaults; unknown keys and bad values are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, default_home, load_settings


def test_the_home_comes_from_the_environment(home: Path) -> None:
    assert load_settings().home == home


def test_without_any_setting_the_platform_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALINEA_HOME")
    assert load_settings().home == default_home()


def test_arguments_win_over_the_environment_and_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "alinea.toml").write_text('lang = "en"\nk = 7\nport = 9000\n', encoding="utf-8")
    monkeypatch.setenv("ALINEA_K", "8")
    settings = load_settings(port=9001, lang=None)
    assert (settings.lang, settings.k, settings.port) == ("en", 8, 9001)


def test_a_file_in_the_current_folder_wins_over_the_home(home: Path) -> None:
    home.mkdir()
    (home / "alinea.toml").write_text("k = 7\n", encoding="utf-8")
    Path("alinea.toml").write_text("k = 9\n", encoding="utf-8")
    assert load_settings().k == 9


BAD = [
    # what is wrong, environment, file, word that the message must hold
    ("an unknown variable", {"ALINEA_PROT": "1"}, "", "ALINEA_PROT"),
    ("an unknown key in the file", {}, "prot = 1\n", "prot"),
    ("a number out of bounds", {"ALINEA_PORT": "70000"}, "", "port"),
    ("no number", {"ALINEA_K": "many"}, "", "ALINEA_K"),
    ("a file that is no TOML", {}, "k = = 3\n", "alinea.toml"),
]


@pytest.mark.parametrize(("why", "environment", "file", "word"), BAD, ids=[row[0] for row in BAD])
def test_mistakes_are_named(
    why: str, environment: dict[str, str], file: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if file:
        Path("alinea.toml").write_text(file, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert word in str(caught.value)


def test_a_key_is_never_printed() -> None:
    assert "s3cret" not in repr(load_settings(model_key="s3cret"))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described(name: str) -> None:
    assert (Settings.model_fields[name].description or "").endswith(".")
