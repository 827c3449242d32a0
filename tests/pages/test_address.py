"""Nobody signs in, so a server listens on its own machine alone, unless somebody says otherwise."""

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.told import plain
from pages.serving import admission

SAID = "everyone who reaches this address is the team"
ELSEWHERE = [None, "", "0.0.0.0", "::", "192.168.1.20", "10.0.0.7", "127.0.0.2", "ward-pc.local"]


@pytest.mark.parametrize("own", ["127.0.0.1", "::1", "localhost"])
def test_a_server_may_listen_on_its_own_machine(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    assert admission.refusal(own) is None


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_it_may_not_listen_elsewhere_and_says_why_and_how_to_go_on(
    elsewhere: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    told = admission.refusal(elsewhere)
    assert told
    assert (elsewhere or "every address of this machine") in told
    assert "nobody signs in" in told
    assert "--server.address 127.0.0.1" in told
    assert f'RM_WITHOUT_SIGN_IN to "{SAID}"' in told


@pytest.mark.parametrize("said", ["yes", "1", "", SAID.upper(), f"{SAID}.", f" {SAID}"])
def test_only_the_whole_sentence_opens_other_addresses(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RM_WITHOUT_SIGN_IN", said)
    assert admission.refusal("0.0.0.0")
    monkeypatch.setenv("RM_WITHOUT_SIGN_IN", SAID)
    assert [admission.refusal(elsewhere) for elsewhere in ELSEWHERE] == [None] * len(ELSEWHERE)


def test_names_are_those_of_this_machine_until_everyone_is_the_team(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = {"server.allowedHosts": ["Ward-PC.local", "*.example.org"]}
    monkeypatch.setattr(st, "get_option", options.get)
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    assert admission.names() == {"127.0.0.1", "::1", "localhost"}
    monkeypatch.setenv("RM_WITHOUT_SIGN_IN", SAID)
    assert admission.names() == {"ward-pc.local", "*.example.org"}


def test_what_is_refused_ends_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.address": "0.0.0.0"}.get)
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    with pytest.raises(SystemExit) as ended:
        admission.insist()
    assert ended.value.code == admission.refusal("0.0.0.0")


@pytest.mark.parametrize(
    ("options", "link"),
    [
        ({"server.address": "127.0.0.1", "server.port": 8501}, "http://127.0.0.1:8501"),
        ({"server.address": "::1", "server.port": 80}, "http://[::1]:80"),
        (
            {
                "server.address": "localhost",
                "server.port": 9000,
                "server.baseUrlPath": "/mentoring/",
                "server.sslCertFile": "ward.pem",
            },
            "https://localhost:9000/mentoring",
        ),
    ],
)
def test_the_terminal_says_where_the_dashboard_is(
    options: dict[str, object],
    link: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(st, "get_option", options.get)
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    admission.insist()
    assert link in capsys.readouterr().out.split()


def test_a_frame_that_somebody_starts_by_hand_shows_nothing_elsewhere(
    sample: None, visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RM_WITHOUT_SIGN_IN", raising=False)
    here, page = st.get_option, visit("pages/results/overview")
    assert not page.error
    assert len(page.metric) > 3
    monkeypatch.setattr(
        st, "get_option", lambda key: "0.0.0.0" if key == "server.address" else here(key)
    )
    page.run()
    assert [error.value for error in page.error] == [plain(admission.refusal("0.0.0.0"))]
    assert not page.metric
