/**
 * In which groups people enter the breakdown. A group is counted once, as its people are recorded when it closes, and
 * never again; when one closes depends on how many came in where, and never on who they are.
 */
import { boundsOfCells, type Bounds, mostCells, SMALLEST_GROUP, SMALLEST_SHOWN } from '../../shared/disclosure.ts';
import { type AgeBand, mayBeChild } from '../../shared/people.ts';

export interface Guest {
  centreId: string;
  language: string;
  ageBand: AgeBand;
  sex: string | null;
}

/** What may be told of one group. */
export interface Group {
  at: Date;
  people: number;
  sex: Cells;
  age: Cells;
  languages: Cells;
}
/** By key. Keys keep the order in which they are listed, which does not follow the counts. */
export type Cells = ReadonlyMap<string, Bounds>;

const byCentre = (guests: Iterable<Guest>): Map<string, Guest[]> => {
  const found = new Map<string, Guest[]>();
  for (const it of guests) found.set(it.centreId, [...(found.get(it.centreId) ?? []), it]);
  return found;
};

/** The centres whose people would make up a group now. */
const centresOf = (waiting: ReadonlyMap<string, Guest[]>, entered: ReadonlySet<string>): Set<string> => {
  const enough = [...waiting].flatMap(([id, { length }]) => (length < SMALLEST_SHOWN ? [] : [id]));
  const [first, ...others] = enough;
  const aloneAndNew = first !== undefined && others.length === 0 && !entered.has(first);
  return new Set(aloneAndNew && entered.size > 0 ? [] : enough);
};

const sexOf = ({ sex }: Guest): string => (sex === 'male' || sex === 'female' ? sex : 'unknown');
const ageOf = ({ ageBand }: Guest): string => (mayBeChild(ageBand) ? 'child' : 'adult');

/** The first of the keys stands in for small cells before the others do: least is lost with those not told apart. */
const cellsOf = (keys: readonly string[], guests: readonly Guest[], keyOf: (guest: Guest) => string): Cells => {
  const counts = keys.map((key) => guests.filter((it) => keyOf(it) === key).length);
  const told = boundsOfCells(counts);
  return new Map(keys.map((key, at) => [key, told[at] ?? { least: 0, most: guests.length }]));
};

/** As many of the languages, in the operation's order, as that many people can be parted into. */
const languageCells = (guests: readonly Guest[], languages: readonly string[]): Cells => {
  const named = languages.slice(0, mostCells(guests.length) - 1);
  return cellsOf(['other', ...named], guests, ({ language }) => (named.includes(language) ? language : 'other'));
};

const groupOf = (guests: readonly Guest[], languages: readonly string[], at: Date): Group => ({
  at,
  people: guests.length,
  sex: cellsOf(['unknown', 'male', 'female'], guests, sexOf),
  age: cellsOf(['adult', 'child'], guests, ageOf),
  languages: languageCells(guests, languages),
});

export class Groups {
  readonly closed: Group[] = [];
  /** Came in, and in no group yet. */
  readonly #waiting = new Map<string, Guest>();
  readonly #counted = new Set<string>();
  /** Centres of which people are in a group. */
  readonly #entered = new Set<string>();

  /** Somebody is recorded so; `here`: on site, so that they have come in. */
  recorded(id: string, guest: Guest, here: boolean): void {
    if (this.#counted.has(id) || !(here || this.#waiting.has(id))) return;
    this.#waiting.set(id, guest);
  }

  /** It was no check-in, or was the same person as another. Whoever is counted stays so, and is not counted twice. */
  undone(id: string, sameAs: string | null): void {
    this.#waiting.delete(id);
    if (!sameAs || !this.#counted.has(id)) return;
    this.#waiting.delete(sameAs);
    this.#counted.add(sameAs);
  }

  identified(id: string, sex: string | null): void {
    const known = this.#waiting.get(id);
    if (known) this.#waiting.set(id, { ...known, sex });
  }

  /** At a half hour: those who wait become a group, where they are enough. Answers who they are. */
  close(at: Date, languages: readonly string[]): readonly string[] {
    const centres = centresOf(byCentre(this.#waiting.values()), this.#entered);
    const joining = [...this.#waiting].filter(([, it]) => centres.has(it.centreId));
    if (joining.length < SMALLEST_GROUP) return [];
    for (const [id] of joining) {
      this.#waiting.delete(id);
      this.#counted.add(id);
    }
    for (const id of centres) this.#entered.add(id);
    this.closed.push(
      groupOf(
        joining.map(([, it]) => it),
        languages,
        at,
      ),
    );
    return joining.map(([id]) => id);
  }
}
