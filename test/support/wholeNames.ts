import type { Locator, Page } from 'playwright-core';

type Finds = Pick<Page, 'getByRole'>;
type Role = Parameters<Finds['getByRole']>;

const taught = new WeakSet<object>();

const teach = (kind: Finds): void => {
  if (taught.has(kind)) return;
  taught.add(kind);
  const { getByRole } = kind;
  kind.getByRole = function (this: Finds, ...[role, options = {}]: Role): Locator {
    const whole = typeof options.name === 'string' ? { exact: true } : {};
    return getByRole.call(this, role, { ...whole, ...options });
  };
};

/**
 * From here on a name given in quotes is the whole name: `Add` is not found in a code name that happens to hold it.
 * Part of a name is asked for by a pattern.
 */
export const wholeNames = (page: Page): Page => {
  for (const it of [page, page.locator('body')]) teach(Object.getPrototypeOf(it) as Finds);
  return page;
};
