import { uuidv7 } from '../../server/engine/ids.ts';
import type { Changes } from '../../shared/sync.ts';
import { Visitor } from './visitor.ts';

export interface Place {
  operationId: string;
  centreId: string;
}

export interface Acknowledged {
  personId: string;
  seq: number;
}

/** Checks people in, one after another, until told to stop; never goes on before a command has its answer. */
const tablet = async (
  visitor: Visitor,
  place: Place,
  acknowledged: Acknowledged[],
  over: () => boolean,
): Promise<void> => {
  while (!over()) {
    const personId = uuidv7();
    const needs = [{ id: uuidv7(), kind: 'drink' }];
    const args = { ...place, personId, reference: 'K-001', ageBand: 'adult', language: 'ro', needs };
    const said = await visitor.until('people.checkIn', args, over);
    if (said) acknowledged.push({ personId, seq: Number(said.body['seq']) });
  }
};

/** What became of all that was said at the door. */
export interface Kept {
  /** Acknowledged, and not there. */
  lost: Acknowledged[];
  /** Guests, answers, stays and needs that are there more than once. */
  doubled: number;
  /** Guests without their stay, or without what they asked for. */
  halved: number;
  /** There, and never acknowledged: at most the last command of each tablet. */
  unanswered: number;
}

export interface Door {
  acknowledged: readonly Acknowledged[];
  /** Every answer that was no success, by its status. */
  refusals: readonly number[];
  /** Lets each tablet finish, then compares what is there with what was acknowledged. */
  close(): Promise<Kept>;
}

/** Several tablets that check people in at once, whatever happens to the server or its database. */
export const openDoor = (visitor: Visitor, place: Place, tablets: number): Door => {
  const acknowledged: Acknowledged[] = [];
  let over = false;
  const all = Array.from({ length: tablets }, () => {
    const own = new Visitor(visitor.url);
    own.cookie = visitor.cookie;
    return own;
  });
  const work = Promise.all(all.map((it) => tablet(it, place, acknowledged, () => over)));
  return {
    acknowledged,
    get refusals() {
      return all.flatMap((it) => it.refusals);
    },
    close: async () => {
      over = true;
      await work;
      return kept(visitor, place, acknowledged);
    },
  };
};

const kept = async (visitor: Visitor, { operationId }: Place, acknowledged: readonly Acknowledged[]): Promise<Kept> => {
  const pulled = await visitor.get<Changes>(`/api/operations/${operationId}/pull?since=0`);
  const idsOf = (kind: string, key: string) =>
    pulled.changes.filter((it) => it.kind === kind).map((it) => String(it.row?.[key]));
  const people = idsOf('person', 'id');
  const stays = idsOf('stay', 'personId');
  const needs = idsOf('need', 'personId');
  const there = new Set(people);
  const each: unknown[][] = [people, stays, needs, acknowledged.map((it) => it.seq)];
  return {
    lost: acknowledged.filter((it) => !there.has(it.personId)),
    doubled: each.reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0),
    halved: people.filter((id) => !stays.includes(id) || !needs.includes(id)).length,
    unanswered: there.size - acknowledged.length,
  };
};
