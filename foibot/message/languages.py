"""Words by which mail programs introduce what they quote, in the languages that reach a council."""

from __future__ import annotations

import re

# Verbs of "On ... X wrote:", Welsh beside English first, then what else is written in Europe.
WROTE = (
    "wrote|writes|said|schrieb|schrieben|geschrieben|schreef|geschreven|a écrit|a ecrit|écrit|"
    "ysgrifennodd|ysgrifennwyd|escribió|escribio|ha scritto|scrive|scritto|escreveu|skrev|skreiv|"
    "kirjoitti|napisana przez|napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|napisał|"
    "napisała|napisał(a)|napisal|napisala|"
    "pisze|написал|написала|написал(а)|пишет|пише|написав|написала|написа|írta|a scris|έγραψε|"
    "je napisao|je napisala|je napisao/la|kirjutas|rakstīja|rašė|va escriure|yazdı|đã viết|menulis|"
    "写道|寫道|のメール|書きました|작성|님이 작성|scríobh|sgrìobh|idatzi zuen"
)
# How such a line begins, as whole words.
BEGINS = (
    "on|at|le|am|ar|el|il|op|den|em|dnia|dne|dňa|v|в|på|om|ons|mån|tis|tors|fre|lör|sön|ti|"
    "ma|ke|to|pe|la|su|cuvant|la data de|pe data de|στις|στις|u|dana|a|el dia|tarihinde|vào|pada|"
    "vom|von|da|de|från|fra|from|in|em|no dia|2x|quoting|citando|zitat von|citeren"
)

FROM, SENT, TO, CC, SUBJECT, OTHER = "from", "sent", "to", "cc", "subject", "other"
_KEYS = {
    FROM: (
        "from|author|von|de|da|van|från|fra|lähettäjä|od|od:|gan|oddi wrth|от|від|kimden|feladó|"
        "expeditor|από|šalje|pošiljatelj|saatja|no|nuo|发件人|寄件者|差出人|보낸 사람|mittente|"
        "remitente|"
        "expéditeur|absender|afzender|avsender|avsändare|afsender|odesílatel|odosielateľ|nadawca"
    ),
    SENT: (
        "sent|date|datum|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviada em|"
        "enviado em|inviato|data|fecha|verzonden|verzonden op|skickat|sendt|dato|lähetetty|"
        "päivämäärä|päiväys|odesláno|odoslané|wysłane|wysłano|dátum|anfonwyd|anfonwyd ar|dyddiad|"
        "отправлено|дата|gönderildi|gönderme tarihi|tarih|elküldve|dátum|trimis|ημερομηνία|"
        "poslano|saadetud|kuupäev|发送时间|日期|送信日時|日付|보낸 날짜|date sent|posted at|"
        "sent date|received|sent at|on"
    ),
    TO: (
        "to|an|à|a|para|aan|till|til|vastaanottaja|komu|do|at|i|кому|kime|címzett|către|προς|za|"
        "saaja|kellele|收件人|收件者|宛先|받는 사람|destinatario|destinataire|empfänger|mottagare|"
        "modtager|mottaker|ontvanger|destinatário|prima|sent to|reply-to|reply to|antwort an|"
        "répondre à|responder a|svara till|antwoord aan|rispondi a|odpowiedź do|on behalf of"
    ),
    CC: (
        "cc|kopie|copie à|copie|c.c.|kopia|kopi|kopio|копия|копія|bilgi|másolat|cópia|"
        "抄送|副本|参照"
    ),
    SUBJECT: (
        "subject|betreff|objet|asunto|oggetto|onderwerp|ämne|emne|aihe|předmět|predmet|temat|"
        "pwnc|testun|assunto|тема|konu|tárgy|subiect|θέμα|naslov|teema|主题|主旨|件名|제목|re"
    ),
    OTHER: (
        "importance|wichtigkeit|priorität|priority|attachments|anlagen|anhänge|pièces jointes|"
        "sensitivity|categories|bcc|allegati|adjuntos|bijlagen|message-id|organization|"
        "newsgroups|mailed-by|signed-by|return-path|conversation|x-mailer|flag status|"
        "atodiadau|pwysigrwydd|security|reply-to"
    ),
}
HEADER_KEYS = {name: kind for kind, names in _KEYS.items() for name in names.split("|")}

DIVIDERS = (
    "original message|reply separator|ursprüngliche nachricht|originalnachricht|message d'origine|"
    "message original|message d’origine|mensaje original|messaggio originale|"
    "oorspronkelijk bericht|originalmeddelande|oprindelig meddelelse|opprinnelig melding|"
    "original meddelelse|alkuperäinen viesti|původní zpráva|pôvodná správa|oryginalna wiadomość|"
    "wiadomość oryginalna|mensagem original|neges wreiddiol|y neges wreiddiol|"
    "исходное сообщение|original-nachricht|reply message|reply above|eredeti üzenet|"
    "original appointment|původní e-mail|mesaj original|orijinal mesaj|ursprungligt meddelande"
)
FORWARDS = (
    "forwarded message|forwarded by|begin forwarded message|weitergeleitete nachricht|"
    "weitergeleitet von|anfang der weitergeleiteten|message transféré|message transfere|"
    "début du message réexpédié|début du message transféré|mensaje reenviado|"
    "inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|"
    "doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|"
    "vidarebefordrat mejl|videresendt meddelelse|videresendt melding|start på videresendt|"
    "välitetty viesti|välitetty viesti alkaa|přeposlaná zpráva|preposlaná správa|"
    "přeposlaná zpráva začíná|przekazana wiadomość|początek przekazanej|wiadomość przekazana|"
    "mensagem reencaminhada|mensagem encaminhada|início da mensagem|neges a anfonwyd ymlaen|"
    "neges wedi'i hanfon ymlaen|neges ymlaen|пересылаемое сообщение|перенаправленное сообщение|"
    "пересланное сообщение|повідомлення, що пересилається|iletilmiş ileti|iletilen mesaj|"
    "továbbított üzenet|mesaj redirecționat|mesaj redirectionat|"
    "προωθημένο μήνυμα|proslijeđena poruka|start doorgestuurd|forwarded mail|"
    "inizio del messaggio inoltrato|ursprüngliche nachricht weitergeleitet|inoltrato da|"
    "vidarebefordrat av|doorgestuurd door|transféré par|reenviado por|fwd message|转发的邮件|"
    "轉寄的郵件|転送メッセージ|전달된 메시지|початок листа|начало переадресованного|"
    "začátek přeposlané|začiatok preposlanej|eftersänt meddelande|påbörjat vidarebefordrat|"
    "iletilen ileti|yönlendirilen|început|begin forwarded|alkaa välitetty|videresendt mail|"
    "mensaje remitido|početak proslijeđene"
)
FORWARD_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:fwd?|tr|wg|rv|enc|i|vs|vb|doorst|pd|fs|vl|yml|továbbítás|ilt|tf|"
    r"redir|fw|πρθ|转发|轉寄)\s*:",
    re.I,
)

# Words that end a letter, before the name.
CLOSINGS = (
    "regards|kind regards|best regards|warm regards|warmest regards|kindest regards|with regards|"
    "with kind regards|with best regards|many regards|best|best wishes|all the best|cheers|"
    "sincerely|yours sincerely|sincerely yours|yours faithfully|faithfully|yours truly|yours|"
    "love|lots of love|speak soon|"
    "respectfully|thanks|many thanks|thank you|thanks again|thanks and regards|thanks & regards|"
    "thanks in advance|with thanks|cordially|rgds|kr|br|ta|take care|yours ever|warmly|"
    "cofion|cofion gorau|cofion cynnes|yn gywir|yr eiddoch yn gywir|yr eiddoch yn ffyddlon|diolch|"
    "diolch yn fawr|gyda diolch|yn ddiffuant|pob hwyl|dymuniadau gorau|"
    "mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|viele grüße|"
    "beste grüße|liebe grüße|mfg|vg|lg|cordialement|bien cordialement|bien à vous|merci|"
    "saludos|saludos cordiales|un saludo|atentamente|gracias|cordiali saluti|distinti saluti|"
    "saluti|grazie|met vriendelijke groet|met vriendelijke groeten|groeten|groetjes|mvg|"
    "atenciosamente|cumprimentos|obrigado|obrigada|med vänliga hälsningar|vänliga hälsningar|"
    "mvh|hälsningar|med venlig hilsen|venlig hilsen|vennlig hilsen|med vennlig hilsen|"
    "ystävällisin terveisin|terveisin|s pozdravem|pozdrawiam|z poważaniem|hilsen|med hilsen"
)


def names(text: str) -> frozenset[str]:
    """Return the alternatives in *text* as a set."""
    return frozenset(text.split("|"))


def any_of(text: str) -> str:
    """Return a pattern for one of the alternatives in *text*, longest first."""
    ordered = sorted(set(text.split("|")), key=lambda each: (-len(each), each))
    return "|".join(re.escape(each) for each in ordered)
