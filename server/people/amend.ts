import { and, eq, isNull, sql } from 'drizzle-orm';
import { person, personIdentity } from '../../db/schema/people.ts';
import { amendPerson, identifyPerson, type stayFlags } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { command } from '../command/define.ts';
import type { Reader } from '../deps.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { authorisedPerson, identityOf, type Person, updatePerson } from './rows.ts';

const flagsWith = async (reader: Reader, guest: Person, reference: string): Promise<(typeof stayFlags)[number][]> => {
  const others = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.operationId, guest.operationId), eq(person.reference, reference), isNull(person.undoneAt)))
    .limit(2);
  const rest = guest.flags.filter((it) => it !== 'reference_shared');
  return others.some((it) => it.id !== guest.id) ? [...rest, 'reference_shared'] : rest;
};

export const amend = command<typeof amendPerson>({
  contract: amendPerson,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, operationId: _operation, personId: _person, ...said } = context.args;
    const flags = said.reference ? await flagsWith(context.tx, guest, said.reference) : guest.flags;
    const changed = await updatePerson(context.tx, baseVersion, guest, { ...said, flags });
    context.changed('person', changed);
    if (said.ageBand && said.ageBand !== guest.ageBand) await tellOfLoneChild(context, changed);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});

export const identify = command<typeof identifyPerson>({
  contract: identifyPerson,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, preferredName, sex } = context.args;
    const known = await identityOf(context.tx, guest.id);
    if ((known?.rowVersion ?? 0) !== baseVersion) {
      throw new Problem('stale-version', { detail: 'Someone changed this name first. Look at what it says now' });
    }
    const said = {
      ...(preferredName === undefined ? {} : { preferredName: preferredName || null }),
      ...(sex === undefined ? {} : { sex }),
    };
    const [kept] = await context.tx
      .insert(personIdentity)
      .values({ id: guest.id, operationId: guest.operationId, centreId: guest.centreId, ...said })
      .onConflictDoUpdate({
        target: personIdentity.id,
        set: { ...said, rowVersion: sql`${personIdentity.rowVersion} + 1` },
      })
      .returning();
    if (!kept) throw new Error('a name was not written');
    context.changed('personIdentity', kept);
    return { personId: guest.id, rowVersion: kept.rowVersion };
  },
});
