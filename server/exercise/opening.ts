import type { Slot } from '../../shared/rosters/contract.ts';
import { roleTitle } from '../../shared/partners/names.ts';
import { type CentreRow, readinessNames } from '../../shared/centres.ts';
import type { Changes } from '../../shared/sync.ts';
import { uuidv7 } from '../engine/ids.ts';
import type { ManifestGuest } from './manifest.ts';
import { minute, type Script, type Stage } from './stage.ts';

const DOORS = 25;
const zones = [
  { name: 'Arrivals' },
  { name: 'Hall A', beds: 40 },
  { name: 'Hall B', beds: 32 },
  { name: 'Family rooms', beds: 16 },
  { name: 'Dining' },
  { name: 'Quiet room' },
  { name: 'First aid room' },
];

const languagesOf = (guests: readonly ManifestGuest[]): { tag: string; people: number }[] => {
  const counts = new Map<string, number>();
  for (const { language } of guests) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].map(([tag, people]) => ({ tag, people })).toSorted((a, b) => b.people - a.people);
};

interface Shortlist {
  fit: { venueId: string }[];
}

const rowsOf = async <T>(stage: Stage, kind: string): Promise<T[]> => {
  const pulled = await stage.cast.planner.get<Changes>(`/api/operations/${stage.operationId}/pull?since=0`);
  return pulled.changes.filter((it) => it.kind === kind && it.row).map((it) => it.row as T);
};

const centreOf = async (stage: Stage): Promise<CentreRow> => {
  const found = (await rowsOf<CentreRow>(stage, 'centre')).find((it) => it.id === stage.centreId);
  if (!found) throw new Error('The exercise lost its centre');
  return found;
};

const baseOf = async (stage: Stage): Promise<number> => (await centreOf(stage)).rowVersion;

const staff = async (stage: Stage, at: Date): Promise<void> => {
  const { operationId, centreId, ids, cast } = stage;
  const place = { operationId, centreId };
  const give = (args: Record<string, unknown>) =>
    cast.planner.must('users.staffCentre', { grantId: uuidv7(), ...args }, at);
  await give({ userId: ids.manager, role: 'manager', ...place });
  await give({ userId: ids.volunteer, role: 'volunteer', ...place, address: false });
  await give({ userId: ids.silver, role: 'silver', operationId });
};

const answered = async (stage: Stage, slot: Slot, at: number): Promise<void> => {
  const { planner } = stage.cast;
  const { operationId, random } = stage;
  const where = { operationId, slotId: slot.id };
  const start = Date.parse(slot.shiftStart) - (at > DOORS ? 10 * 60_000 : 0);
  const arriveBy = new Date(start).toISOString();
  const asked = await planner.must(
    'roster.ask',
    { ...where, baseVersion: slot.rowVersion, heads: slot.needed, arriveBy },
    minute(stage, at),
  );
  const answer = { ...where, baseVersion: Number(asked['rowVersion']), saidBy: 'Duty desk', channel: 'phone' };
  if (slot.language === 'hu' || random.chance(0.06)) {
    await planner.must(
      'roster.answer',
      { ...answer, answer: 'declined', words: 'Nobody before noon' },
      minute(stage, at + 6),
    );
    return;
  }
  const short = slot.needed > 3 && random.chance(0.25) ? 1 : 0;
  const heads = slot.needed - short;
  await planner.must('roster.answer', { ...answer, answer: 'accepted', heads, arriveBy }, minute(stage, at + 8));
};

/** Of many who come at once somebody always goes past the book. */
const signIn = async (stage: Stage, slot: Slot, at: Date): Promise<void> => {
  const { operationId, centreId, cast } = stage;
  const kind = slot.role === 'interpreter' ? 'interpreter' : 'staff';
  for (let n = 1; n <= (slot.accepted > 3 ? slot.accepted - 1 : slot.accepted); n += 1) {
    const name = `Player ${n}, ${roleTitle(slot.role)}${slot.language ? ` (${slot.language})` : ''}`;
    await cast.manager.must(
      'visits.signIn',
      { operationId, centreId, visitId: uuidv7(), kind, name, organisation: slot.partner },
      at,
    );
  }
};

const callRoster = async (stage: Stage, script: Script): Promise<void> => {
  const slots = (await rowsOf<Slot>(stage, 'slot')).filter((it) => it.centreId === stage.centreId);
  const starts = [...new Set(slots.map((it) => it.shiftStart))].toSorted();
  for (const slot of slots.filter((it) => it.shiftStart === starts[0])) {
    await answered(stage, slot, -60);
    const late = stage.random.chance(0.12) ? 55 : 0;
    script.add(stage.random.between(8, 24) + late, async (at) => {
      const now = (await rowsOf<Slot>(stage, 'slot')).find((it) => it.id === slot.id);
      if (!now || now.state !== 'accepted') return;
      await stage.cast.manager.must(
        'roster.arrive',
        { operationId: stage.operationId, slotId: slot.id, count: now.accepted },
        at,
      );
      await signIn(stage, now, at);
    });
  }
  for (const slot of slots.filter((it) => it.shiftStart === starts[1] && stage.random.chance(0.6))) {
    script.add(stage.random.between(45, 150), () => answered(stage, slot, 60));
  }
};

/** From the phone call to doors: opens the operation, chooses the best venue, fills the roster, opens. */
export const openUp = async (stage: Stage, script: Script, guests: readonly ManifestGuest[]): Promise<void> => {
  const { planner, manager } = stage.cast;
  const { operationId, centreId } = stage;
  const at = (n: number) => minute(stage, n);
  const doorsAt = at(DOORS).toISOString();
  const coming = {
    expected: guests.length,
    atLeast: 70,
    atMost: 90,
    fromSquare: 'SK 54',
    languages: languagesOf(guests),
    nights: 2,
  };
  const leads = { policeLead: 'Insp Hallam', careLead: 'Sam Whitlock' };
  await planner.must(
    'operations.open',
    {
      operationId,
      codeName: 'Larkspur',
      type: 'exercise',
      state: 'running',
      exercise: true,
      firstArrivalAt: at(31).toISOString(),
      ...coming,
      ...leads,
    },
    at(-75),
  );
  const query = `expected=${guests.length}&square=SK%2054&arrivalAt=${encodeURIComponent(at(31).toISOString())}`;
  const { fit } = await planner.get<Shortlist>(`/api/operations/${operationId}/shortlist?${query}`);
  const [best, second] = fit;
  if (!best) throw new Error('The exercise found no venue that fits');
  const reason = 'Enough beds for eighty with room to spare, close to where people come from';
  await planner.must(
    'centres.activate',
    {
      operationId,
      centreId,
      venueId: best.venueId,
      to: 'activating',
      ...coming,
      doorsAt,
      reason,
      managerName: 'Sam Whitlock',
    },
    at(-70),
  );
  stage.letter = (await centreOf(stage)).sheetLetter;
  if (second) {
    const overflow = {
      operationId,
      centreId: uuidv7(),
      venueId: second.venueId,
      to: 'standby',
      expected: 30,
      doorsAt: at(120).toISOString(),
    };
    await planner.must(
      'centres.activate',
      { ...overflow, reason: 'Overflow, should more come', overflowOf: centreId },
      at(-68),
    );
  }
  await staff(stage, at(-66));
  await callRoster(stage, script);
  script.add(22, async (when) => {
    const ready = Object.fromEntries(readinessNames.filter((it) => it !== 'visitor_desk').map((it) => [it, true]));
    await manager.must(
      'centres.change',
      { operationId, centreId, baseVersion: await baseOf(stage), ready, zones },
      when,
    );
  });
  script.add(DOORS, async (when) => {
    await manager.must(
      'centres.setState',
      { operationId, centreId, to: 'open', baseVersion: await baseOf(stage) },
      when,
    );
    await manager.must(
      'log.write',
      { operationId, centreId, entryId: uuidv7(), text: 'Doors open. Everyone briefed.' },
      when,
    );
  });
};
