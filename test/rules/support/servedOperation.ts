/** One operation as its server tells of it, by the server's own rules, from versions in memory instead of a database. */
import { changesFor, inOrder, sorted, type StoredVersion } from '../../../server/engine/changes.ts';
import { type Audience, audienceOf } from '../../../server/engine/project.ts';
import { Recent } from '../../../server/engine/recent.ts';
import type { Row } from '../../../shared/kinds/views.ts';
import type { Changes } from '../../../shared/sync.ts';

const ID = (n: number): string => `0193e0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const operationId = ID(1);
export const centres = [ID(11), ID(12), ID(13)] as const;

export const guestId = (guest: number): string => ID(1000 + guest);

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`;

/** A manager's own: of one centre, or of two. */
export const managerOf = (...where: readonly string[]): Audience => {
  const grants = where.map((centreId) => ({ role: 'manager' as const, operationId, centreId, address: true }));
  const audience = audienceOf(grants, operationId, false);
  if (!audience) throw new Error('a manager without a place in the operation');
  return audience;
};

export class ServedOperation {
  readonly #versions: StoredVersion[] = [];
  readonly #recent = new Recent();
  head = 0;

  #newest(from: number, to: number): StoredVersion[] {
    const within = this.#versions.filter((it) => it.seq > from && it.seq <= to);
    return inOrder([...new Map(within.map((it) => [keyOf(it), it])).values()]);
  }

  /** How one guest now stands, or that there is none any more. `elsewhere`: another server wrote it. */
  write(guest: number, centreId: string | null, zone = '', elsewhere = false): void {
    this.head += 1;
    const id = guestId(guest);
    const version = { kind: 'person', id, seq: this.head, row: centreId ? this.#guest(id, centreId, zone) : null };
    this.#versions.push(version);
    if (!elsewhere) this.#recent.keep(this.head, [version]);
  }

  #guest(id: string, centreId: string, zone: string): Row {
    return {
      id,
      operationId,
      centreId,
      reference: 'K-001',
      language: 'vi',
      ageBand: 'adult',
      presence: 'on_site',
      zone,
      vehicle: null,
      groupId: null,
      flags: [],
      arrivedAt: '2026-11-19T06:30:00.000Z',
      undoneAt: null,
      undoneReason: null,
      rowVersion: this.head,
    };
  }

  async delta(from: number, to: number, audience: Audience): Promise<Changes> {
    const earlier = new Map(this.#newest(0, from).flatMap((it) => (it.row ? [[keyOf(it), it.row]] : [])));
    const versions = this.#recent.between(from, to) ?? this.#newest(from, to);
    const changes = await changesFor(versions, audience, () => Promise.resolve(earlier));
    return { operationId, from, to, view: audience.view, changes };
  }

  snapshot(to: number, audience: Audience): Changes {
    const changes = sorted(this.#newest(0, to), audience).shown;
    return { operationId, from: 0, to, view: audience.view, changes, snapshot: true };
  }

  /** What a pull, or a question over the socket, is answered with. */
  answer(since: number, audience: Audience): Promise<Changes> {
    const anew = since === 0 || since > this.head;
    return anew ? Promise.resolve(this.snapshot(this.head, audience)) : this.delta(since, this.head, audience);
  }
}
