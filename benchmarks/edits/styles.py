# ruff: noqa: E501 - markup
"""The same policy in the markups that pages are written in."""

from __future__ import annotations

from html import escape
from textwrap import wrap

NAV = "<nav><a href='/'>{0}</a><a href='/shop'>{1}</a><a href='/news'>{2}</a></nav>"
FOOTER = "<footer><p>© 2024 {0}</p><a href='/map'>{1}</a></footer>"
_EN = ("Home", "Products", "News", "All rights reserved", "Site map")
_JA = ("ホーム", "商品", "お知らせ", "無断転載を禁じます", "サイトマップ")


def page(policy, body, noise=0):
    words = _JA if policy.language == "ja" else _EN
    extra = "".join(f"<a href='/n{n}'>{words[2]} {n}</a>" for n in range(noise))
    nav = NAV.format(*words[:3]).replace("</nav>", extra + "</nav>")
    return (
        f"<!doctype html><html lang='{policy.language}'><head><meta charset='utf-8'><title>{escape(policy.title)}</title>"
        f"</head><body><header>{nav}</header><main><h1>{escape(policy.title)}</h1>\n{body}\n</main>"
        f"{FOOTER.format(*words[3:])}</body></html>"
    )


def label(policy, chapter):
    if not policy.numbered or not chapter.heading:
        return ""
    number = policy.number(chapter)
    if policy.form:
        return policy.form.format(number)
    return f"第{number}条" if policy.language == "ja" else f"{number}."


def title(policy, chapter):
    mark = label(policy, chapter)
    if not mark:
        return escape(chapter.heading)
    return f"{mark}（{escape(chapter.heading)}）" if mark.endswith("条") else f"{mark} {escape(chapter.heading)}"


def inline(text):
    """Turn mail addresses and the "[words](href)" of an edit into links."""
    out, rest = "", text
    while "](" in rest:
        left, _, tail = rest.partition("[")
        words, _, tail = tail.partition("](")
        href, _, rest = tail.partition(")")
        out += f"{escape(left)}<a href='{escape(href)}'>{escape(words)}</a>"
    return out + escape(rest)


def parts(chapter, *, paragraph="<p>{}</p>", items="<ul>{}</ul>", item="<li>{}</li>"):
    out = []
    for part in chapter.parts:
        if part.kind == "text":
            out.append(paragraph.format(inline(part.lines[0])))
        elif part.kind == "items":
            out.append(items.format("".join(item.format(inline(line)) for line in part.lines)))
        else:
            head, *rows = part.lines
            table = "<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"
            for row in rows:
                table += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            out.append(f"<table>{table}</table>")
    return "\n".join(out)


def tagged(policy, tag="h2"):
    return "\n".join((f"<{tag}>{title(policy, c)}</{tag}>\n" if c.heading else "") + parts(c) for c in policy.chapters)


def deeper(policy):
    return tagged(policy, "h3")


def levels(policy):
    """Headings that say how deep their section stands."""
    return "\n".join(
        (f"<h{c.level + 1}>{title(policy, c)}</h{c.level + 1}>\n" if c.heading else "") + parts(c)
        for c in policy.chapters
    )


def bold(policy):
    return "\n".join(
        (f"<p><strong>{title(policy, c)}</strong></p>\n" if c.heading else "") + parts(c) for c in policy.chapters
    )


def plain(policy):
    return "\n".join((f"<p>{title(policy, c)}</p>\n" if c.heading else "") + parts(c) for c in policy.chapters)


def run_in(policy):
    out = []
    for chapter in policy.chapters:
        body = parts(chapter)
        if chapter.heading:
            end = "　" if policy.language == "ja" else ". "
            lead = f"<p><b>{title(policy, chapter)}</b>{end}"
            body = body.replace("<p>", lead, 1) if body.startswith("<p>") else f"{lead}</p>{body}"
        out.append(body)
    return "\n".join(out)


def ordered(policy):
    """Numbers that exist only through <ol>."""
    first, *rest = policy.chapters
    items = "".join(f"<li><strong>{escape(c.heading)}</strong>\n{parts(c)}</li>" for c in rest)
    return f"{parts(first)}\n<ol>{items}</ol>"


def breaks(policy):
    out = []
    for chapter in policy.chapters:
        if chapter.heading:
            out.append(f"<b>{title(policy, chapter)}</b><br>")
        body = parts(chapter, paragraph="{}<br><br>", items="{}<br>", item="・{}<br>")
        out.append(body)
    return "<div>" + "\n".join(out) + "</div>"


def terms(policy):
    first, *rest = policy.chapters
    return parts(first) + "<dl>" + "".join(f"<dt>{title(policy, c)}</dt><dd>{parts(c)}</dd>" for c in rest) + "</dl>"


def divs(policy):
    return "\n".join(
        (f"<div style='font-weight:bold;font-size:20px'>{title(policy, c)}</div>" if c.heading else "")
        + parts(c, paragraph="<div>{}</div>", items="<div>{}</div>", item="<div>- {}</div>")
        for c in policy.chapters
    )


def accordion(policy):
    first, *rest = policy.chapters
    return parts(first) + "".join(
        f"<div class='accordion-item'><button aria-expanded='false' class='accordion-header'>{title(policy, c)}</button>"
        f"<div class='accordion-panel' hidden>{parts(c)}</div></div>"
        for c in rest
    )


def details(policy):
    first, *rest = policy.chapters
    return parts(first) + "".join(f"<details><summary>{title(policy, c)}</summary>{parts(c)}</details>" for c in rest)


def rows(policy):
    first, *rest = policy.chapters
    return (
        parts(first)
        + "<table>"
        + "".join(f"<tr><th>{title(policy, c)}</th><td>{parts(c)}</td></tr>" for c in rest)
        + "</table>"
    )


def spans(policy):
    return "\n".join(
        (f"<div><span style='font-weight:600'>{title(policy, c)}</span></div>" if c.heading else "")
        + parts(c, paragraph="<div><span>{}</span></div>", items="<div>{}</div>", item="<div>• {}</div>")
        for c in policy.chapters
    )


def plain_breaks(policy):
    """Lines cut by single breaks, sections by empty lines; nothing is bold."""
    out = []
    for chapter in policy.chapters:
        lines = [title(policy, chapter)] if chapter.heading else []
        for part in chapter.parts:
            sign = "・" if policy.language == "ja" else "- "
            if part.kind == "table":
                lines += [" / ".join(map(escape, row)) for row in part.lines]
            else:
                lines += [(sign if part.kind == "items" else "") + inline(line) for line in part.lines]
        out.append("<br>\n".join(lines))
    return "<p>" + "<br><br>\n".join(out) + "</p>"


def colons(policy):
    out = []
    for chapter in policy.chapters:
        body = parts(chapter)
        if chapter.heading:
            end = "：</strong>" if policy.language == "ja" else ":</strong> "
            lead = f"<p><strong>{title(policy, chapter)}{end}"
            body = body.replace("<p>", lead, 1) if body.startswith("<p>") else f"{lead}</p>{body}"
        out.append(body)
    return "\n".join(out)


def cells(policy):
    """A table of plain cells, the left one bold, as old sites have it."""
    first, *rest = policy.chapters
    body = "".join(
        f"<tr><td width='25%'><b>{title(policy, c)}</b></td>"
        f"<td>{parts(c, paragraph='{}<br>', items='{}', item='・{}<br>')}</td></tr>"
        for c in rest
    )
    return f"{parts(first)}<table border='1'>{body}</table>"


def signs(policy):
    sign = "■" if policy.language == "ja" else "◆ "
    return "\n".join((f"<p>{sign}{escape(c.heading)}</p>\n" if c.heading else "") + parts(c) for c in policy.chapters)


def folded(policy):
    """An accordion that says nothing of itself but in its classes."""
    first, *rest = policy.chapters
    return parts(first) + "".join(
        f"<div class='faq-item'><div class='faq-title'>{title(policy, c)}</div>"
        f"<div class='faq-content' style='display:none'>{parts(c)}</div></div>"
        for c in rest
    )


def printed(policy, width=72):
    """One block for each line of a printed page."""
    out = []
    for chapter in policy.chapters:
        if chapter.heading:
            out.append(f"<div>{title(policy, chapter)}</div>")
        for part in chapter.parts:
            for line in part.lines:
                words = "　".join(line) if part.kind == "table" else line.replace("[", "").split("](")[0]
                sign = "・" if part.kind == "items" else ""
                out += [f"<div>{escape(row)}</div>" for row in _wrapped(sign + words, width)]
    return "\n".join(out)


def _wrapped(words, width):
    if not words.isascii() and " " not in words.strip():
        return [words[at : at + width // 2] for at in range(0, len(words), width // 2)]
    return wrap(words, width)


def bracketed(policy):
    return "\n".join(
        (f"<p><b>【{escape(c.heading)}】</b></p>\n" if c.heading else "") + parts(c) for c in policy.chapters
    )


def inner_numbers(policy):
    """Numbers in the headings and in the lists of each section."""
    return "\n".join(
        (f"<p>{title(policy, c)}</p>\n" if c.heading else "") + parts(c, items="<ol>{}</ol>") for c in policy.chapters
    )


STYLES = {
    style.__name__: style
    for style in (
        tagged, deeper, levels, bold, plain, run_in, ordered, breaks, terms, divs, accordion, details, rows,
        spans, plain_breaks, colons, cells, signs, folded, printed, bracketed, inner_numbers,
    )
}  # fmt: skip
UNNUMBERED = {"signs", "bracketed"}
"""Styles that have a sign in the place of the number."""
UNLINKED = {"printed"}
"""Styles without links."""
FLAT = {"plain_breaks", "printed"}
"""Styles that write tables as lines: another style says the same in other words."""
