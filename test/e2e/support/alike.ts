import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Axe {
  setup: (of: Document) => void;
  teardown: () => void;
  commons: {
    text: { accessibleText: (of: Element) => string };
    dom: { isVisibleToScreenReaders: (of: Element) => boolean };
    aria: { getRole: (of: Element) => string | null };
  };
}

/**
 * Controls that a reader cannot tell apart: of one kind and one name. A choice is told by its question, and a field by the
 * part of the form it stands in; two links to one place are one.
 */
export const alikeNames = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(() => {
    const { setup, teardown, commons } = (globalThis as unknown as { axe: Axe }).axe;
    const controls = 'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=combobox]';
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
    setup(document);
    const part = (of: Element): string => {
      const around = of.parentElement?.closest('fieldset, [role=group], [role=radiogroup]');
      if (!around) return '';
      const own = around.querySelector('legend')?.textContent ?? around.getAttribute('aria-label') ?? '';
      return `${part(around)}${own.trim()} › `;
    };
    const found = new Map<string, number>();
    const places = new Set<string>();
    for (const it of (modal ?? document).querySelectorAll<HTMLElement>(controls)) {
      if (!commons.dom.isVisibleToScreenReaders(it) || it.closest('[inert]')) continue;
      const role = commons.aria.getRole(it) ?? it.tagName;
      const within = it.matches('input, select, textarea') ? part(it) : '';
      const name = `${role} “${within}${commons.text.accessibleText(it).trim()}”`;
      const place = it instanceof HTMLAnchorElement ? `${name} ${it.href}` : '';
      if (place !== '' && places.has(place)) continue;
      places.add(place);
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    teardown();
    return [...found].filter(([, times]) => times > 1).map(([name, times]) => `${times} × ${name}`);
  });
};
