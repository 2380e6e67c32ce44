"""What introduces a quotation is found in the languages that reach a council, and nothing else."""

from __future__ import annotations

import pytest

from foibot.message.flowed import drafts
from foibot.message.model import Line, Role
from foibot.message.roles import roles

BY_ITSELF = [
    "On Mon, 2 Nov 2026 at 09:30, FOI Desk <foi@council.example> wrote:",
    "On Mon, 2 Nov 2026 at 09:30, FOI Desk <foi@council.example>\nwrote:",
    "On Mon, Nov 2, 2026 at 9:30 AM FOI Desk via Council <\nfoi@council.example> wrote:",
    "On 2 Nov 2026, at 09:30, FOI Desk <foi@council.example> wrote:",
    "On 2 Nov 2026 9:30 am, FOI Desk <foi@council.example> wrote:",
    "On 02/11/2026 09:30, FOI Desk wrote:",
    "On Monday, 2 November 2026 at 09:30:12 GMT, FOI Desk <foi@council.example> wrote:",
    "On 2026-11-02 at 09:30 , FOI Desk <foi@council.example> wrote:",
    "At 09:30 02/11/2026 +0000, FOI Desk wrote:",
    "2026-11-02 9:30 GMT+00:00 FOI Desk <foi@council.example>:",
    "FOI Desk <foi@council.example> wrote:",
    "--- On Mon, 2/11/26, FOI Desk <foi@council.example> wrote:",
    "---- On Mon, 02 Nov 2026 09:30:00 +0000 FOI Desk <foi@council.example> wrote ----",
    "Ar Llun, 2 Tach 2026 am 09:30, ysgrifennodd Desg RhG <foi@council.example>:",
    "Ar 2 Tach 2026, am 09:30, ysgrifennodd Desg RhG <foi@council.example>:",
    "Am Mo., 2. Nov. 2026 um 09:30 Uhr schrieb FOI Desk <foi@council.example>:",
    "Am 02.11.2026 um 09:30 schrieb FOI Desk:",
    "Le lun. 2 nov. 2026 à 09:30, FOI Desk <foi@council.example> a écrit :",
    "Le 2 nov. 2026 à 09:30, FOI Desk <foi@council.example> a écrit :",
    "El lun, 2 nov 2026 a las 9:30, FOI Desk (<foi@council.example>) escribió:",
    "Il giorno lun 2 nov 2026 alle ore 09:30 FOI Desk <foi@council.example> ha scritto:",
    "Op ma 2 nov 2026 om 09:30 schreef FOI Desk <foi@council.example>:",
    "Op 2 nov. 2026 om 09:30 heeft FOI Desk <foi@council.example> het volgende geschreven:",
    "Em seg., 2 de nov. de 2026 às 09:30, FOI Desk <foi@council.example> escreveu:",
    "Den mån 2 nov. 2026 kl 09:30 skrev FOI Desk <foi@council.example>:",
    "2 nov. 2026 kl. 09:30 skrev FOI Desk <foi@council.example>:",
    "Den man. 2. nov. 2026 kl. 09.30 skrev FOI Desk <foi@council.example>:",
    "man. 2. nov. 2026 kl. 09:30 skrev FOI Desk <foi@council.example>:",
    "ma 2. marrask. 2026 klo 9.30 FOI Desk (foi@council.example) kirjoitti:",
    "po 2. 11. 2026 v 9:30 odesílatel FOI Desk <foi@council.example> napsal:",
    "pon., 2 lis 2026 o 09:30 FOI Desk <foi@council.example> napisał(a):",
    "lun., 2 nov. 2026 la 09:30, FOI Desk <foi@council.example> a scris:",
    "пн, 2 нояб. 2026 г. в 09:30, FOI Desk <foi@council.example>:",
    "FOI Desk <foi@council.example> ezt írta (időpont: 2026. nov. 2., H, 9:30):",
    "FOI Desk <foi@council.example>, 2 Kas 2026 Pzt, 09:30 tarihinde şunu yazdı:",
    "在 2026年11月2日，上午9:30，FOI Desk <foi@council.example> 写道：",
    "-----Original Message-----",
    "-------- Original Message --------",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Originalmeddelande-----",
    "-----Oprindelig meddelelse-----",
    "-----Mensagem original-----",
    "-----Neges Wreiddiol-----",
    ">>> FOI Desk <foi@council.example> 02/11/2026 09:30 >>>",
]
HEADS = [
    "From: FOI Desk <foi@council.example>\nSent: 02 November 2026 09:30\nTo: Rhys\nSubject: Roads",
    "From: FOI Desk\nSent: 02 November 2026 09:30\nTo: Rhys Morgan\nSubject: Roads",
    "*From:* FOI Desk\n*Sent:* 02 November 2026 09:30\n*To:* Rhys Morgan\n*Subject:* Roads",
    "________________________________\nFrom: FOI Desk\nDate: 2 November 2026 09:30\nTo: Rhys",
    "Oddi wrth: Desg RhG\nAnfonwyd: 02 Tachwedd 2026 09:30\nAt: Rhys Morgan\nPwnc: Ffyrdd",
    "Von: FOI Desk\nGesendet: Montag, 2. November 2026 09:30\nAn: Rhys\nBetreff: Roads",
    "De : FOI Desk\nEnvoyé : lundi 2 novembre 2026 09:30\nÀ : Rhys\nObjet : Roads",
    "De: FOI Desk\nEnviado el: lunes, 2 de noviembre de 2026 9:30\nPara: Rhys\nAsunto: Roads",
    "Da: FOI Desk\nInviato: lunedì 2 novembre 2026 09:30\nA: Rhys\nOggetto: Roads",
    "Van: FOI Desk\nVerzonden: maandag 2 november 2026 09:30\nAan: Rhys\nOnderwerp: Roads",
    "Från: FOI Desk\nSkickat: den 2 november 2026 09:30\nTill: Rhys\nÄmne: Roads",
    "Fra: FOI Desk\nSendt: 2. november 2026 09:30\nTil: Rhys\nEmne: Roads",
    "Lähettäjä: FOI Desk\nLähetetty: 2. marraskuuta 2026 9:30\nVastaanottaja: Rhys\nAihe: Roads",
    "Od: FOI Desk\nOdesláno: 2. listopadu 2026 9:30\nKomu: Rhys\nPředmět: Roads",
    "Od: FOI Desk\nWysłano: 2 listopada 2026 09:30\nDo: Rhys\nTemat: Roads",
    "De: FOI Desk\nEnviada em: 2 de novembro de 2026 09:30\nPara: Rhys\nAssunto: Roads",
    "FOI Desk\n02/11/2026 09:30\nTo: Rhys Morgan/HQ/Council\ncc:\nSubject: Roads",
]
NOT_ONE = [
    "From: April 2024 to March 2025 the figure is 412.",
    "From: April 2024\nTo: March 2025",
    "On 3 May 2019 the committee wrote:",
    "On the other hand, as the Commissioner wrote:",
    "Please send me all that was written on 3 May 2019 at 10:30.",
    "Subject: Highways\nDate: 2024",
    "1. From: the date of purchase\n2. To: the date of sale",
    "The Original Message was lost in the move.",
    "He said at 10:30 on Monday that it was done:",
    "Name: Rhys Morgan\nAddress: 1 High Street\nDate: 2 November 2026",
]


def read(text: str) -> list[Line]:
    return roles(drafts(text), "RE: Roads", "Rhys Morgan <rhys@council.example>")[0]


def new(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines if line.role is Role.NEW).strip()


@pytest.mark.parametrize("said", [*BY_ITSELF, *HEADS])
def test_an_introduction_makes_what_follows_quoted(said: str) -> None:
    assert new(read(f"My answer.\n\n{said}\n\nEarlier words.\n\nMore of them.")) == "My answer."


@pytest.mark.parametrize("said", [*BY_ITSELF, *HEADS])
def test_an_answer_below_marked_lines_is_new(said: str) -> None:
    lines = read(f"{said}\n\n> Earlier words.\n\nMy answer.\n\n> More of them.")

    assert new(lines) == "My answer."


@pytest.mark.parametrize("said", NOT_ONE)
def test_what_a_person_writes_is_no_introduction(said: str) -> None:
    text = f"My answer.\n\n{said}\n\nMore of my answer."

    assert new(read(text)) == text


def test_an_introduction_on_the_last_line_of_an_answer_does_not_take_it_along() -> None:
    lines = read("Yes\nOn 2 Nov 2026, at 09:30, FOI Desk <foi@council.example> wrote:\n> Is it?")

    assert new(lines) == "Yes"
