import { type FieldOf, type GuestFieldName, guestFieldNames, guestFields } from '../../../shared/guestFields.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import type { AgeBand, amendPerson, checkIn, identifyPerson, PersonRow } from '../../../shared/people.ts';
import type { Person } from './rows.ts';

type Values = Partial<Record<GuestFieldName, unknown>>;
/** Told of a guest, and no field of theirs: where and who they are, and on what paper it was written. */
type Beside = 'operationId' | 'centreId' | 'personId' | 'baseVersion' | 'needs' | 'paperForm' | 'writtenAt';
type Told = keyof ArgsOf<typeof checkIn> | keyof ArgsOf<typeof amendPerson> | keyof ArgsOf<typeof identifyPerson>;

type IfNone<Left> = [Left] extends [never] ? true : Left;
/** Nothing is told of a guest that is no field; with anything left, this does not compile. */
export const everyTellingIsAField: IfNone<Exclude<Told, Beside | GuestFieldName>> = true;
/** No field is left out of the table, or of what is sent of a guest; with any left, this does not compile. */
export const everyFieldIsKept: IfNone<Exclude<FieldOf<'person'>, keyof Person>> = true;
export const everyFieldIsSent: IfNone<Exclude<FieldOf<'person'>, keyof PersonRow>> = true;

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
