"""Everything that mahdar raises on purpose.

MahdarError
├── BadSource        a report that cannot be read: names the file and says why
├── BadData          a language data file that does not hold: names the file and the line
├── BadRecord        a file that is not a record, or of another version
├── BadCorrection    a correction that says nothing, or of which it is not clear whom it means
└── NotFound         a fact, a report or a view that the record does not hold
"""


class MahdarError(Exception):
    """The root: catch this one to catch all that mahdar raises."""


class BadSource(MahdarError):
    """A source that could not be read. The message names the item and the reason."""


class BadData(MahdarError):
    """A language data file that does not hold. The message names the file, the line and what to write instead."""


class BadRecord(MahdarError):
    """A file that is no record of mahdar's, or one that this version cannot open."""


class BadCorrection(MahdarError):
    """A correction that cannot be made. The message says why, and names those it may mean."""


class NotFound(MahdarError):
    """No such fact, report or view in the record. The message says what there is."""
