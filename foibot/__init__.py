"""
foibot: the e-mail bot that runs a council's Freedom of Information desk.

cli          the commands; each prints what a person needs and returns 0, 1 or 2
demo         the whole story on bundled messages, in virtual time, without a network
rehearsal    real mail replayed against these rules; nothing is sent
app          the composition root: configuration -> everything; alone reads clock and environment
in_force     the rules in force at one desk, read anew when a file changes; what happens by them
loading      rules and templates beside config.toml -> the office of one authority
schedule     when each of the four verbs runs; no state of its own
mailbox      MAIL IN: IMAP, Maildir or a directory -> stored messages (verb: collect)
handlers     WHAT HAPPENS: one transaction each, no network (verbs: process, remind)
outbox       MAIL OUT: queued letters -> SMTP or a directory (verb: deliver)
reports      statistics, tracking workbook, board, disclosure log, bundle for the regulator
store        THE DATABASE: tables, engine, unit of work, leases, audit chain
letter       CASE -> WORDS: every mail and letter we send, in text, HTML, Word and PDF
triage       MESSAGE -> WHAT TO DO WITH IT: a chain of rules, first match wins
enclosures   files on their way out: hidden data found, safe forms made
replies      STAFF REPLY -> ANSWERS AND DECISIONS: fences, quoted questions, words that mean things
trust        who may do what by mail: authentication facts, tokens, content codes
case         THE CASE: facts, events, what follows from them
request      MESSAGE -> REQUEST: kind, regime, requester, urgency
questions    TEXT -> ITEMISED QUESTIONS, and which service answers them
attachments  attached files -> text, in a limited child process
message      BYTES -> MESSAGE: text, quotes, signatures, automatic mail, bounces
clock        DATES: calendars, limits, events, explanations, notices due
typeset      the one door to Typst: data -> tagged PDF
sandbox      the limited child process that opens what strangers send
config       config.toml and rules -> frozen values; all faults at once
errors       the tree of all errors
settled      what was loaded is left out of the collection of garbage
"""

__version__ = "0.1.0"
