/**
 * The breakdown, folded from the versions of rows rather than from the rows: it is the same whoever asks first, and the
 * same again after a restart. Nothing is stored; a process keeps where it has got to.
 */
import { sql } from 'drizzle-orm';
import type { BreakdownView } from '../../shared/counts.ts';
import { snapshotTime } from '../../shared/disclosure.ts';
import type { AgeBand } from '../../shared/people.ts';
import type { Deps, Reader } from '../engine/deps.ts';
import { breakdownOf } from './breakdown.ts';
import { Groups } from './groups.ts';

const STEP_MS = 30 * 60_000;
/** Real time in which a write that took its place in the stream before the half hour will have committed. */
const SETTLE_MS = 3000;

interface VersionOf extends Record<string, unknown> {
  kind: 'person' | 'personIdentity' | 'operation';
  id: string;
  seq: number;
  at: number;
  centre: string | null;
  here: boolean;
  undone: boolean;
  same_as: string | null;
  language: string | null;
  age: AgeBand | null;
  sex: string | null;
  languages: { tag: string }[] | null;
}

const versionsAfter = (reader: Reader, operationId: string, seq: number) =>
  reader.execute<VersionOf>(sql`
    select v.kind, v.id, v.seq::float8 as seq, (extract(epoch from e.recorded_at) * 1000)::float8 as at,
      v."row"->>'centreId' as centre, v."row"->>'language' as language,
      coalesce(v."row"->>'presence' = 'on_site', false) as here,
      v."row"->>'undoneAt' is not null as undone, v."row"->>'mergedInto' as same_as,
      v."row"->>'ageBand' as age, v."row"->>'sex' as sex, v."row"->'languages' as languages
    from version v join event e on e.stream_id = v.stream_id and e.seq = v.seq
    where v.stream_id = ${operationId} and v.seq > ${seq} and v.kind in ('person', 'personIdentity', 'operation')
    order by v.seq`);

class Fold {
  #cursor = 0;
  #next: number | null = null;
  #languages: string[] = [];
  readonly #sexes = new Map<string, string | null>();
  readonly #groups = new Groups();
  #turn: Promise<void> = Promise.resolve();

  /** One at a time: readers share what is kept here. */
  async upTo(mark: number, reader: Reader, operationId: string): Promise<BreakdownView | null> {
    const turn = this.#turn.then(() => this.#advance(mark, reader, operationId));
    this.#turn = turn.catch(() => undefined);
    await turn;
    return breakdownOf(this.#groups.closed);
  }

  async #advance(mark: number, reader: Reader, operationId: string): Promise<void> {
    if (this.#next !== null && this.#next > mark) return;
    for (const it of await versionsAfter(reader, operationId, this.#cursor)) {
      this.#next ??= snapshotTime(new Date(it.at)).getTime() + STEP_MS;
      this.#closeUpTo(Math.min(it.at - 1, mark));
      if (it.at > mark) break;
      this.#apply(it);
      this.#cursor = it.seq;
    }
    this.#closeUpTo(mark);
  }

  #closeUpTo(at: number): void {
    while (this.#next !== null && this.#next <= at) {
      this.#groups.close(new Date(this.#next), this.#languages);
      this.#next += STEP_MS;
    }
  }

  #apply(it: VersionOf): void {
    if (it.kind === 'operation') {
      if (it.languages) this.#languages = it.languages.map(({ tag }) => tag);
      return;
    }
    if (it.kind === 'personIdentity') {
      this.#sexes.set(it.id, it.sex);
      this.#groups.identified(it.id, it.sex);
      return;
    }
    // Of a record that was erased nothing is told.
    if (it.undone || !it.centre || !it.language || !it.age) {
      this.#groups.undone(it.id, it.same_as);
      return;
    }
    const sex = this.#sexes.get(it.id) ?? null;
    this.#groups.recorded(it.id, { centreId: it.centre, language: it.language, ageBand: it.age, sex }, it.here);
  }
}

const folds = new WeakMap<Deps, Map<string, Fold>>();

/** The breakdown on show now, or `null` before the first group is counted. */
export const breakdownNow = (reader: Reader, deps: Deps, operationId: string): Promise<BreakdownView | null> => {
  const kept = folds.get(deps) ?? new Map<string, Fold>();
  folds.set(deps, kept);
  const fold = kept.get(operationId) ?? new Fold();
  kept.set(operationId, fold);
  const settled = deps.clock.now().getTime() - SETTLE_MS * deps.clock.rate;
  return fold.upTo(snapshotTime(new Date(settled)).getTime(), reader, operationId);
};
