import type { Page } from 'playwright-core';

/**
 * Words, and what is pressed or written in, of which a part lies outside what stands around it, however far that
 * scrolls; a page wider than its window, longer than a window it should fill, or than what is on it; what stays behind
 * when that scrolls in which it stands; and a page that is covered for the most part by what does not scroll. What
 * scrolls by design is named.
 */
export const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const byDesign =
      '.tabs, .bar, .leaflet-container, .roster, .print-preview, .visually-hidden, [class*=unseen-], [hidden]';
    const found: string[] = [];
    const words = document.createTreeWalker(document.querySelector('#main') ?? document.body, NodeFilter.SHOW_TEXT);
    const boxes: { of: Element; box: DOMRect; says: string }[] = [];
    while (words.nextNode()) {
      const { currentNode: text } = words;
      const of = text.parentElement;
      if (!of || !text.textContent?.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) boxes.push({ of, box, says: text.textContent.trim() });
    }
    for (const of of document.querySelectorAll('#main :is(input, select, button, textarea)'))
      boxes.push({ of, box: of.getBoundingClientRect(), says: of.getAttribute('aria-label') ?? of.tagName });
    for (const { of, box, says } of boxes) {
      // Headings that only a reader hears are a pixel wide.
      if (box.width === 0 || of.closest(byDesign) || (of.closest('thead')?.clientWidth ?? 2) <= 1) continue;
      for (let it: Element | null = of; it; it = it.parentElement) {
        const around = it.getBoundingClientRect();
        const hides = it === document.documentElement || getComputedStyle(it).overflowX !== 'visible';
        if (hides && (box.right > around.right + 1 || box.left < around.left - 1)) {
          found.push(`${says.slice(0, 40)} in ${it.tagName}.${it.className}`);
          break;
        }
      }
    }
    for (const cell of document.querySelectorAll<HTMLElement>('#main :is(th, td)'))
      if (cell.scrollWidth > cell.clientWidth + 1 && !cell.closest(byDesign)) found.push(`cell ${cell.innerText}`);
    const { scrollHeight } = document.documentElement;
    const fills = innerWidth >= 1280 && document.querySelector('.shell > .page:not(.page--scroll)');
    if (fills && scrollHeight > innerHeight + 1) found.push(`the page is ${scrollHeight} high`);
    const drawn = [...document.querySelectorAll('body *')].map((it) => it.getBoundingClientRect());
    const end = Math.max(...drawn.filter((it) => it.width > 1 && it.height > 1).map((it) => it.bottom + scrollY));
    if (scrollHeight > Math.max(end, innerHeight) + 1) found.push(`nothing but blank from ${end} to ${scrollHeight}`);
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
    // What is placed by something outside a list that scrolls does not scroll with it, and makes the page longer.
    for (const placed of document.querySelectorAll('#main *')) {
      if (getComputedStyle(placed).position !== 'absolute' || placed.getClientRects().length === 0) continue;
      for (let it = placed.parentElement; it && getComputedStyle(it).position === 'static'; it = it.parentElement)
        if (/auto|scroll/.test(getComputedStyle(it).overflowY))
          found.push(`${placed.outerHTML.slice(0, 80)} does not scroll with ${it.tagName}.${it.className}`);
    }
    // What stays where it is while the rest scrolls leaves the rest too little room.
    const across = (it: Element) =>
      it.clientWidth > innerWidth * 0.8 && /fixed|sticky/.test(getComputedStyle(it).position);
    const stays = (it: Element | null): boolean => it !== null && (across(it) || stays(it.parentElement));
    const rows = Array.from({ length: innerHeight }, (_, y) => document.elementFromPoint(innerWidth / 2, y));
    const free = rows.filter((it) => !stays(it)).length;
    if (free < innerHeight / 3) found.push(`${free} of ${innerHeight} are left for what scrolls`);
    return [...new Set(found)];
  });
