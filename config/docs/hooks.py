"""Pages outside of docs/ for the site, and links to files of the repository. GitHub and the site show the same sources."""

import posixpath
import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"README.md": "index.md", "SECURITY.md": "SECURITY.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "CHANGELOG.md": "CHANGELOG.md"}
LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)#\s]+)")
# What a browser loads by itself; a link is followed by a reader.
LOADED = re.compile(r"""<(?:script|img|iframe|source)[^>]+src=["']?(?:https?:)?//|<link[^>]+href=["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@import""")


def on_files(files, config):
    for source, page in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / source)))
    for page in list(files.documentation_pages()):
        for link in LINK.findall(page.content_string):
            target = site_path(repository_path(page.src_uri, link))
            if not target.endswith(".md") and files.get_file_from_path(target) is None and (ROOT / target).is_file():
                files.append(File.generated(config, target, abs_src_path=str(ROOT / target)))
    return files


def on_page_markdown(markdown, page, config, files):
    folder = posixpath.dirname(page.file.src_uri)
    return LINK.sub(lambda link: posixpath.relpath(site_path(repository_path(page.file.src_uri, link[1])), folder or "."), markdown)


def on_post_build(config):
    for file in Path(config.site_dir).rglob("*"):
        if file.suffix in (".html", ".css") and (found := LOADED.search(file.read_text())):
            raise PluginError(f"{file} loads from another host: {found[0]}")


def repository_path(page, link):
    """The path in the repository that a link on a page of the site means."""
    source = {shown: name for name, shown in PAGES.items()}.get(page, "docs/" + page)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
    return path + "/README.md" if (ROOT / path / "README.md").is_file() else path


def site_path(path):
    return PAGES.get(path, path.removeprefix("docs/"))
