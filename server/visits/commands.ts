import { and, eq } from 'drizzle-orm';
import { visit } from '../../db/schema/rollCalls.ts';
import { Problem } from '../../shared/problems.ts';
import { signInVisit, signOutVisit } from '../../shared/visits.ts';
import { command } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { visitorShows } from './description.ts';

const signIn = command<typeof signInVisit>({
  contract: signInVisit,
  of: 'onSite',
  shows: visitorShows,
  fails: () => 'A visitor was not signed in',
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    // Shared: one closing at this moment waits to count this visitor.
    await centreIn(context.tx, context.args, 'share');
    const { visitId, zone, ...fields } = context.args;
    const signedInAt = context.occurredAt;
    const made = await context.rows.insert('visit', { id: visitId, ...fields, zone: zone || null, signedInAt });
    return { visitId, rowVersion: made.rowVersion };
  },
});

const signOut = command<typeof signOutVisit>({
  contract: signOutVisit,
  of: 'onSite',
  fails: () => 'A visitor was not signed out',
  onBehalf: true,
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
    const base = { id: visitId, rowVersion: baseVersion };
    const changed = await context.rows.change('visit', base, { signedOutAt: context.occurredAt });
    return { visitId, rowVersion: changed.rowVersion };
  },
});

export const visitCommands = [signIn, signOut];
