import { eq } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import { checkIn } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import { command, type Context } from '../engine/define.ts';
import { together } from '../engine/together.ts';
import { needsInCheckIn } from '../needs/description.ts';
import { type Args, receiveAgain } from './comingAgain.ts';
import { askAtDoor } from './door.ts';
import { arrivalFlags, lockReference } from './flags.ts';
import { receiveNew } from './newcomer.ts';
import { lockForm, withPaper, writtenOn } from './paper.ts';
import { type Person, standingPerson } from './record/rows.ts';
import { withoutRetold } from './retold.ts';
import { guestNow } from './shown.ts';
import { guestShows, notDone } from './description.ts';

/** Locked after what they wear and were written down on, as everywhere. @throws Problem `not-found`: of another operation */
const lockPerson = async ({ tx, args }: Context<Args>): Promise<Person> => {
  const seen = await standingPerson(tx, args.operationId, args.personId);
  if (!seen) throw new Problem('not-found');
  await lockReference(tx, seen.operationId, seen.reference);
  if (seen.paperForm !== null) await lockForm(tx, seen.operationId, seen.paperForm);
  const [known] = await tx.select().from(person).where(eq(person.id, seen.id)).for('update');
  if (known?.reference !== seen.reference || known.paperForm !== seen.paperForm || known.mergedInto)
    throw new Crossed('a guest was given something else to wear at once');
  return known;
};

/** Whose record was joined with another is that guest, and keeps that one's wristband. */
const asStanding = (context: Context<Args>, found: Person): Context<Args> => {
  if (found.id === context.args.personId) return context;
  const { reference: _joined, ...args } = context.args;
  return { ...context, args: { ...args, personId: found.id } };
};

export const checkInCommand = command<typeof checkIn>({
  contract: checkIn,
  about: { kind: 'person', by: 'personId', against: guestNow() },
  shows: { personId: 'silent', ...guestShows, needs: needsInCheckIn },
  mends: {
    arguments: {
      reference: 'reference',
      language: 'language',
      ageBand: 'ageBand',
      preferredName: 'preferredName',
      vehicle: 'vehicle',
      zone: 'zone',
    },
  },
  fails: notDone('was not checked in'),
  onBehalf: true,
  stream: (args) => args.operationId,
  tells: writtenOn,
  where: 'args',
  handle: async (sent) => {
    const { paperForm, operationId } = sent.args;
    const [door] = await together([
      askAtDoor(sent),
      paperForm === undefined ? null : lockForm(sent.tx, operationId, paperForm),
    ]);
    const found = door.known ? await lockPerson(sent) : null;
    const context = found ? await withoutRetold(asStanding(sent, found), found) : sent;
    const flags = withPaper(arrivalFlags(door.where, door.full), found?.paperForm ?? paperForm ?? null);
    const { guest, alreadyHere } = found
      ? await receiveAgain(context, door, found, flags)
      : { guest: await receiveNew(context, door, flags), alreadyHere: false };
    return { personId: guest.id, reference: guest.reference, flags: guest.flags, alreadyHere };
  },
});
