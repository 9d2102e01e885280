"""``kg explain``: why an article was read as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.output import open_output
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from kg.config import Config
    from kg.extraction.explanation import Account, Explanation
    from kg.model import Article

__all__ = ["command"]


@click.command("explain", short_help="Say why a text was read as it was, mention by mention.")
@click.argument("sources", nargs=-1, required=True, metavar="TEXT|FILE|DIR|-...")
@click.option("--article", metavar="ID", help="Only the article with this id.")
@click.option("--all", "everything", is_flag=True, help="Also words that have frames but evoked nothing.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.html",
              help="Write one HTML page that needs neither network nor scripts.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, with offsets.")
@with_config("model", "min_confidence", "actors", "frames")
def command(
    sources: tuple[str, ...], article: str | None, everything: bool, output: Path | None, as_json: bool,
    config: Config,
) -> None:  # fmt: skip
    """For each event mention and each candidate that was set aside: which mechanism spoke, on which words,
    how each party was resolved, and why status, speaker, date and confidence are what they are.

    An argument with a space in it that is no file is a text; others are read as kg extract reads them.

    \b
    Example:
      kg explain "Iran and Oman will hold naval drills in May, Tehran said."
      kg explain articles/ --article a-17 -o a-17.html
    """
    from kg.build import Summary
    from kg.build.accounts import account_json
    from kg.build.flow import accounts

    summary = Summary()
    read = (_source(source) for source in sources)
    found = list(accounts(list(read), config=config, summary=summary, only=article))
    if article is not None and not found:
        raise UsageError(f"No article has the id {article!r}; kg extract prints the ids.")
    if output is not None:
        from kg.views.account_page import account_html

        with open_output(output) as file:
            file.write(account_html(found).encode("utf-8"))
        say(f"Open {output.resolve().as_uri()}")
    if as_json:
        print_json([account_json(account) for account in found])
    elif output is None:
        _print(found, everything)
    if not summary.complete:
        say(str(summary))
        click.get_current_context().exit(3)


def _source(argument: str) -> str | Article:
    """A text as an article of its own; whatever else as it was given."""
    from kg.model import Article, digest

    if not argument.strip():
        raise UsageError(
            "An empty argument names nothing: give a text, a file, a folder (. for this one) or -."
        )
    if " " not in argument.strip() or _is_path(argument):
        return argument
    return Article(id=digest(argument), text=argument)


def _is_path(argument: str) -> bool:
    try:
        return Path(argument).exists()
    except (OSError, ValueError):  # too long for a file name, or with a NUL in it
        return False


def _print(accounts: list[Account], everything: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from kg.views.accounts import passed_over, summary
    from kg.views.plain import plain

    console = Console(file=sys.stdout, highlight=False)

    def show(line: Text) -> None:
        """Styled and folded for a person, whole and plain for the next program."""
        if sys.stdout.isatty():
            console.print(line)
        else:
            click.echo(line.plain)

    for account in accounts:
        show(Text(plain(account.article.title or account.article.id), style="bold"))
        for e in account.explanations:
            for line in _lines(account.article, e):
                show(line)
        for p in account.passed_over if everything else ():
            show(Text(f"- {plain(p.word.text)}: {passed_over(p)}", style="dim"))
    show(Text(summary(accounts), style="dim"))


def _lines(article: Article, e: Explanation) -> Iterator[Text]:
    """The heading, the sentence with its trigger in double brackets, and a line for each ground."""
    from rich.text import Text

    from kg.model import EventMention
    from kg.views.accounts import heading, rows
    from kg.views.plain import plain

    kept = isinstance(e.outcome, EventMention)
    yield Text(f"{'+' if kept else 'x'} {heading(e)}", style="bold green" if kept else "yellow")
    text, (start, end) = article.field(e.trigger.field), e.sentence
    yield Text.assemble(
        "    ", plain(text[start : e.trigger.start]),
        (f"[[{plain(e.trigger.text)}]]", "bold"), plain(text[e.trigger.end : end]),
    )  # fmt: skip
    for label, said in rows(e):
        yield Text.assemble((f"    {label:<11}", "dim"), said)
