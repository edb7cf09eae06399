import { v7 } from 'uuid';
import { uuidv7 } from '../../server/engine/ids.ts';
import { fairWeather } from './proxy.ts';
import { pause } from './random.ts';
import type { Tablet } from './tablet.ts';

export interface Said {
  id: string;
  name: string;
  personId: string;
  /** Nobody else changes this guest: it must be accepted. */
  own: boolean;
  tablet: number;
}

interface Guest {
  personId: string;
  reference: string;
  version: number;
}

export interface Ledger {
  said: Said[];
  checkIns: Map<string, string>;
  /** Guests by who alone changes them. */
  own: Guest[][];
}

const stormy = { latency: 4, rate: 400_000, resets: 0.05, lostReplies: 0.06, repeats: 0.15, dark: null };

const DAY_MS = 24 * 3_600_000;
const LETTERS = 'ABCDEFGHJK';
/** A clock that somebody keeps setting: right, or a day early or late. */
export const wildClock = (random: () => number) => {
  let skew = 0;
  return () => {
    if (random() < 0.08) skew = (Math.floor(random() * 3) - 1) * DAY_MS;
    return new Date(Date.now() + skew);
  };
};

const pick = <T>(from: readonly T[], random: () => number): T | undefined => from[Math.floor(random() * from.length)];

/** One volunteer's morning. */
export class Volunteer {
  checkedIn = 0;
  overlapped = 0;
  readonly #references: string[];

  constructor(
    readonly index: number,
    readonly tablet: Tablet,
    readonly random: () => number,
    readonly ledger: Ledger,
    references: string[],
  ) {
    this.#references = references;
  }

  async #say(name: string, personId: string, args: Record<string, unknown>, own: boolean): Promise<void> {
    const { operationId } = this.tablet.paired;
    const id = v7({ msecs: this.tablet.clock().getTime() });
    await this.tablet.say(id, name, { operationId, ...args });
    this.ledger.said.push({ id, name, personId, own, tablet: this.index });
  }

  /** Now and then with a wristband that another tablet gives out too. */
  #reference(own: boolean): string {
    const shared = !own && this.random() < 0.03 ? pick(this.#references, this.random) : undefined;
    const made = `${LETTERS[this.index] ?? 'Z'}-${String(this.checkedIn).padStart(3, '0')}`;
    if (!own) this.#references.push(made);
    return shared ?? made;
  }

  async checkIn(): Promise<void> {
    this.checkedIn += 1;
    const personId = uuidv7();
    const own = this.random() < 0.2;
    const reference = this.#reference(own);
    const { centreId } = this.tablet.paired;
    const needs = this.random() < 0.5 ? [{ id: uuidv7(), kind: 'drink' }] : [];
    const args = { centreId, personId, reference, ageBand: 'adult', language: 'ro', needs };
    await this.#say('people.checkIn', personId, args, true);
    this.ledger.checkIns.set(personId, reference);
    if (own) this.ledger.own[this.index]?.push({ personId, reference, version: 1 });
  }

  /** A guest of its own, changed in turn: each change builds on the one before. */
  async followUp(): Promise<void> {
    const guest = pick(this.ledger.own[this.index] ?? [], this.random);
    if (!guest) return;
    const { personId, version } = guest;
    guest.version += 1;
    await this.#say('people.move', personId, { personId, zone: `Hall ${version}`, baseVersion: version }, true);
  }

  /** Something everybody changes, from what this tablet last heard of it. */
  async overlap(): Promise<void> {
    const own = new Set(this.ledger.own.flat().map((it) => it.personId));
    const known = this.tablet.guests.filter((it) => !own.has(String(it['id'])));
    const row = pick(known.slice(-12), this.random);
    if (!row) return;
    this.overlapped += 1;
    const personId = String(row['id']);
    const base = { personId, baseVersion: row['rowVersion'] };
    const kind = this.random();
    if (kind < 0.4) return this.#say('people.move', personId, { ...base, zone: `Room ${this.index}` }, false);
    if (kind < 0.7) return this.#say('people.amend', personId, { ...base, language: kind < 0.55 ? 'vi' : 'sq' }, false);
    const to = row['presence'] === 'on_site' ? 'temporarily_out' : 'on_site';
    return this.#say('people.setPresence', personId, { ...base, to }, false);
  }
}

/** The line changes with the minute; sometimes the page is gone, sometimes all signal. */
export const weatherOf = async (tablet: Tablet, random: () => number, over: () => boolean): Promise<void> => {
  while (!over()) {
    const dark = random() < 0.3 ? (random() < 0.5 ? 'refused' : 'silent') : null;
    tablet.line.weather = { ...stormy, dark };
    if (random() < 0.3) tablet.line.cut();
    if (random() < 0.25) tablet.reload();
    await pause(30 + random() * 220);
  }
  tablet.line.weather = { ...fairWeather };
  tablet.line.cut();
};

/** Share of a tablet's check-ins that it makes as changes to what others change too. */
const OVERLAP = 0.25;
/** Where nothing a tablet says arrives, there is never anything to change: it gives up after so many turns each. */
const TURNS = 15;

export const morning = async (volunteer: Volunteer, checkIns: number): Promise<void> => {
  const { random, tablet } = volunteer;
  const isDone = () => volunteer.checkedIn >= checkIns && volunteer.overlapped >= checkIns * OVERLAP;
  for (let turn = 0; turn < checkIns * TURNS && !isDone(); turn += 1) {
    const dice = random();
    if (dice < 0.25) await volunteer.overlap();
    else if (dice < 0.35) await volunteer.followUp();
    else if (volunteer.checkedIn < checkIns) await volunteer.checkIn();
    if (tablet.guests.length === 0 || random() < 0.15) await tablet.pull();
    await pause(random() * 20);
  }
};
