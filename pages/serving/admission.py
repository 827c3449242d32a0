"""Whom the server lets in, and where it may listen: asked before Streamlit, for every request."""

import os
import re
import sys
from collections.abc import Collection
from fnmatch import fnmatchcase

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
SETTING, SAID = "RM_WITHOUT_SIGN_IN", "everyone who reaches this address is the team"
# A name or a number, and perhaps a port.
HOST = re.compile(r"([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?")
STRANGE_NAME = (
    "This is a reverse mentoring dashboard, and it does not answer to the name it was asked for. "
    "On the machine it runs on, use localhost or 127.0.0.1."
)
STRANGE_PAGE = "A page of another site asked for this dashboard, and it answers to its own only."
STRANGE_PLACE = "This dashboard answers on the machine it runs on only: nobody signs in."


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


class Admission:
    """ASGI middleware that refuses other machines, names of others and pages of other sites.

    ``names`` are those under which browsers may ask, in small letters; ``*`` stands for any part of
    one. ``anywhere`` lets other machines in. A refusal is a 403 with a sentence; a session's is the
    same without one.
    """

    def __init__(self, app: ASGIApp, names: Collection[str], anywhere: bool) -> None:
        self._app, self._names, self._anywhere = app, names, anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is let in, and answer what is not."""
        refused = None if scope["type"] == "lifespan" else self._refusal(scope)
        if not refused:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            await PlainTextResponse(refused, 403)(scope, receive, send)

    def _refusal(self, scope: Scope) -> str | None:
        # The address that this connection came to, whatever any option says of it.
        if not self._anywhere and (scope["server"] or [None])[0] not in THIS_MACHINE:
            return STRANGE_PLACE
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_ours(hosts[0].lower()):
            return STRANGE_NAME
        # Browsers name the page behind a session and behind every request that changes something.
        if any(origin.lower().partition("://")[2] != hosts[0].lower() for origin in origins):
            return STRANGE_PAGE
        return None

    def _is_ours(self, host: str) -> bool:
        found = HOST.fullmatch(host)
        name = found[1].strip("[]") if found else ""
        return any(fnmatchcase(name, own) for own in self._names if name)
