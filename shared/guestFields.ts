import { type AgeBand, mayBeChild } from './people.ts';
import type { Compartment, Level } from './roles.ts';

type Row = 'person' | 'personIdentity';

interface GuestField<F extends string, V, K extends Row = Row> {
  title: string;
  /** The row it is kept in. */
  kept: K;
  compartment: Compartment;
  /** What a reader's level must reach to see it. */
  least: Level;
  /** Its name where it is shown next to somebody else's value. */
  field: F;
  /** Shown where two records are compared. */
  compared: boolean;
  /** An argument of the check-in, with what is stored where it is left out; `undefined` if it may not be left out. */
  door: V | undefined | 'not at the door';
  /** How the values of two records, or two check-ins, of one guest join. `kept`: the first one's, whatever the other is. */
  joins: ((first: V, second: V) => V) | 'kept';
  /** An edit of it stands beside an edit of another field. Never where a guest is, or what they may be at risk of. */
  apart: boolean;
  /** How a person puts it right; `no`: not by hand. */
  edited: 'text' | 'wristband' | 'language' | 'age' | 'zone' | 'no';
}

const of =
  <V>() =>
  <const F extends string, const K extends Row>(it: GuestField<F, V, K>): GuestField<F, V, K> =>
    it;
const core = { kept: 'person', compartment: 'core', least: 'full' } as const;

/** Blanks are filled, and nothing said is written over. */
const filled = <V>(first: V | null, second: V | null): V | null => first ?? second;
/** Someone who may be a child is treated as one. */
const safer = (first: AgeBand, second: AgeBand): AgeBand => (mayBeChild(first) || !mayBeChild(second) ? first : second);
const known = (first: string, second: string): string => (first === 'und' ? second : first);
const answered = (first: string | null, second: string | null): string | null =>
  first === null || first === 'not_asked' ? (second ?? first) : first;
const earlier = <V extends Date | string>(first: V, second: V): V => (second < first ? second : first);

/**
 * Every field of a guest, described once: joining records, a second check-in, an edit of somebody else's edit, "needs
 * attention", forms and screens all read it here.
 */
export const guestFields = {
  reference: of<string>()({
    ...core,
    title: 'Wristband',
    field: 'reference',
    compared: true,
    door: 'not at the door',
    joins: 'kept',
    apart: true,
    edited: 'wristband',
  }),
  language: of<string>()({
    ...core,
    title: 'Language',
    field: 'language',
    compared: true,
    door: undefined,
    joins: known,
    apart: true,
    edited: 'language',
  }),
  ageBand: of<AgeBand>()({
    ...core,
    title: 'Adult or child',
    field: 'ageBand',
    compared: true,
    door: undefined,
    joins: safer,
    apart: false,
    edited: 'age',
  }),
  preferredName: of<string | null>()({
    kept: 'personIdentity',
    compartment: 'identity',
    least: 'kind',
    title: 'Likes to be called',
    field: 'preferredName',
    compared: true,
    door: 'not at the door',
    joins: filled,
    apart: false,
    edited: 'text',
  }),
  vehicle: of<string | null>()({
    ...core,
    title: 'Came with',
    field: 'vehicle',
    compared: true,
    door: null,
    joins: filled,
    apart: true,
    edited: 'text',
  }),
  groupId: of<string | null>()({
    ...core,
    title: 'With',
    field: 'group',
    compared: true,
    door: null,
    joins: filled,
    apart: true,
    edited: 'no',
  }),
  zone: of<string | null>()({
    ...core,
    title: 'Where',
    field: 'zone',
    compared: true,
    door: null,
    joins: filled,
    apart: false,
    edited: 'zone',
  }),
  arrivedAt: of<Date | string>()({
    ...core,
    title: 'Came',
    field: 'arrivedAt',
    compared: false,
    door: 'not at the door',
    joins: earlier,
    apart: false,
    edited: 'no',
  }),
  sex: of<string | null>()({
    kept: 'personIdentity',
    compartment: 'identity',
    least: 'full',
    title: 'Also said',
    field: 'other',
    compared: false,
    door: 'not at the door',
    joins: answered,
    apart: false,
    edited: 'no',
  }),
} as const;

export type GuestFieldName = keyof typeof guestFields;
/** Those that are kept in one row. */
export type FieldOf<K extends Row> = {
  [N in GuestFieldName]: (typeof guestFields)[N]['kept'] extends K ? N : never;
}[GuestFieldName];
export const guestFieldNames = Object.keys(guestFields) as GuestFieldName[];

type GuestFieldShown = (typeof guestFields)[GuestFieldName]['field'];
export type FieldName = GuestFieldShown | 'needs' | 'presence' | 'state' | 'holder' | 'note';

/** Fields that are no guest field of their own, each placed after the one it is nearest to. */
const after: Partial<Record<GuestFieldName, readonly FieldName[]>> = { ageBand: ['needs'], zone: ['presence'] };

/** Every field, in the order they are shown in. */
export const fieldNames: readonly FieldName[] = [
  ...guestFieldNames
    .filter((it) => guestFields[it].field !== 'other')
    .flatMap((it) => [guestFields[it].field, ...(after[it] ?? [])]),
  'state',
  'holder',
  'note',
  'other',
];
