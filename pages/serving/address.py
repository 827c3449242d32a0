"""Where the server may listen: on this machine alone, for as long as nobody signs in."""

import os
import sys

import streamlit as st

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
SETTING, SAID = "RM_WITHOUT_SIGN_IN", "everyone who reaches this address is the team"


def everyone_is_the_team() -> bool:
    """Whether somebody answers for all who reach this server, in exactly these words."""
    return os.environ.get(SETTING) == SAID


def refusal(address: str | None) -> str | None:
    """Why a server must not listen at this address and what to do; None where it may.

    No address, or an empty one, is every address of the machine.
    """
    if address in THIS_MACHINE or everyone_is_the_team():
        return None
    return (
        f"The dashboard does not start at {address or 'every address of this machine'}: nobody "
        f"signs in, so whoever reaches it there could read, change and delete everything. Start it "
        f"with --server.address 127.0.0.1, and it is for this machine alone. If that is what you "
        f'want, set the environment variable {SETTING} to "{SAID}", word for word, and name the '
        f"server in server.allowedHosts."
    )


def names() -> frozenset[str]:
    """The names under which a browser may ask for this server, in small letters."""
    if not everyone_is_the_team():
        return THIS_MACHINE
    return frozenset(name.strip().lower() for name in st.get_option("server.allowedHosts"))


def insist() -> None:
    """Say on the terminal where the dashboard is; where it must not be, say that and end."""
    address = st.get_option("server.address")
    if refused := refusal(address):
        sys.exit(refused)
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    host = f"[{address}]" if ":" in (address or "") else address or "localhost"
    below = (st.get_option("server.baseUrlPath") or "").strip("/")
    link = f"{scheme}://{host}:{st.get_option('server.port')}{below and '/' + below}"
    print(f"\n  The dashboard is at  {link}  (Ctrl+C ends it)\n", flush=True)
