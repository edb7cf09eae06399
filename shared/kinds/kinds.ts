import type { Compartment } from '../roles.ts';

interface Kind {
  /** What a person calls one of them: "Someone changed this guest first". */
  called: string;
  /** Where a version of it is filed, and with what it is erased. `own`: each row names it, as a need does. */
  compartment: Compartment | 'own';
  /** Who may see it follows the centre it is at, which can change: it is then taken back from those it moves away from. */
  moves: boolean;
  /** `sent`: to every reader of its operation who may see it, as it changes. `asked`: only to whoever asks for it. */
  read: 'sent' | 'asked';
  /** What a client keeps of it: nothing, in memory while it is open, or also on a tablet's disk, for work offline. */
  client: 'nothing' | 'memory' | 'offline';
  /** Is a read of it written down? */
  readsNoted: boolean;
  /** Kept encrypted in the database? */
  encrypted: boolean;
  /** How long it is kept. Nothing is deleted automatically yet. */
  keptFor: 'good';
}

const common = { moves: false, client: 'memory', readsNoted: false, encrypted: false, keptFor: 'good' } as const;
const sent = { ...common, read: 'sent' } as const;
const asked = { ...common, read: 'asked', client: 'nothing' } as const;

/**
 * Every kind of row that is versioned. Beside it stand, by the same names, what each level of reader is shown
 * (`views.ts`) and the table it lives in (`server/engine/tables.ts`); none compiles while one is missing.
 */
export const kinds = {
  operation: { ...sent, called: 'operation', compartment: 'operation' },
  centre: { ...sent, called: 'centre', compartment: 'operation' },
  centreAccess: { ...sent, called: 'address', compartment: 'address' },
  vehicle: { ...sent, called: 'vehicle', compartment: 'arrivals', moves: true },
  slot: { ...sent, called: 'slot', compartment: 'staffing', client: 'offline' },
  logEntry: { ...sent, called: 'log entry', compartment: 'log' },
  logBasis: { ...sent, called: 'log entry', compartment: 'address' },
  person: { ...sent, called: 'guest', compartment: 'core', moves: true },
  personIdentity: { ...sent, called: 'name', compartment: 'identity', moves: true },
  stay: { ...sent, called: 'stay', compartment: 'core', moves: true },
  visit: { ...sent, called: 'line of the book', compartment: 'onSite', client: 'offline' },
  rollCall: { ...sent, called: 'roll call', compartment: 'onSite', client: 'offline' },
  rollCallMark: { ...sent, called: 'mark', compartment: 'onSite', client: 'offline' },
  sheet: { ...sent, called: 'sheet', compartment: 'core', client: 'offline' },
  need: { ...sent, called: 'need', compartment: 'own', moves: true },
  needDetail: { ...sent, called: 'need', compartment: 'own', moves: true },
  /** Ids and marks only; the words are served one reader at a time. */
  attention: { ...sent, called: 'question', compartment: 'core' },
  heldCommand: { ...sent, called: 'command', compartment: 'core' },
  venue: { ...asked, called: 'venue', compartment: 'operation' },
  venueAccess: { ...asked, called: 'venue', compartment: 'address', readsNoted: true },
  partner: { ...asked, called: 'partner', compartment: 'staffing' },
  capacity: { ...asked, called: 'offer', compartment: 'staffing' },
  rolePlan: { ...asked, called: 'role plan', compartment: 'staffing' },
  setting: { ...asked, called: 'setting', compartment: 'operation' },
  user: { ...asked, called: 'account', compartment: 'identity' },
  grant: { ...asked, called: 'role', compartment: 'operation' },
  device: { ...asked, called: 'tablet', compartment: 'operation' },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
/** Kinds whose rows an operation's readers are sent. */
export type SentKind = { [K in KindName]: (typeof kinds)[K]['read'] extends 'sent' ? K : never }[KindName];

/** Kinds that a tablet keeps on its disk, for a roll call without signal. */
export type OfflineKind = { [K in SentKind]: (typeof kinds)[K]['client'] extends 'offline' ? K : never }[SentKind];

export const kindNames = Object.keys(kinds) as KindName[];
export const sentKinds = kindNames.filter((it): it is SentKind => kinds[it].read === 'sent');

export const offlineKinds = sentKinds.filter((it): it is OfflineKind => kinds[it].client === 'offline');

/** The compartment a row is filed under. */
export const compartmentOf = (kind: KindName, row: object): Compartment => {
  const { compartment } = kinds[kind];
  return compartment === 'own' ? (row as { compartment: Compartment }).compartment : compartment;
};
