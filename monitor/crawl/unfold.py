"""Parts of a page that a reader opens with a click, and whose text comes only then.

Clicked is what says of itself that it is closed (`aria-expanded`) and whose panel is not there or empty; nothing in
menus, headers, footers, forms and dialogs, and no link that leads elsewhere. Closed parts whose text is there need no
click.
"""

from __future__ import annotations

MOST = 40
"""Clicks on one page."""

UNFOLD = """(most) => {
    const outside = 'nav, header, footer, form, dialog, [role=navigation], [role=banner], [role=contentinfo], ' +
        '[role=dialog], [role=menu], [role=menubar], [role=search], [aria-haspopup]:not([aria-haspopup=false])'
    const says = (element) => Boolean(element && element.textContent.trim())
    let clicks = 0
    for (const closed of document.querySelectorAll('[aria-expanded=false], details:not([open]) > summary')) {
        if (clicks >= most) break
        if (closed.closest(outside)) continue
        const address = closed.tagName === 'A' ? closed.getAttribute('href') || '' : ''
        if (address && !address.startsWith('#')) continue
        const named = document.getElementById(closed.getAttribute('aria-controls') || '')
        const details = closed.tagName === 'SUMMARY' ? closed.parentElement : null
        if (details && details.textContent.trim() !== closed.textContent.trim()) continue
        const heading = closed.closest('h1, h2, h3, h4, h5, h6') || closed
        if (named ? says(named) : says(heading.nextElementSibling)) continue
        closed.click()
        clicks++
    }
    return clicks
}"""
"""Clicks, and gives how many clicks it made."""
