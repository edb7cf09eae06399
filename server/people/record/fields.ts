import { type FieldOf, type GuestFieldName, guestFieldNames, guestFields } from '../../../shared/guestFields.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import type { AgeBand, amendPerson, checkIn, identifyPerson, PersonRow } from '../../../shared/people.ts';
import type { Person } from './rows.ts';

type Values = Partial<Record<GuestFieldName, unknown>>;
/** Told of a guest, and no field of theirs: where and who they are, and on what paper it was written. */
type Beside = 'operationId' | 'centreId' | 'personId' | 'baseVersion' | 'needs' | 'paperForm' | 'writtenAt';
type Told = keyof ArgsOf<typeof checkIn> | keyof ArgsOf<typeof amendPerson> | keyof ArgsOf<typeof identifyPerson>;

/**
 * What is told of a guest and is no field, and fields that the table, or what is sent of a guest, leaves out: with
 * anything in it this does not compile.
 */
type Lost = Exclude<Told, Beside | GuestFieldName> | Exclude<FieldOf<'person'>, keyof Person & keyof PersonRow>;
export const nothingIsLost: [Lost] extends [never] ? true : Lost = true;

type Joins = (first: unknown, second: unknown) => unknown;

const ofRecord = guestFieldNames.filter((it) => guestFields[it].kept === 'person');
/** Fields of the record that two tellings of one guest make one of. */
export const joinedFields = ofRecord.filter((it) => guestFields[it].joins !== 'kept');
const doorFields = ofRecord.filter((it) => guestFields[it].door !== 'not at the door');

const join = (name: GuestFieldName, first: unknown, second: unknown): unknown =>
  (guestFields[name].joins as Joins)(first, second);

/** What becomes of the record that is kept where another is joined with it. */
export const joinedOf = (keep: Values, other: Values): Partial<Person> =>
  Object.fromEntries(joinedFields.map((it) => [it, join(it, keep[it], other[it])]));

export const saferAge = guestFields.ageBand.joins as (first: AgeBand, second: AgeBand) => AgeBand;

/** What was said at the door, blanks as they are kept. */
export const atDoor = (said: Values) =>
  Object.fromEntries(doorFields.map((it) => [it, said[it] || guestFields[it].door])) as Pick<
    Person,
    'language' | 'ageBand' | 'vehicle' | 'groupId' | 'zone'
  >;

/** What a second telling adds to the first, and no more. */
export const toldAgain = (known: Values, said: Values): Partial<Person> => {
  const told: Values = atDoor(said);
  const added = doorFields.filter((it) => join(it, known[it], told[it]) !== known[it]);
  return Object.fromEntries(added.map((it) => [it, join(it, known[it], told[it])]));
};
