import type { TestApp } from './app.ts';

/** A command's example, with these ids for those it names, and new ones for the rest. */
export const withIds = (app: TestApp, value: unknown, ids: Readonly<Record<string, string>> | object): unknown => {
  if (Array.isArray(value)) return value.map((it) => withIds(app, it, ids));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => {
      const isId = typeof it === 'string' && /^[0-9a-f]{8}-/.test(it);
      return [key, isId ? ((ids as Record<string, string>)[key] ?? app.newId()) : withIds(app, it, ids)];
    }),
  );
};
