"""What every answer says to the browser: what a page may do here, and who may show it."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
Header = tuple[bytes, bytes]


def policy(page: str) -> str:
    """The content security policy of Streamlit's page, given as HTML.

    Everything comes from this server, and nothing is sent to another. A script that stands in the
    page itself runs only if it is one of those that stand there now: they are named by their hash.
    Styles are written into the page by Streamlit and by Plotly as they go.
    """
    digests = [hashlib.sha256(text.encode()).digest() for text in SCRIPT.findall(page)]
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def headers() -> list[Header]:
    """The headers of every answer, by their names in small letters."""
    return [
        (b"content-security-policy", policy(INDEX.read_text(encoding="utf-8")).encode()),
        (b"x-frame-options", b"DENY"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    ]


class Headers:
    """ASGI middleware that gives every answer these headers, in place of any others so named."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._own = app, headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked, and what is answered with its headers."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in self._own}
                kept = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in names]
                message["headers"] = [*kept, *self._own]
            await send(message)

        await self._app(scope, receive, headed)
