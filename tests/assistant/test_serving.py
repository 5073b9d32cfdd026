"""Where the chat may listen, and who must sign in."""

from __future__ import annotations

import socket

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.serving import check_address, free_port, is_loopback, sign_in
from assistant.settings import Settings

# address, whether only this machine reaches it
ADDRESSES = [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.9.9.9", True), ("0.0.0.0", False)]
ADDRESSES += [("10.0.0.1", False), ("::", False), ("example.org", False)]


@pytest.mark.parametrize(("address", "loopback"), ADDRESSES)
def test_only_loopback_is_served_without_being_told(address: str, loopback: bool) -> None:
    settings = Settings(address=address)
    assert is_loopback(address) is loopback
    check_address(settings, exposed=True)
    check_address(settings.model_copy(update=SIGN_IN), exposed=False)
    if not loopback:
        with pytest.raises(SettingsError, match="--expose"):
            check_address(settings, exposed=False)


SIGN_IN = {
    "sign_in_url": "http://127.0.0.1:1/.well-known/openid-configuration",
    "sign_in_client": "alinea",
    "sign_in_secret": SecretStr("secret"),
    "sign_in_redirect": "http://127.0.0.1:2/oauth2callback",
}


def test_a_sign_in_is_set_up_whole_or_not_at_all() -> None:
    assert sign_in(Settings()) == {}
    whole = sign_in(Settings().model_copy(update=SIGN_IN))
    assert whole["client_secret"] == "secret"
    assert len(whole["cookie_secret"]) == 64
    for name in list(SIGN_IN)[1:]:
        half = Settings().model_copy(update=SIGN_IN | {name: type(SIGN_IN[name])("")})
        with pytest.raises(SettingsError, match=f"ALINEA_{name.upper()} is missing"):
            sign_in(half)


def test_a_free_port_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        assert wanted < free_port("127.0.0.1", wanted) <= wanted + 100
    assert free_port("127.0.0.1", wanted) == wanted
