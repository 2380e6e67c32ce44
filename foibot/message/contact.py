"""Weigh how much a line looks like part of a block of contact details."""

from __future__ import annotations

import re

_PHONE = re.compile(
    r"(?:\+|\(0|\b0)[\d ()./-]{7,20}\d|\b\d{3}[-. )]{1,2}\d{3}[-. ]\d{4}\b|"
    r"\b(?:ext|x)\.?\s?\d{3,6}\b"
)
_LABEL = re.compile(
    r"(?:tel|telephone|phone|ph|mob|mobile|cell|fax|direct|ddi|switchboard|office|email|e-mail|"
    r"web|website|www|address|ffôn|ffon|ebost|e-bost|gwefan|twitter|facebook|linkedin|skype|"
    r"t|m|e|w|f|d)\s?[:.|]\s?\S",
    re.I,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b")
_POST = re.compile(
    r"\b(?:officer|manager|director|head of|assistant|councillor|cllr|solicitor|secretary|"
    r"consultant|engineer|president|chief|executive|administrator|co-?ordinator|analyst|adviser|"
    r"advisor|lecturer|professor|editor|journalist|reporter|researcher|clerk|department|"
    r"directorate|council|cyngor|ltd|limited|llp|llc|counsel|specialist|plc|inc|corp|company|services|team|division|"
    r"swyddog|rheolwr|pennaeth|cyfarwyddwr|university|group|associates|suite|street|avenue|"
    r"floor|house|road|box)\b",
    re.I,
)


def contact_weight(text: str) -> int:
    """Return 2 for a way to reach somebody, 1 for a post or place, 0 for anything else."""
    if len(text) > 120:
        return 0
    if _LABEL.match(text) or _POSTCODE.search(text):
        return 2
    if _PHONE.search(text) and len(text) < 70:
        return 2
    link = _LINK.search(text)
    if link and len(link.group()) * 2 >= len(text):
        return 2
    return 1 if len(text) < 60 and _POST.search(text) and text[-1:] not in ".?!" else 0
