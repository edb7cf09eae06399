import { type FieldOf, type GuestFieldName, guestFieldNames, guestFields } from '../../../shared/guestFields.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import type { AgeBand, amendPerson, checkIn, identifyPerson, PersonRow } from '../../../shared/people.ts';
import type { personIdentity } from '../../../db/schema/people.ts';
import type { Person } from './rows.ts';

type Values = Partial<Record<GuestFieldName, unknown>>;
/** Arguments that are no field of a guest: where and who they are, and the paper form it was written on. */
type Beside = 'operationId' | 'centreId' | 'personId' | 'baseVersion' | 'needs' | 'paperForm' | 'writtenAt';
type Argument = keyof ArgsOf<typeof checkIn> | keyof ArgsOf<typeof amendPerson> | keyof ArgsOf<typeof identifyPerson>;

type IfNone<Left> = [Left] extends [never] ? true : Left;
/** Every other argument is a field; with any left, this does not compile. */
export const everyArgumentIsAField: IfNone<Exclude<Argument, Beside | GuestFieldName>> = true;
/** No field is left out of the table, or of what is sent of a guest; with any left, this does not compile. */
export const everyFieldIsKept: IfNone<Exclude<FieldOf<'person'>, keyof Person>> = true;
export const everyFieldIsSent: IfNone<Exclude<FieldOf<'person'>, keyof PersonRow>> = true;

type Joins = (first: unknown, second: unknown) => unknown;

const ofRecord = guestFieldNames.filter((it) => guestFields[it].kept === 'person');
/** Fields of the record that are joined from two check-ins of one guest. */
export const joinedFields = ofRecord.filter((it) => guestFields[it].joins !== 'kept');
const doorFields = ofRecord.filter((it) => guestFields[it].door !== 'not at the door');

const join = (name: GuestFieldName, first: unknown, second: unknown): unknown =>
  (guestFields[name].joins as Joins)(first, second);

const besideRecord = guestFieldNames.filter(
  (it) => guestFields[it].kept === 'personIdentity' && guestFields[it].joins !== 'kept',
);
type Identity = Pick<typeof personIdentity.$inferSelect, FieldOf<'personIdentity'>>;

/** What another record's name, and what is kept beside it, add to this one's. */
export const identityTaken = (known: Values | null, other: Values | null): Partial<Identity> => {
  const joined = besideRecord.map((it) => [it, join(it, known?.[it] ?? null, other?.[it] ?? null)] as const);
  return Object.fromEntries(joined.filter(([it, value]) => value !== (known?.[it] ?? null)));
};

/** What was told of an arrival goes with the arrival it was told of. */
type Told = Pick<Person, 'toldAt'>;
export const joinedColumns = [...joinedFields, 'toldAt'] as const;

/** The record that is kept, with another one joined to it. */
export const joinedOf = (keep: Values & Told, other: Values & Told): Partial<Person> => {
  const joined: Partial<Person> = Object.fromEntries(joinedFields.map((it) => [it, join(it, keep[it], other[it])]));
  return { ...joined, toldAt: (joined.arrivedAt === keep.arrivedAt ? keep : other).toldAt };
};

export const saferAge = guestFields.ageBand.joins as (first: AgeBand, second: AgeBand) => AgeBand;

/** The fields as given at check-in, blanks as they are stored. */
export const atDoor = (args: Values) =>
  Object.fromEntries(doorFields.map((it) => [it, args[it] || guestFields[it].door])) as Pick<
    Person,
    'language' | 'ageBand' | 'vehicle' | 'groupId' | 'zone'
  >;

/** What a second check-in adds to the first, and no more. */
export const addedBy = (known: Values, args: Values): Partial<Person> => {
  const given: Values = atDoor(args);
  const added = doorFields.filter((it) => join(it, known[it], given[it]) !== known[it]);
  return Object.fromEntries(added.map((it) => [it, join(it, known[it], given[it])]));
};
