import { and, eq } from 'drizzle-orm';
import { visit } from '../../db/schema/rollCalls.ts';
import { Problem } from '../../shared/problems.ts';
import { signInVisit, signOutVisit } from '../../shared/visits.ts';
import { type AnyCommand, command } from '../engine/define.ts';
import { checkCentre } from './place.ts';

const signIn = command<typeof signInVisit>({
  contract: signInVisit,
  care: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    await checkCentre(context);
    const { visitId, zone, ...said } = context.args;
    const [made] = await context.tx
      .insert(visit)
      .values({ id: visitId, ...said, zone: zone || null, signedInAt: context.occurredAt })
      .returning();
    if (!made) throw new Error('a visit was not written');
    context.changed('visit', made);
    return { visitId, rowVersion: made.rowVersion };
  },
});

const signOut = command<typeof signOutVisit>({
  contract: signOutVisit,
  care: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { operationId, visitId, baseVersion } = context.args;
    const [found] = await context.tx
      .select()
      .from(visit)
      .where(and(eq(visit.id, visitId), eq(visit.operationId, operationId)))
      .for('no key update');
    context.authorise(found?.centreId ?? null);
    if (!found) throw new Problem('not-found');
    // Said by two people: both are right.
    if (found.signedOutAt) return { visitId, rowVersion: found.rowVersion };
    if (found.rowVersion !== baseVersion) {
      throw new Problem('stale-version', { detail: 'Someone changed this line of the book first' });
    }
    const [changed] = await context.tx
      .update(visit)
      .set({ signedOutAt: context.occurredAt, rowVersion: found.rowVersion + 1 })
      .where(eq(visit.id, visitId))
      .returning();
    if (!changed) throw new Error('a visit was not written');
    context.changed('visit', changed);
    return { visitId, rowVersion: changed.rowVersion };
  },
});

export const visitCommands: AnyCommand[] = [signIn, signOut];
