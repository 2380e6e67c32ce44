"""The yardstick: the least that does the job safely, and nothing else."""

from __future__ import annotations

import asyncio
import email
import email.policy
import sqlite3
import sys
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib
import imapclient
import spacy


def main(imap_port: int, smtp_port: int, user: str, database: str) -> None:
    """Fetch, parse, split into sentences, store one a commit, and acknowledge each message."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE mail (id TEXT PRIMARY KEY, raw BLOB, items TEXT, sent INT)")
    client = imapclient.IMAPClient("127.0.0.1", port=imap_port, ssl=False)
    client.login(user, "secret")
    client.select_folder("INBOX", readonly=True)
    waiting: list[EmailMessage] = []
    uids = client.search("ALL")
    for start in range(0, len(uids), 50):
        found = client.fetch(uids[start : start + 50], ["BODY.PEEK[]", "INTERNALDATE"])
        waiting += [handle(one[b"BODY[]"], nlp, connection) for one in found.values()]
    asyncio.run(send(waiting, smtp_port, connection))
    client.logout()


def handle(
    raw: bytes, nlp: spacy.language.Language, connection: sqlite3.Connection
) -> EmailMessage:
    """Store one message and return its acknowledgement."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body is not None else ""
    items = [sentence.text for sentence in nlp(text).sents]
    key = str(message["Message-ID"])
    values = (key, raw, "\n".join(items))
    connection.execute("INSERT INTO mail VALUES (?, ?, ?, 0)", values)
    connection.commit()
    answer = EmailMessage(policy=email.policy.SMTP)
    answer["From"], answer["To"] = "foi@mixbury.example", parseaddr(str(message["From"]))[1]
    answer["Subject"] = "Your request"
    answer["Message-ID"], answer["In-Reply-To"] = f"<ack.{key.strip('<>')}>", key
    answer.set_content("Thank you.\n\n" + "\n".join(items))
    return answer


async def send(waiting: list[EmailMessage], port: int, connection: sqlite3.Connection) -> None:
    """Send over four connections, with one commit a mail."""
    queue = list(reversed(waiting))

    async def work() -> None:
        smtp = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
        await smtp.connect()
        while queue:
            mail = queue.pop()
            await smtp.send_message(mail)
            connection.execute("UPDATE mail SET sent = 1 WHERE id = ?", (mail["In-Reply-To"],))
            connection.commit()
        await smtp.quit()

    await asyncio.gather(*(work() for _ in range(4)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])
