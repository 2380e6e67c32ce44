"""What the service says: one JSON object a line, ids and names of events, never words of mail."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

# What every record has; the rest came through `extra`.
ORDINARY = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "where": record.name,
        }
        line |= {key: value for key, value in record.__dict__.items() if key not in ORDINARY}
        if record.exc_info and record.exc_info[0] is not None:
            # Names and lines only: the words of an exception may be the words of a mail.
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _places(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(record: logging.LogRecord) -> list[str]:
    places = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/foibot/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-12:]


class Plain(logging.Formatter):
    """A record as a line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        extra = {key: value for key, value in record.__dict__.items() if key not in ORDINARY}
        words = " ".join(f"{key}={value}" for key, value in extra.items())
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        return f"{at} {record.levelname.lower():7} {record.getMessage()} {words}"


def start_logging(style: str, level: str = "INFO") -> None:
    """Send foibot's records to standard error in *style*: json or console."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if style == "json" else Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("foibot").setLevel(level)
    # imapclient's own records may hold what was logged in with.
    logging.getLogger("imapclient").setLevel(logging.ERROR)
