"""Access tokens for IMAP and SMTP (XOAUTH2), from Microsoft or Google, had without a person."""

from __future__ import annotations

from collections.abc import Callable

from foibot.config.model import OAuth
from foibot.errors import FoibotError

MICROSOFT = "https://login.microsoftonline.com/"
MICROSOFT_SCOPE = "https://outlook.office365.com/.default"
GOOGLE_SCOPE = "https://mail.google.com/"
SECONDS = 30
MISSING = "[oauth] needs a library that is not installed; pip install 'foibot[oauth]'"


class TokenError(FoibotError, OSError):
    """No access token can be had now; like a lost connection, it is tried again."""


def token_source(settings: OAuth | None, username: str) -> Callable[[], str] | None:
    """Return what gives a valid token for the mailbox *username*, or None without [oauth]."""
    if settings is None:
        return None
    return _microsoft(settings) if settings.provider == "microsoft" else _google(settings, username)


def _microsoft(settings: OAuth) -> Callable[[], str]:
    try:
        import msal
    except ImportError:
        raise TokenError(MISSING) from None
    credential: object = settings.client_secret
    if settings.certificate_file is not None:
        credential = {
            "private_key": settings.certificate_file.read_text(encoding="ascii"),
            "thumbprint": settings.certificate_thumbprint,
        }
    made: list[object] = []

    def token() -> str:
        # The library asks the network when it is made, and keeps its tokens until they expire.
        if not made:
            made.append(
                msal.ConfidentialClientApplication(
                    settings.client_id,
                    authority=MICROSOFT + settings.tenant,
                    client_credential=credential,
                    timeout=SECONDS,
                )
            )
        answer = made[0].acquire_token_for_client(scopes=[MICROSOFT_SCOPE])  # type: ignore[attr-defined]
        if "access_token" not in answer:
            raise TokenError(f"Microsoft gives no token: {answer.get('error')}; check [oauth]")
        return str(answer["access_token"])

    return token


def _google(settings: OAuth, username: str) -> Callable[[], str]:
    try:
        from google.auth.exceptions import GoogleAuthError
        from google.auth.transport.requests import Request
        from google.oauth2 import service_account
    except ImportError:
        raise TokenError(MISSING) from None
    made = service_account.Credentials.from_service_account_file  # the library is half typed
    credentials = made(  # type: ignore[no-untyped-call]
        str(settings.service_account_file), scopes=[GOOGLE_SCOPE], subject=username
    )

    def token() -> str:
        if not credentials.valid:
            try:
                credentials.refresh(Request())
            except GoogleAuthError as error:
                raise TokenError(f"Google gives no token: {error}; check [oauth]") from error
        return str(credentials.token)

    return token
