import { eq, ne } from 'drizzle-orm';
import { centre, operation } from '../../db/schema/operations.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { sameName } from '../../shared/fold.ts';
import { changeOperation, openOperation } from '../../shared/operations.ts';
import { isFinished } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { refuseStale } from '../engine/rows.ts';

const named = {
  operation_code_name_in_use: ['already-exists', 'Another operation has this code name. Choose another'],
} as const;

type Operation = typeof operation.$inferSelect;

/** Spoken aloud, Łódź and Lodz would be one. */
const refuseTaken = async ({ tx }: Context<unknown>, codeName: string): Promise<void> => {
  const open = await tx.select({ codeName: operation.codeName }).from(operation).where(ne(operation.state, 'closed'));
  if (!open.some((it) => sameName(it.codeName, codeName))) return;
  const [type, detail] = named.operation_code_name_in_use;
  throw new Problem(type, { detail });
};
type Change = Context<ArgsOf<typeof changeOperation>>;

const moment = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

const open = command<typeof openOperation>({
  contract: openOperation,
  breaks: named,
  stream: (args) => args.operationId,
  where: 'registers',
  createsStream: true,
  handle: async (context) => {
    if (context.args.operationId === REGISTERS) throw new Problem('already-exists');
    const { operationId, firstArrivalAt, exercise = false, policeLead, careLead, ...fields } = context.args;
    await refuseTaken(context, fields.codeName);
    await context.rows.insert('operation', {
      id: operationId,
      ...fields,
      firstArrivalAt: moment(firstArrivalAt),
      policeLead: policeLead || null,
      careLead: careLead || null,
      exercise: exercise || fields.type === 'exercise' || context.deps.exercise,
      openedBy: context.actor.userId,
      openedAt: context.occurredAt,
    });
    return { operationId };
  },
});

const after: Record<Operation['state'], readonly Operation['state'][]> = {
  planned: ['planned', 'running', 'closed'],
  running: ['running', 'closed'],
  closed: ['closed'],
};

const checkClosing = async (context: Change): Promise<void> => {
  const { operationId } = context.args;
  if (!may(context.actor.grants, 'operations.close', { operationId })) throw new Problem('not-found');
  const centres = await context.tx
    .select({ name: centre.name, state: centre.state })
    .from(centre)
    .where(eq(centre.operationId, operationId))
    .orderBy(centre.name);
  const live = centres.filter((it) => !isFinished(it.state));
  if (live.length === 0) return;
  throw new Problem('guards-not-met', {
    detail: 'Close or cancel every centre first',
    missing: live.map(({ name }) => ({ code: 'centre_open', words: `Centre ${name} is not closed` })),
  });
};

/** The operation, locked against a centre being activated or the operation being closed at the same time. */
export const lockOperation = async (context: Context<{ operationId: string }>): Promise<Operation> => {
  const [found] = await context.tx
    .select()
    .from(operation)
    .where(eq(operation.id, context.args.operationId))
    .for('no key update');
  if (!found) throw new Problem('not-found');
  return found;
};

const change = command<typeof changeOperation>({
  contract: changeOperation,
  breaks: named,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { operationId, baseVersion, state, firstArrivalAt, policeLead, careLead, ...fields } = context.args;
    const found = await lockOperation(context);
    refuseStale('operation', found, baseVersion);
    if (state && !after[found.state].includes(state)) {
      throw new Problem('not-in-this-state', { detail: `This operation is ${found.state}` });
    }
    const closing = state === 'closed' && found.state !== 'closed';
    if (closing) await checkClosing(context);
    const kept = await context.rows.change('operation', found, {
      ...fields,
      ...(state ? { state } : {}),
      ...(firstArrivalAt ? { firstArrivalAt: new Date(firstArrivalAt) } : {}),
      ...(policeLead === undefined ? {} : { policeLead: policeLead || null }),
      ...(careLead === undefined ? {} : { careLead: careLead || null }),
      ...(closing ? { closedAt: context.now } : {}),
    });
    return { operationId, rowVersion: kept.rowVersion };
  },
});

export const operationCommands = [open, change];
