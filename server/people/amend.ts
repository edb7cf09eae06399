import { eq, sql } from 'drizzle-orm';
import { personIdentity } from '../../db/schema/people.ts';
import { amendPerson, identifyPerson } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { command } from '../engine/define.ts';
import { baseFor } from './fieldwise.ts';
import { lockReference, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { authorisedPerson, updatePerson } from './record/rows.ts';

export const amend = command<typeof amendPerson>({
  contract: amendPerson,
  care: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, operationId, personId: _person, ...said } = context.args;
    const references = [...new Set([guest.reference, said.reference ?? guest.reference])].toSorted();
    const moves = references.length > 1 && !guest.undoneAt;
    for (const it of moves ? references : []) await lockReference(context.tx, operationId, it);
    const base = await baseFor(context.tx, guest, baseVersion, said);
    const changed = await updatePerson(context.tx, base, guest, said);
    context.changed('person', changed);
    for (const it of moves ? references : []) await settleReference(context, operationId, it);
    const alone = changed.ageBand !== guest.ageBand || changed.groupId !== guest.groupId;
    if (alone) await tellOfLoneChild(context, changed);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});

const stale = () =>
  new Problem('stale-version', { detail: 'Someone changed this name first. Look at what it says now' });

export const identify = command<typeof identifyPerson>({
  contract: identifyPerson,
  care: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, preferredName, sex } = context.args;
    const said = {
      ...(preferredName === undefined ? {} : { preferredName: preferredName || null }),
      ...(sex === undefined ? {} : { sex }),
    };
    const row = { id: guest.id, operationId: guest.operationId, centreId: guest.centreId, ...said };
    const [kept] =
      baseVersion === 0
        ? await context.tx.insert(personIdentity).values(row).onConflictDoNothing().returning()
        : await context.tx
            .update(personIdentity)
            .set({ ...said, rowVersion: sql`${personIdentity.rowVersion} + 1` })
            .where(sql`${eq(personIdentity.id, guest.id)} and ${eq(personIdentity.rowVersion, baseVersion)}`)
            .returning();
    if (!kept) throw stale();
    context.changed('personIdentity', kept);
    return { personId: guest.id, rowVersion: kept.rowVersion };
  },
});
