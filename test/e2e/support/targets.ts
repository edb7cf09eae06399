import type { Page } from 'playwright-core';

/**
 * Whatever can be pressed and is smaller than a thumb needs: under 48 pixels either way. A choice is as large as the
 * label around it; links inside sentences are for reading.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button:not(.visually-hidden), input:not(.visually-hidden), a:not(.govuk-skip-link)',
      ),
    ]
      .map((it) => ({ it, box: (it.closest('label') ?? it).getBoundingClientRect() }))
      .filter(({ it, box }) => box.width > 0 && !it.closest('p'))
      .filter(({ box }) => box.height < 47.5 || box.width < 47.5)
      .map(({ it, box }) => `${it.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
