import { and, eq, isNull } from 'drizzle-orm';
import { centreAccess } from '../../db/schema/operations.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { centreMayBecome, type CentreState, isFinished, setCentreState } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../engine/define.ts';
import { writeEntry } from '../log/write.ts';
import { type Missing, missingFor } from './guards.ts';
import { type Centre, lockCentre } from './rows.ts';

type Change = Context<ArgsOf<typeof setCentreState>>;

const did: Record<CentreState, string> = {
  planned: 'planned',
  standby: 'put on standby',
  activating: 'activated',
  open: 'opened',
  full: 'marked full',
  standing_down: 'stood down: no new arrivals',
  closed: 'closed',
  debriefed: 'debriefed',
  cancelled: 'cancelled',
};

const checkGuards = ({ args }: Change, missing: readonly Missing[]): void => {
  if (missing.length === 0 || args.overrideReason) return;
  throw new Problem('guards-not-met', {
    detail: 'See to what is missing, or say why you go on without it',
    missing: missing.map(({ code, words }) => ({ code, words })),
  });
};

const words = (found: Centre, to: CentreState): string => (found.openedAt && to === 'open' ? 'opened again' : did[to]);

const log = async (context: Change, found: Centre, missing: readonly Missing[]): Promise<void> => {
  const { to, reason, overrideReason } = context.args;
  const lacking = [...new Set(missing.map((it) => it.public))].join('; ');
  const override = lacking === '' ? '' : `, although ${lacking}`;
  const why = [overrideReason, reason].filter((it) => it).join('. ');
  await writeEntry(context, {
    id: context.deps.newId(),
    centreId: found.id,
    kind: why === '' ? 'system' : 'decision',
    text: `Centre ${found.name} ${words(found, to)}${override}`,
    reason: why === '' ? null : why,
  });
};

/** The venue may be used for another centre from now on. */
const release = async ({ rows, now }: Change, centreId: string): Promise<void> => {
  await rows.mark('centreAccess', and(eq(centreAccess.id, centreId), isNull(centreAccess.releasedAt)), {
    releasedAt: now,
  });
};

export const setState = command<typeof setCentreState>({
  contract: setCentreState,
  fails: () => 'State of the centre was not changed',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { to } = context.args;
    const found = await lockCentre(context);
    if (!centreMayBecome(found.state, to)) {
      throw new Problem('not-in-this-state', { detail: `Centre ${found.name} cannot be ${did[to]} from where it is` });
    }
    const missing = await missingFor(context.tx, found, found.state, to, context.now);
    checkGuards(context, missing);
    const opens = to === 'open' && !found.openedAt ? { openedAt: context.occurredAt } : {};
    const kept = await context.rows.change('centre', found, { state: to, stateSince: context.occurredAt, ...opens });
    if (isFinished(to)) await release(context, found.id);
    await log(context, found, missing);
    return { centreId: kept.id, rowVersion: kept.rowVersion };
  },
});
