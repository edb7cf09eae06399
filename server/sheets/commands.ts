import { and, eq } from 'drizzle-orm';
import { sheet } from '../../db/schema/sheets.ts';
import { Problem } from '../../shared/problems.ts';
import { isOn, makeSheet, type SheetMark, spoilNumber, unspoilNumber } from '../../shared/sheets.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { takeNumbers } from './numbers.ts';

type Sheet = typeof sheet.$inferSelect;
type Where = { operationId: string; centreId: string; sheetId: string; number: number };

const make = command<typeof makeSheet>({
  contract: makeSheet,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { tx, rows, actor, now, args } = context;
    const { sheetId, operationId, centreId, kind, count } = args;
    const { sheetLetter } = await centreIn(tx, args);
    const letter = kind === 'wristbands' ? sheetLetter : null;
    const { first, last } = await takeNumbers(tx, { operationId, kind, letter, count });
    const what = { id: sheetId, operationId, centreId, kind, letter, first, last };
    await rows.insert('sheet', { ...what, madeAt: now, madeBy: actor.name });
    return { sheetId, first, last };
  },
});

const lockSheet = async ({ tx, args }: Context<Where>): Promise<Sheet> => {
  const [found] = await tx
    .select()
    .from(sheet)
    .where(and(eq(sheet.id, args.sheetId), eq(sheet.operationId, args.operationId), eq(sheet.centreId, args.centreId)))
    .for('update');
  if (!found) throw new Problem('not-found');
  if (isOn(found, args.number)) return found;
  throw new Problem('invalid-fields', {
    errors: [
      {
        pointer: '/args/number',
        code: 'not_on_sheet',
        detail: `This sheet has the numbers ${found.first} to ${found.last}`,
      },
    ],
  });
};

/** What is said of one number replaces what was said of it before, and leaves the others. */
const writeMark = async (context: Context<Where>, mark: SheetMark | null) => {
  const { number } = context.args;
  const found = await lockSheet(context);
  const others = found.marks.filter((it) => it.number !== number);
  const marks = mark ? [...others, mark].toSorted((a, b) => a.number - b.number) : others;
  const kept = await context.rows.change('sheet', found, { marks });
  return { sheetId: kept.id, rowVersion: kept.rowVersion };
};

const spoil = command<typeof spoilNumber>({
  contract: spoilNumber,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { number, why, note } = context.args;
    const at = context.occurredAt.toISOString();
    return writeMark(context, { number, why, note: note || null, by: context.actor.name, at });
  },
});

const unspoil = command<typeof unspoilNumber>({
  contract: unspoilNumber,
  right: 'sheets.spoil',
  stream: (args) => args.operationId,
  where: 'args',
  handle: (context) => writeMark(context, null),
});

export const sheetCommands = [make, spoil, unspoil];
