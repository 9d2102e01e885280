"""Which language a text is in, and whether that is settled by the text at all.

Only English is extracted from, so the question is whether a text can be told not to be English.
The probability that py3langid gives grows with the length of the text, which makes one threshold
serve headlines and articles. Measured on 12,400 English headlines and sentences of at least 15
letters (most of them thick with foreign names): none falls below it; on whole articles in other
languages it is below 1e-6.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["SUPPORTED", "is_supported", "language_of"]

SUPPORTED = "en"

_NOT_ENGLISH_BELOW = 1e-3
_ENOUGH = 2000  # characters; more does not change the answer

# Languages of the world's news. The identifier's full list takes terse English headlines for
# Nigerian Pidgin, Bikol or Latin.
_LANGUAGES = (
    "af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk "
    "km kn ko ku ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg "
    "th tk tl tr ug uk ur uz vi zh"
).split()


def language_of(text: str, *, default: str) -> str:
    """The language of ``text`` (ISO 639-1), or ``default`` where it is too short or mixed to tell."""
    ranking = _identifier().rank(text[:_ENOUGH])
    best: str = ranking[0][0]
    english: float = dict(ranking)[SUPPORTED]
    if english < _NOT_ENGLISH_BELOW:
        return best
    return best if best == SUPPORTED and english >= 0.5 else default


def is_supported(language: str) -> bool:
    """Whether a BCP 47 tag, or what people write in its place, says English: ``en``, ``en-GB``, ``eng``."""
    return language.replace("_", "-").split("-")[0].lower() in {SUPPORTED, "eng", "english"}


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
