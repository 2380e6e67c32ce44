"""How often everyday files are held or told of: `python -m tests.clean [--office] [-v]`.

With --office every file is looked at in the forms in which LibreOffice saves it, too."""

from __future__ import annotations

import sys
from itertools import chain

from tests.clean import books, mails, others, papers, words
from tests.clean.files import FILES
from tests.clean.look import all_of
from tests.clean.office import saved_by_office

MAKERS = (books, words, papers, others, mails)


def main() -> int:
    """Print what became of each file; return 1 where more than 2 % are held for nothing."""
    office = saved_by_office() if "--office" in sys.argv else ()
    seen = list(all_of(chain(FILES, office)))
    for one in seen:
        if one.held or one.told or one.lost or "-v" in sys.argv:
            print(one)
    held = sum(bool(one.held) for one in seen)
    told = sum(bool(one.told) for one in seen)
    lost = sum(bool(one.lost) for one in seen)
    print(
        f"{len(seen)} everyday files: {held} held for nothing ({held / len(seen):.1%}), "
        f"{told} told of for nothing ({told / len(seen):.1%}), {lost} with words lost"
    )
    return int(held > 0.02 * len(seen))


if __name__ == "__main__":
    raise SystemExit(main())
