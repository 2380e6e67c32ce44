"""Recognise disclaimers and the footers that relays, lists, phones and scanners add."""

from __future__ import annotations

import re
import unicodedata

from foibot.message.languages import any_of
from foibot.message.model import Role
from foibot.message.wording import all_said, said

# Each says by itself that its paragraph is a disclaimer.
_SURE = (
    "received this e-mail in error",
    "received this email in error",
    "received this message in error",
    "received this transmission in error",
    "received this communication in error",
    "received it in error",
    "have received it by mistake",
    "have received this in error",
    "are not the intended recipient",
    "are not the named addressee",
    "are not the addressee",
    "not the intended recipient",
    "intended solely for",
    "intended only for",
    "intended for the addressee",
    "intended for the named",
    "solely for the use of the",
    "sole use of the intended",
    "for the use of the individual",
    "strictly for the use of named",
    "the addressee(s) only",
    "please consider the environment",
    "think before you print",
    "before printing this e-mail",
    "before printing this email",
    "before you print this",
    "may be monitored in accordance",
    "reserves the right to monitor",
    "monitors all internet e",
    "may be monitored centrally",
    "do not accept service of",
    "internet communications are not secure",
    "internet email is not to be treated",
    "cannot be guaranteed to be secure",
    "views expressed in this e",
    "views or opinions presented",
    "views or opinions expressed",
    "opinions expressed in this e",
    "opinions expressed are those",
    "any opinions expressed",
    "neges hon",
    "e-bost hwn",
    "ebost hwn",
    "os nad chi yw",
    "trwy gamgymeriad",
    "drwy gamgymeriad",
    "cyn argraffu",
    "diese e-mail enthält vertrauliche",
    "nicht der richtige adressat",
    "ce message et ses pièces jointes",
    "ce message et toutes les pièces jointes",
    "à l'intention exclusive de",
    "ce message par erreur",
    "enthält vertrauliche und",
    "diese mail irrtümlich erhalten",
    "dit bericht is uitsluitend bestemd",
    "este correo electrónico y",
    "esta mensagem e os seus anexos",
    "ce courriel et",
    "destinataire de ce message",
    "este mensaje y sus",
    "questo messaggio e i suoi",
    "dit bericht kan informatie bevatten",
    "detta e-postmeddelande",
)
# Two of these together do.
_LIKELY = (
    "confidential",
    "privileged",
    "intended recipient",
    "addressee",
    "notify the sender",
    "contact the sender",
    "inform the sender",
    "delete the e-mail",
    "delete the email",
    "delete this e",
    "delete it",
    "unauthorised",
    "unauthorized",
    "strictly prohibited",
    "any attachments",
    "any attachment",
    "disclos",
    "disseminat",
    "copying",
    "liability",
    "virus",
    "legally binding",
    "in error",
    "destroy",
    "registered in england",
    "registered office",
    "company number",
    "company registration",
    "this e-mail",
    "this email",
    "this message",
    "this communication",
    "this transmission",
    "gyfrinachol",
    "freedom of information act 2000 and",
    "may be subject to disclosure",
    "monitored",
    "privacy notice",
    "vertraulich",
    "confidentiel",
    "vertrouwelijk",
)
_FOOTERS = (
    "please use this email address for all replies to this request",
    "disclaimer: this message and any reply that you make will be published",
    "for more detailed guidance on safely disclosing information",
    "please note that in some cases publication of requests and responses will be delayed",
    "if you find this service useful as an foi officer",
    "if you find this service useful as an information officer",
    "is the wrong address for freedom of information requests",
    "this request has been made by an individual using whatdotheyknow",
    "sent via whatdotheyknow",
    "view freedom of information requests made to",
    "write your response as plain text",
    "to unsubscribe from this",
    "to unsubscribe send",
    "to unsubscribe, e-mail",
    "to unsubscribe, email",
    "to unsubscribe, send",
    "to unsubscribe or change",
    "to unsubscribe, click",
    "you received this message because you are subscribed",
    "you are receiving this email because you",
    "you are receiving this because you",
    "you're receiving this email because",
    "mailman/listinfo/",
    "mailing list -",
    "yahoo! groups",
    "your use of yahoo! groups",
    "to manage your subscription",
    "visit topic or reply to this email to respond",
    "to respond, reply to this email or visit",
    "to unsubscribe from these emails",
    "reply to this email directly or view it on",
    "this email has been checked for viruses",
    "this e-mail has been checked for viruses",
    "this email has been scanned",
    "this e-mail has been scanned",
    "this message has been scanned",
    "this incoming email was virus scanned",
    "has been scanned for viruses",
    "have been screened by",
    "swept by mimesweeper",
    "scanned by the symantec",
    "no virus found in this",
    "virus-free. www",
    "virus-free.www",
    "checked by avg",
    "questo messaggio e' stato analizzato",
    "diese e-mail wurde von avast",
    "do you yahoo!?",
    "get your free download of msn explorer",
    "sponsored by:",
    "this sf.net email is sponsored by",
    "this message was sent using",
    "the original of this email was scanned",
    "mae'r neges hon wedi ei sganio",
    "has been swept for",
    "was scanned for viruses",
    "msn explorer download",
    "with msn hotmail",
    "to remove yourself from this mailing list",
    "------- you are receiving this mail because",
)
_DEVICES = (
    "iphone|ipad|ipod|android|blackberry|samsung|galaxy|htc|huawei|xiaomi|oneplus|nokia|windows|"
    "outlook|mail for windows|yahoo|gmail|mobile|phone|smartphone|smart phone|tablet|proton|"
    "airmail|mailbird|fastmail|handheld|mailspring|polymail|nine|typemail|bluemail|aqua mail|"
    "thunderbird|sony|lg|motorola|moto|pixel|surface|workspace|ee|o2|vodafone|three|myph|k-9|"
    "mymail|spark|front|aol|tapatalk|kindle|verizon|at&t|hotmail|icloud|telus|bell|virgin|sparrow"
)
_SENT_FROM = re.compile(
    r"(?:sent|get|getting|written) (?:(?:from|via|using|with|by|on|through) )?"
    rf"(?:my |the |a |an )?(?:\w{{1,12}} )?(?:{any_of(_DEVICES)})\b",
    re.I,
)
# A program that nobody knows yet: "Sent from Mailbox", "Sent with Airmail".
_SENT_FROM_NAMED = re.compile(
    r"(?:Sent|Written) (?:from|with|using) (?:[A-Z][\w.&+-]{1,20}|my)(?: [\w.&+-]{1,20}){0,4}[.!]?$"
)
# What programs put below a mail to see whether it is read.
_TRACKING = frozenset("\u1427\u200b\u200c\u200d\u2060\ufeff \u00a0")
_SENT_FROM_MY = re.compile(r"(?:sent )?(?:from|via|by) my \w+(?: [\w’'-]+){0,5}[.!)>\]]*$", re.I)
_SENT_ELSEWHERE = re.compile(
    r"(?:envoyé (?:de|depuis|à partir)|enviado (?:desde|do|de|a partir)|"
    r"von meinem .{1,40} gesendet|gesendet (?:von|mit|vom)|inviato (?:da|dal)|"
    r"(?:diese nachricht wurde )?von meinem|verzonden (?:vanaf|via|met|van)|verstuurd vanaf|"
    r"skickat (?:från|min)|sendt (?:fra|min)|"
    r"lähetetty .{1,30}(?:puhelimesta|iphonesta|ipadista)|anfonwyd (?:o|oddi ar) fy|"
    r"(?:odesláno|odoslané|wysłane|wysłano) z|отправлено (?:с|из)|надіслано з|trimis de pe|"
    r"poslano iz|从我的|發自我的|從我的|iphoneから送信)",
    re.I,
)
_APOLOGY = re.compile(
    r"(?:please )?(?:excuse|forgive|pardon|apologi[sz]e for|sorry for) (?:any |the |my |for )?"
    r"(?:typos|typo|brevity|spelling|mistakes|errors|short)",
    re.I,
)
_BANNER = (
    "this email originated from outside",
    "this email originated outside",
    "this e-mail originated from outside",
    "this message originated from outside",
    "this email was sent from outside",
    "this email came from outside",
    "external email",
    "external e-mail",
    "[external]",
    "do not click links or open attachments unless",
    "do not click on links",
    "you don't often get email from",
    "you don’t often get email from",
    "some people who received this message don't often",
    "learn why this is important",
    "rhybudd:",
    "e-bost allanol",
)
_LIST_NAME = re.compile(r"\S{1,80} mailing list\b")


def without_accents(text: str) -> str:
    """Return *text* as it is typed where there are no accents; German umlauts as two letters."""
    if text.isascii():
        return text
    written = text.translate(_UMLAUTS)
    return "".join(
        each for each in unicodedata.normalize("NFD", written) if not unicodedata.combining(each)
    )


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SURE_UNACCENTED = tuple(
    without_accents(phrase) for phrase in _SURE if not phrase.isascii() or phrase[:3] == "ce "
)


def disclaimer_weight(text: str) -> int:
    """Return 2 or more when the paragraph *text* is a disclaimer."""
    lowered = text[:4000].lower()
    if len(lowered) < 25:
        return 0
    weight = 2 * bool(said(lowered, _SURE))
    if not weight:
        unaccented = without_accents(lowered).replace("’", "'")
        weight = 2 * bool(said(unaccented, _SURE_UNACCENTED))
    likely = len(all_said(lowered, _LIKELY))
    return weight + (likely if likely >= 4 else 0)


def is_relay_footer(text: str) -> bool:
    """Return whether the paragraph *text* was added by a relay, a list, a phone or a scanner."""
    lowered = text[:2000].lower().lstrip(" *-_>|+=—").replace("’", "'")
    if said(lowered, _FOOTERS):
        return True
    if ("http" in lowered or "@" in lowered) and _LIST_NAME.search(lowered[:200]):
        return len(lowered) < 400
    return is_mobile_line(lowered)


def is_mobile_line(text: str) -> bool:
    """Return whether *text* is what a phone or program writes under a mail."""
    bare = text.strip().lstrip(" *-_([<>")
    if len(bare) > 120:
        return False
    if _SENT_FROM_MY.match(bare) and len(bare) < 70:
        return True
    return any(pattern.match(bare) for pattern in (_SENT_FROM, _SENT_ELSEWHERE, _APOLOGY))


def may_be_mobile_line(text: str) -> bool:
    """Return whether *text*, last and apart, is the line of a program that is not known."""
    return bool(_SENT_FROM_NAMED.match(text.strip())) or text.strip().lower() in _BY_MOBILE


_BY_MOBILE = frozenset(
    {"via mobile", "sent via mobile", "by mobile", "(via mobile)", "from mobile"}
)


def is_tracking_mark(text: str) -> bool:
    """Return whether nothing but signs stand in *text* that programs leave there to be fetched."""
    return bool(text.strip()) and all(letter in _TRACKING for letter in text)


def boilerplate_role(text: str, *, first: bool) -> Role | None:
    """Return FOOTER or DISCLAIMER for the paragraph *text*, or None; *first* has none above."""
    if is_relay_footer(text) or (first and is_banner(text)):
        return Role.FOOTER
    return Role.DISCLAIMER if disclaimer_weight(text) >= 2 else None


def is_banner(text: str) -> bool:
    """Return whether *text* is the warning that a mail server puts above mail from outside."""
    lowered = text[:600].lower().replace("’", "'")
    return len(text) < 600 and bool(said(lowered, _BANNER))
