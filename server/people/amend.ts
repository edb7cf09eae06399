import { amendPerson, identifyPerson } from '../../shared/people.ts';
import { command } from '../engine/define.ts';
import { stale } from '../engine/rows.ts';
import { baseFor } from './fieldwise.ts';
import { lockReference, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { authorisedPerson } from './record/rows.ts';
import { guestShows, notDone } from './description.ts';
import { guestNow } from './shown.ts';

export const amend = command<typeof amendPerson>({
  contract: amendPerson,
  about: { kind: 'person', by: 'personId', against: guestNow('presence') },
  shows: { personId: 'silent', ...guestShows },
  mends: {
    arguments: { reference: 'reference', language: 'language', ageBand: 'ageBand', vehicle: 'vehicle' },
    onlySent: true,
  },
  fails: notDone('was not corrected'),
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, operationId, personId: _person, vehicle, ...rest } = context.args;
    const fields = { ...rest, ...(vehicle === undefined ? {} : { vehicle: vehicle || null }) };
    const references = [...new Set([guest.reference, fields.reference ?? guest.reference])].toSorted();
    const moves = references.length > 1;
    for (const it of moves ? references : []) await lockReference(context.tx, operationId, it);
    const rowVersion = await baseFor(context.tx, guest, baseVersion, fields);
    const changed = await context.rows.change('person', { id: guest.id, rowVersion }, fields);
    for (const it of moves ? references : []) await settleReference(context, operationId, it);
    const alone = changed.ageBand !== guest.ageBand || changed.groupId !== guest.groupId;
    if (alone) await tellOfLoneChild(context, changed);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});

export const identify = command<typeof identifyPerson>({
  contract: identifyPerson,
  about: { kind: 'personIdentity', by: 'personId', against: guestNow() },
  shows: { personId: 'silent', ...guestShows },
  mends: { arguments: { preferredName: 'preferredName' } },
  fails: ({ whose }) => `Name of ${whose} was not kept`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { baseVersion, preferredName, sex } = context.args;
    const fields = {
      ...(preferredName === undefined ? {} : { preferredName: preferredName || null }),
      ...(sex === undefined ? {} : { sex }),
    };
    const { id, operationId, centreId } = guest;
    const [kept] =
      baseVersion === 0
        ? await context.rows.insertNew('personIdentity', [{ id, operationId, centreId, ...fields }])
        : [await context.rows.change('personIdentity', { id, rowVersion: baseVersion }, fields)];
    if (!kept) throw stale('personIdentity');
    return { personId: guest.id, rowVersion: kept.rowVersion };
  },
});
