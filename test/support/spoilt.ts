/** The right thing made wrong somewhere, however deep: gets further in than noise does. Nothing but a seed decides how. */

export const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  -0,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202eright to left',
  '\u200b',
  '=1+1',
  'x'.repeat(5000),
  '1066-10-14T09:00:00Z',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30',
  '2026-03-29T01:30:00',
  '10000-01-01',
  "'; drop table person; --",
  '../../etc/passwd',
  '%00',
  '<script>alert(1)</script>',
  '00000000-0000-0000-0000-000000000000',
  'NaN',
  'K-9999999999',
  [],
  {},
  [[[[[[]]]]]],
  [null],
  { $ne: null },
  { toString: 1, constructor: { prototype: {} } },
  { then: 1, length: 3 },
];
const oddKeys = ['__proto__', 'surprise', 'constructor', '', 'a\u0000b', '\ud800', 'toString', 'personId', 'centreId'];

type Random = () => number;
export type Path = readonly (string | number)[];

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** Every place in it, the whole of it too. */
const placesIn = (value: unknown, path: Path = []): Path[] => {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, it]) => placesIn(it, [...path, key]))];
};

const nested = (levels: number): unknown => {
  let value: unknown = [];
  for (let n = 0; n < levels; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
};

const textWith = (random: Random, text: string): string => {
  const at = Math.floor(random() * (text.length + 1));
  return (
    text.slice(0, at) + pick(random, ['\u0000', '\ud800', '\udfff', '%', '\u202e', '9', ' ', 'é']) + text.slice(at)
  );
};

/** What takes the place of `value`; `undefined` for nothing at all. */
const instead = (random: Random, value: unknown): unknown => {
  const how = random();
  if (how < 0.5) return pick(random, oddities);
  if (how < 0.6) return undefined;
  if (how < 0.7) return [value];
  if (how < 0.75) return nested(pick(random, [30, 40, 400]));
  if (how < 0.8) return { [pick(random, oddKeys)]: value };
  if (how < 0.85) return Array.from({ length: pick(random, [2, 60, 1200]) }, () => value);
  return typeof value === 'string'
    ? textWith(random, value)
    : typeof value === 'number'
      ? -value * 1e6
      : JSON.stringify(value);
};

const put = (whole: unknown, [key, ...rest]: Path, make: (value: unknown) => unknown): unknown => {
  if (key === undefined) return make(whole);
  const inner = put((whole as Record<string, unknown>)[key], rest, make);
  if (Array.isArray(whole)) return whole.map((it: unknown, at) => (String(at) === String(key) ? inner : it));
  const entries = Object.entries(whole as object).filter(([it]) => it !== key || inner !== undefined);
  return Object.fromEntries(entries.map(([it, value]) => [it, it === key ? inner : (value as unknown)]));
};

const added = (random: Random, value: unknown): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return instead(random, value);
  const made: Record<string, unknown> = { ...value };
  const how = { value: pick(random, oddities), enumerable: true, configurable: true, writable: true };
  return Object.defineProperty(made, pick(random, oddKeys), how);
};

/** With one to three places made wrong. */
export const spoilt = (random: Random, whole: unknown): unknown => {
  let made = whole;
  for (let n = Math.ceil(random() * 3); n > 0; n -= 1) {
    const place = pick(random, placesIn(made));
    made = put(made, place, (it) => (random() < 0.15 ? added(random, it) : instead(random, it)));
  }
  return made;
};

/** The JSON of it, now and then no JSON. */
export const garbledJson = (random: Random, value: unknown): string | Uint8Array => {
  const text = JSON.stringify(value) ?? '';
  const how = random();
  if (how < 0.9) return text;
  if (how < 0.93) return text.slice(0, Math.floor(random() * text.length));
  if (how < 0.95) return `${'['.repeat(5000)}${text}${']'.repeat(5000)}`;
  if (how < 0.97) return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0x7d])]);
  return pick(random, [
    '',
    'null',
    '[]',
    '"',
    '{"a":1e999}',
    '\ufeff{}',
    '{"a":"\\ud800"}',
    `"${'x'.repeat(300_000)}"`,
  ]);
};
