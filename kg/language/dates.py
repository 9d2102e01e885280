"""Dates in text: where they stand, and what they are once the publication date and the tense are known.

    >>> find("The two met on Tuesday and will meet again in June.", "2024-05-15")[0].date
    '2024-05-14'

A date carries no more than is known: a day, a month or a year, else None. No clock is consulted, so
without a publication date "on Tuesday" stays unresolved. The grammar is our own and closed
(``calendar_expressions``): dateparser reads "Friday" on a Friday as a week ago, "March 2022" as a day in
it and the verb "may" as a month, and a call to it costs more than the parse of a sentence.
"""

from kg.language.calendar_dateline import Dateline, dateline
from kg.language.calendar_expressions import DateKind
from kg.language.calendar_readings import Tense
from kg.language.calendar_spans import DateSpan, find, resolve

__all__ = ["DateKind", "DateSpan", "Dateline", "Tense", "dateline", "find", "resolve"]
