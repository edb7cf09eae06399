/** What opening hours are written with. */
export type Token =
  | { kind: 'day'; day: number }
  | { kind: 'days'; days: readonly number[] }
  | { kind: 'holidays' | 'dash' | 'comma' | 'semicolon' | 'off' | 'allDay' | 'always' | 'except' }
  | { kind: 'time' | 'dates' | 'unknown'; text: string };

export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

const month = `(?:${MONTHS.join('|')})`;
const kinds: readonly [RegExp, (found: RegExpExecArray) => Token | null][] = [
  [/^[\s()]+|^(?:open|from|on|the|every|hours|hrs|o'clock|only)\b/, () => null],
  [/^24\s*\/\s*7\b|^(?:always(?: open)?|any ?time|any hour|round the clock)\b/, () => ({ kind: 'always' })],
  [/^24\s*(?:-?\s*hours?|hrs?|h)\b|^all day(?: long)?\b/, () => ({ kind: 'allDay' })],
  [
    /^(?:daily|(?:all )?7 days(?: a week)?|seven days(?: a week)?|days?)\b/,
    () => ({ kind: 'days', days: [0, 1, 2, 3, 4, 5, 6] }),
  ],
  [/^week ?days?\b/, () => ({ kind: 'days', days: [0, 1, 2, 3, 4] })],
  [/^week ?ends?\b/, () => ({ kind: 'days', days: [5, 6] })],
  [/^(?:ph|(?:bank|public) hol(?:iday)?s?|bh)\b/, () => ({ kind: 'holidays' })],
  [
    new RegExp(`^(?:\\d{4} )?${month} \\d{1,2}(?:\\s*-\\s*(?:(?:\\d{4} )?${month} )?\\d{1,2}\\b(?!:))?`),
    ([text]) => ({ kind: 'dates', text }),
  ],
  [new RegExp(`^(?:\\d{4} )?${month}(?:\\s*-\\s*${month})?\\b`), ([text]) => ({ kind: 'dates', text })],
  [
    /^(?:mo(?:n(?:days?)?)?|tu(?:e(?:s(?:days?)?)?)?|we(?:d(?:s|nesdays?)?)?|th(?:u(?:r(?:s(?:days?)?)?)?)?|fr(?:i(?:days?)?)?|sa(?:t(?:urdays?)?)?|su(?:n(?:days?)?)?)\b\.?/,
    ([text]) => ({ kind: 'day', day: DAYS.findIndex((it) => text.startsWith(it.toLowerCase())) }),
  ],
  [/^(?:off|closed|shut|not)\b/, () => ({ kind: 'off' })],
  [/^(?:except|but not|apart from)\b/, () => ({ kind: 'except' })],
  [
    /^(?:noon|midday|midnight|\d{1,2}(?:[:.]\d{2})?\s*(?:am\b|pm\b|a\.m\.?|p\.m\.?)|\d{1,2}[:.]\d{2}\b|\d{4}\b|\d{1,2}\b)/,
    ([text]) => ({ kind: 'time', text }),
  ],
  [/^-|^(?:to|till|til|until|through)\b/, () => ({ kind: 'dash' })],
  [/^(?:,|&|\/|\+|and\b)(?:\s*and\b)?/, () => ({ kind: 'comma' })],
  [/^[;.\n|]/, () => ({ kind: 'semicolon' })],
];

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('\u2019', "'")
    .replaceAll(/\s+/g, ' ');

/** Never fails: what is none of these is `unknown`, with its text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = plain(text);
  while (rest !== '') {
    const [token, length] = nextToken(rest);
    if (token) tokens.push(token);
    rest = rest.slice(length).replace(/^:/, '').trimStart();
  }
  return tokens;
}

function nextToken(rest: string): [Token | null, number] {
  for (const [pattern, make] of kinds) {
    const found = pattern.exec(rest);
    if (found) return [make(found), found[0].length];
  }
  const text = /^[^\s;,]+|^./.exec(rest)?.[0] ?? rest;
  return [{ kind: 'unknown', text }, text.length];
}
