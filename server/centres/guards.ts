import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { vehicle } from '../../db/schema/operations.ts';
import { need, person, stillOpen } from '../../db/schema/people.ts';
import { rollCall, visit } from '../../db/schema/rollCalls.ts';
import { slot } from '../../db/schema/rosters.ts';
import { type CentreState, readinessItems, readinessNames, type ReadinessItem } from '../../shared/centres.ts';
import type { Presence } from '../../shared/people.ts';
import type { Tx } from '../engine/deps.ts';
import { outstandingWork } from './outstanding.ts';

export interface Missing {
  code: string;
  /** For whoever acts: may count guests. */
  words: string;
  /** For the log, after “although”, which silver command reads: never counts guests. */
  public: string;
}

/** Roles whose arrival counts as a tick. */
const shownBy: Partial<Record<ReadinessItem, readonly string[]>> = {
  manager: ['centre_manager', 'deputy_manager'],
  registration: ['registration'],
  welfare: ['welfare'],
};

interface Guarded {
  id: string;
  ready: Partial<Record<ReadinessItem, boolean>>;
}

const rolesHere = async (tx: Tx, centreId: string): Promise<Set<string>> => {
  const rows = await tx
    .selectDistinct({ role: slot.role })
    .from(slot)
    .where(and(eq(slot.centreId, centreId), eq(slot.state, 'arrived'), sql`${slot.arrived} > 0`));
  return new Set(rows.map((it) => it.role));
};

const notReady = async (tx: Tx, { id, ready }: Guarded): Promise<Missing[]> => {
  const here = await rolesHere(tx, id);
  return readinessNames
    .filter((it) => readinessItems[it].needed && !ready[it] && !shownBy[it]?.some((role) => here.has(role)))
    .map((it) => {
      const words = `Not yet: ${readinessItems[it].title.toLowerCase()}`;
      return { code: it, words, public: `“${readinessItems[it].title}” was not ticked` };
    });
};

const present: Partial<Record<Presence, { one: string; many: string; public: string }>> = {
  on_site: { one: 'guest is on site', many: 'guests are on site', public: 'not everyone had left' },
  temporarily_out: {
    one: 'guest is out for a while',
    many: 'guests are out for a while',
    public: 'not everyone had left',
  },
  missing: { one: 'guest is missing', many: 'guests are missing', public: 'not everyone had left' },
  in_transit: { one: 'guest is on the way here', many: 'guests are on the way here', public: 'not everyone had left' },
};

const guestsLeft = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const rows = await tx
    .select({ presence: person.presence, n: sql<number>`count(*)::int` })
    .from(person)
    .where(
      and(
        eq(person.centreId, centreId),
        isNull(person.undoneAt),
        inArray(person.presence, Object.keys(present) as Presence[]),
      ),
    )
    .groupBy(person.presence);
  return rows.flatMap(({ presence, n }) => {
    const words = present[presence];
    return words
      ? [{ code: `guests_${presence}`, words: `${n} ${n === 1 ? words.one : words.many}`, public: words.public }]
      : [];
  });
};

const signedIn = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const [found] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(visit)
    .where(and(eq(visit.centreId, centreId), isNull(visit.signedOutAt)));
  const n = found?.n ?? 0;
  if (n === 0) return [];
  const words = `${n} ${n === 1 ? 'person' : 'people'} in the sign-in book ${n === 1 ? 'has' : 'have'} not signed out`;
  return [{ code: 'visits_signed_in', words, public: 'not everyone had left' }];
};

/** Until it is ended, whoever is not marked in it may be looked for. */
const rollCallRunning = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const running = await tx
    .select({ id: rollCall.id })
    .from(rollCall)
    .where(and(eq(rollCall.centreId, centreId), isNull(rollCall.endedAt), isNull(rollCall.joinedTo)))
    .limit(1);
  return running.map(() => ({
    code: 'roll_call_running',
    words: 'A roll call is still running',
    public: 'a roll call was running',
  }));
};

const vehiclesComing = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const rows = await tx
    .select({ label: vehicle.label })
    .from(vehicle)
    .where(and(eq(vehicle.centreId, centreId), inArray(vehicle.state, ['expected', 'on_the_way'])))
    .orderBy(vehicle.dueAt);
  return rows.map(({ label }) => ({
    code: 'vehicle_coming',
    words: `${label} is still on its way`,
    public: 'a vehicle was still on its way',
  }));
};

const urgentNeeds = async (tx: Tx, centreId: string): Promise<Missing[]> => {
  const [found] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(need)
    .where(and(eq(need.centreId, centreId), eq(need.priority, 'P1'), stillOpen));
  const n = found?.n ?? 0;
  if (n === 0) return [];
  const words = `${n} P1 ${n === 1 ? 'need is' : 'needs are'} open`;
  return [{ code: 'needs_p1', words, public: 'a P1 need was open' }];
};

const closed = async (tx: Tx, { id }: Guarded): Promise<Missing[]> => [
  ...(await guestsLeft(tx, id)),
  ...(await signedIn(tx, id)),
  ...(await rollCallRunning(tx, id)),
  ...(await urgentNeeds(tx, id)),
  ...(await vehiclesComing(tx, id)),
];

/** What is missing before a centre may go from one state to another. */
export const missingFor = async (
  tx: Tx,
  centre: Guarded,
  from: CentreState,
  to: CentreState,
  now: Date,
): Promise<Missing[]> => {
  if (to === 'open' && from !== 'full') return notReady(tx, centre);
  const ends = to === 'closed' || to === 'cancelled';
  if (!ends && to !== 'standing_down') return [];
  return [...(ends ? await closed(tx, centre) : []), ...(await outstandingWork(tx, centre.id, now))];
};
