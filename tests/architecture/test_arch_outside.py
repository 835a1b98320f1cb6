"""Nothing in the checkout leans on one machine or one address, and nothing at run time reaches out."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest
from architecture_sources import ROOT, modules, texts_in_git, told

# In pieces, so that this file does not hold what it forbids.
HOSTS = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"), ("files.python", "hosted.org"), ("registry.", "npmjs"), ("npm", "js.com"),
        ("crates", ".io"), ("ana", "conda.org"), ("ruby", "gems.org"), ("proxy.go", "lang.org"),
        ("deb.deb", "ian.org"), ("repo1.", "maven"), ("nu", "get.org"), ("docker", ".io"), ("ghcr", ".io"),
    )
)  # fmt: skip
MACHINE = re.compile(
    r"(?<![\w.$~*-])/(?:"
    + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers", "tm" + "p/team"))
    + r")/\w"
)
UNNUMBERED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!.*#\d)")
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "multiprocessing", "poplib", "pty", "requests",
    "smtplib", "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
LOCKS = ["core.lock", "dev.lock"]


def test_no_file_names_a_package_registry():
    wrong = [f"{name}: {host}" for name, words in texts_in_git().items() for host in HOSTS if host in words]

    assert not wrong


def test_no_file_names_a_place_on_one_machine():
    wrong = [
        f"{name}: {found[0]}" for name, words in texts_in_git().items() if (found := MACHINE.findall(words))
    ]

    assert not wrong


def test_what_is_left_to_do_has_an_issue():
    wrong = [
        f"{name}:{number}"
        for name, words in texts_in_git().items()
        for number, line in enumerate(words.splitlines(), 1)
        if UNNUMBERED.search(line)
    ]

    assert not wrong


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_a_hash_and_no_address(lock):
    words = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", words).strip())

    assert len(entries) > 10
    assert not [
        entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ]
    assert "://" not in words
    assert not re.search(r"(?m)^\s*(?:-i|--index-url|--extra-index-url|--find-links|-f)\b", words)


def test_every_requirement_of_the_program_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    inside = lines[start + 1 : lines.index("]", start)]

    assert len(inside) > 5
    assert not [line.strip() for line in inside if not re.search(r'^\s*"[^"]+",\s+#\s\S.{4,}', line)]


def test_the_requirements_are_those_of_the_program():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = settings["project"]["dependencies"] + settings["build-system"]["requires"]
    listed = (ROOT / "requirements" / "core.in").read_text(encoding="utf-8").splitlines()

    assert {bare(line) for line in asked} == {
        bare(line) for line in listed if line and not line.startswith("#")
    }


def test_nothing_opens_a_connection_or_starts_a_program():
    wrong = [
        f"{told(path)}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if imported(node) & NETWORK or starts_a_program(node)
    ]

    assert not wrong


def bare(requirement: str) -> str:
    return re.split(r"[^\w-]", requirement.strip(), maxsplit=1)[0].lower()


def imported(node: ast.AST) -> set[str]:
    """The roots of what a node imports."""
    if isinstance(node, ast.Import):
        return {name.name.split(".")[0] for name in node.names}
    return {node.module.split(".")[0]} if isinstance(node, ast.ImportFrom) and node.module else set()


def starts_a_program(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"):
        return False
    return node.attr in {"system", "popen", "fork", "execv", "execve", "spawnv", "posix_spawn", "startfile"}
