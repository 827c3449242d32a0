"""What every answer says to the browser, asked without a server."""

from starlette.types import Message, Receive, Scope, Send

from pages.serving.headers import Headers, policy
from tests.pages.own_loop import run

# The hash: printf 'window.asked = "a < b"' | openssl dgst -sha256 -binary | base64
PAGE = """<head><script type="module" crossorigin src="./static/js/index.js"></script>
<script>window.asked = "a < b"</script></head>"""
DIGEST = "vaIE51koFPbgPem+3b7N3kz8P7iarrRLOlHhUT7ZHNg="


def test_the_policy_names_the_script_in_the_page_by_its_hash_and_lets_in_nothing_else() -> None:
    assert policy(PAGE).split("; ") == [
        "default-src 'none'",
        f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{DIGEST}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]


def test_every_script_that_stands_in_the_page_is_named() -> None:
    scripts = policy(PAGE + "<script>\n  second()\n</script>").split("; ")[1]
    assert scripts.startswith(f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{DIGEST}' 'sha256-")
    assert scripts.count("sha256-") == 2


def test_headers_replace_those_of_the_same_name_and_keep_the_others() -> None:
    given = answered([(b"X-Frame-Options", b"ALLOWALL"), (b"content-type", b"text/css")])
    names = [name.lower() for name, _ in given]
    assert (b"x-frame-options", b"DENY") in given
    assert (b"content-type", b"text/css") in given
    assert len(names) == len({*names}) == 8


def answered(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"p {}"})

    async def send(message: Message) -> None:
        sent.append(message)

    run(Headers(app)({"type": "http"}, None, send))  # type: ignore[arg-type]
    assert sent[1:] == [{"type": "http.response.body", "body": b"p {}"}]
    return list(sent[0]["headers"])
