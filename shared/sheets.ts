import { z } from 'zod';
import { contract } from './contract.ts';
import { optionalText, rowVersion, uuid } from './primitives.ts';

export const sheetKinds = ['wristbands', 'forms'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** Why a number will not be given out. */
export const sheetWhys = ['spoilt', 'missing'] as const;
export type SheetWhy = (typeof sheetWhys)[number];

/** As many as one print may have. */
export const MOST_ON_SHEET = 480;
/** References and forms have at most four digits. */
export const LAST_NUMBER = 9999;

const number = z.int().min(1).max(LAST_NUMBER);

const ids = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  sheetId: '0193e0a0-0000-7000-8000-000000000051',
};

export const makeSheet = contract({
  name: 'sheets.make',
  title: 'Make a sheet of wristbands or of paper forms. Its numbers are on no other sheet',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    sheetId: uuid,
    kind: z.enum(sheetKinds),
    count: z.int().min(1, 'Enter at least 1').max(MOST_ON_SHEET, `Enter at most ${MOST_ON_SHEET}`),
  }),
  result: z.object({ sheetId: uuid, first: number, last: number }),
  example: { ...ids, kind: 'wristbands', count: 24 },
});

const where = { operationId: uuid, centreId: uuid, sheetId: uuid, number };

export const spoilNumber = contract({
  name: 'sheets.spoil',
  title: 'Record that a wristband or a paper form is spoilt, or cannot be found',
  args: z.strictObject({ ...where, why: z.enum(sheetWhys), note: optionalText(100).optional() }),
  result: z.object({ sheetId: uuid, rowVersion }),
  example: { ...ids, number: 14, why: 'spoilt', note: 'Torn' },
});

export const unspoilNumber = contract({
  name: 'sheets.unspoil',
  title: 'Take back that a wristband or a paper form is spoilt or cannot be found',
  args: z.strictObject(where),
  result: z.object({ sheetId: uuid, rowVersion }),
  example: { ...ids, number: 14 },
});

export const sheetMark = z.strictObject({
  number,
  why: z.enum(sheetWhys),
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type SheetMark = z.infer<typeof sheetMark>;

/** Sent to everyone at the centre, so that a tablet knows the numbers without signal. */
export const sheetRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  kind: z.enum(sheetKinds),
  /** Of the wristbands; `null` for forms. */
  letter: z.string().nullable(),
  /** From here to `last`, without a gap. */
  first: number,
  last: number,
  marks: z.array(sheetMark),
  madeAt: z.string(),
  madeBy: z.string(),
  rowVersion,
});
export type SheetRow = z.infer<typeof sheetRow>;

/** What became of each number of a sheet. Every number is in one of `used`, `spoilt`, `missing` and `free`. */
export const sheetReport = z.object({
  ...sheetRow.shape,
  used: z.array(number),
  spoilt: z.array(number),
  missing: z.array(number),
  free: z.array(number),
  /** Given out although marked as spoilt or missing: among `used`. */
  unexpected: z.array(number),
});
export type SheetReport = z.infer<typeof sheetReport>;

/** `GET /api/operations/:operationId/centres/:centreId/sheets`. */
export const sheetList = z.object({
  items: z.array(sheetReport),
  /** Guests of this centre whose wristband or form is on no sheet of the operation. */
  offSheet: z.strictObject({ references: z.array(z.string()), forms: z.array(number) }),
});
export type SheetList = z.infer<typeof sheetList>;

type Ranged = Pick<SheetRow, 'first' | 'last'>;

const numbersOf = ({ first, last }: Ranged): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

export const isOn = ({ first, last }: Ranged, it: number): boolean => it >= first && it <= last;

/** Holds a sheet against the numbers that guests have. What is in use is used, whatever was marked before. */
export const reconcile = (sheet: SheetRow, inUse: ReadonlySet<number>): SheetReport => {
  const marked = new Map(sheet.marks.map((it) => [it.number, it.why]));
  const all = numbersOf(sheet);
  const unused = all.filter((it) => !inUse.has(it));
  return {
    ...sheet,
    used: all.filter((it) => inUse.has(it)),
    spoilt: unused.filter((it) => marked.get(it) === 'spoilt'),
    missing: unused.filter((it) => marked.get(it) === 'missing'),
    free: unused.filter((it) => !marked.has(it)),
    unexpected: all.filter((it) => inUse.has(it) && marked.has(it)),
  };
};
