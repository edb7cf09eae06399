import { and, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import type { z } from 'zod';
import { ATTENTION_PAGE, type attentionList } from '../../../shared/attention.ts';
import { Problem } from '../../../shared/problems.ts';
import { grantsWithin, may } from '../../../shared/roles.ts';
import type { Actor } from '../../engine/actor.ts';
import type { Deps } from '../../engine/deps.ts';
import { gathering } from '../../engine/gather.ts';
import { doHeldForWorn } from '../held/doHeld.ts';
import type { Viewer } from '../../engine/description.ts';
import { showAll } from './item.ts';

const SETTLED = 30;

/** Anybody who has a session can leave these: they stand below what is known to have happened. */
const fromNobody = sql`(${attention.kind} = 'quarantined' and ${attention.authorId} is null)`;

/** @throws Problem `not-found` where nothing of that centre is theirs to see */
export const viewerOf = (actor: Actor, operationId: string, centreId: string): Viewer => {
  const where = { operationId, centreId };
  const lead = may(actor.grants, 'attention.read', where);
  if (!lead && !may(actor.grants, 'attention.own', where)) throw new Problem('not-found');
  return { userId: actor.userId, grants: grantsWithin(actor.grants, operationId), lead };
};

/**
 * What needs attention, the oldest first but what nobody is known to have said last, and what was settled last. A lead: all of the centre's, and what belongs to
 * no centre; anyone else: what they said themselves.
 */
export const listAttention = async (
  deps: Deps,
  viewer: Viewer,
  operationId: string,
  centreId: string,
  skip: number,
): Promise<z.infer<typeof attentionList>> => {
  const whose = viewer.lead
    ? or(eq(attention.centreId, centreId), isNull(attention.centreId))
    : eq(attention.authorId, viewer.userId);
  const mine = and(eq(attention.operationId, operationId), whose);
  const open = await deps.db
    .select()
    .from(attention)
    .where(and(mine, isNull(attention.settledAt)))
    .orderBy(asc(fromNobody), asc(attention.raisedAt), asc(attention.id))
    .limit(ATTENTION_PAGE)
    .offset(skip);
  // Catches up on any that were missed.
  const held = open.flatMap((it) => (it.kind === 'held' && it.reference ? [it.reference] : []));
  doHeldForWorn(deps, operationId, held);
  const settled = await deps.db
    .select()
    .from(attention)
    .where(and(mine, isNotNull(attention.settledAt)))
    .orderBy(desc(attention.settledAt), desc(attention.id))
    .limit(SETTLED);
  // What one item needs the next one often needs too.
  const looking = { ...deps, db: gathering(deps.db) };
  const items = await showAll(looking, viewer, [...open, ...settled]);
  return { items: items.slice(0, open.length), settled: items.slice(open.length) };
};
