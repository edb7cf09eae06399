/** Small operations as they go: people come by coach and on foot, go out, leave, are corrected, undone and joined. */
import { type Group, type Guest, Groups } from '../../server/counts/groups.ts';
import { breakdownOf } from '../../server/counts/breakdown.ts';
import type { BreakdownView } from '../../shared/counts.ts';
import type { AgeBand } from '../../shared/people.ts';
import { seeded } from './random.ts';

export const TAGS = ['ro', 'vi', 'sq', 'pl', 'hi', 'am'] as const;
const CENTRES = ['wren', 'heron', 'finch'];
const STARTS = Date.parse('2026-11-19T06:00:00Z');
const HALF_HOURS = 16;

export interface Recorded extends Guest {
  id: string;
  is: 'on site' | 'out' | 'left' | 'undone';
}

/** One half hour of what was shown, and what was so. */
export interface HalfHour {
  onSite: readonly Recorded[];
  view: BreakdownView | null;
  group: { told: Group; truth: readonly Recorded[] } | null;
  languages: readonly string[];
}

export interface Told {
  halfHours: HalfHour[];
  /** Through one centre's door, in order, with what became of whoever went. */
  doors: { centreId: string; to: 'left' | 'out' | 'back' }[];
}

class Story {
  readonly groups = new Groups();
  readonly people: Recorded[] = [];
  readonly doors: Told['doors'] = [];
  readonly #below: (n: number) => number;
  readonly #centres: string[];
  languages: string[];

  constructor(seed: number) {
    const next = seeded(seed);
    this.#below = (n) => Math.floor(next() * n);
    this.#centres = CENTRES.slice(0, 1 + this.#below(3));
    this.languages = this.#list();
  }

  #one<T>(all: readonly T[]): T | undefined {
    return all[this.#below(all.length)];
  }
  #list = (): string[] => TAGS.slice(this.#below(2), 1 + this.#below(TAGS.length));

  #record(it: Recorded): void {
    if (it.is !== 'undone') this.groups.recorded(it.id, { ...it }, it.is === 'on site');
  }

  #come(): void {
    // A coach of one village is a coach of one language.
    const alike = this.#below(3) === 0;
    const tag = this.#one(TAGS) ?? 'ro';
    const centreId = this.#below(4) > 0 ? 'wren' : (this.#one(this.#centres) ?? 'wren');
    for (let n = this.#below(4) === 0 ? 4 + this.#below(16) : 1 + this.#below(3); n > 0; n -= 1) {
      const sex = this.#one(['male', 'male', 'female', 'female', 'female', 'other', null]) ?? null;
      const ageBand: AgeBand = this.#one(['adult', 'adult', 'adult', 'adult', 'child', 'unsure'] as const) ?? 'adult';
      const language = alike ? tag : (this.#one(TAGS) ?? 'ro');
      const it: Recorded = { id: `guest ${this.people.length}`, centreId, sex, ageBand, language, is: 'on site' };
      this.people.push(it);
      this.#record(it);
    }
  }

  #correct(it: Recorded): void {
    const what = this.#below(3);
    if (what === 0) {
      it.sex = this.#one(['male', 'female', null]) ?? null;
      this.groups.identified(it.id, it.sex);
    } else if (what === 1) it.ageBand = it.ageBand === 'adult' ? 'child' : 'adult';
    else it.language = this.#one(TAGS) ?? 'ro';
    this.#record(it);
  }

  #goOrBack(it: Recorded): void {
    if (it.is === 'on site') {
      it.is = this.#below(3) === 0 ? 'left' : 'out';
      this.doors.push({ centreId: it.centreId, to: it.is === 'left' ? 'left' : 'out' });
    } else if (it.is === 'out') {
      it.is = 'on site';
      this.doors.push({ centreId: it.centreId, to: 'back' });
    }
    this.#record(it);
  }

  #undo(it: Recorded, other: Recorded | undefined): void {
    if (it.is !== 'on site') return;
    it.is = 'undone';
    this.groups.undone(it.id, this.#below(2) === 0 && other && other !== it ? other.id : null);
  }

  #something(): void {
    const known = this.people.filter((it) => it.is !== 'undone');
    const [it, other] = [this.#one(known), this.#one(known)];
    const what = this.#below(12);
    if (!it || what < 6) this.#come();
    else if (what < 8) this.#correct(it);
    else if (what < 10) this.#goOrBack(it);
    else if (what === 10) this.#undo(it, other);
    else if (it.is === 'on site') {
      it.centreId = this.#one(this.#centres) ?? 'wren';
      this.#record(it);
    }
  }

  halfHour(n: number): HalfHour {
    for (let many = this.#below(6); many > 0; many -= 1) this.#something();
    if (this.#below(5) === 0) this.languages = this.#list();
    const before = this.groups.closed.length;
    const counted = new Set(this.groups.close(new Date(STARTS + n * 1_800_000), this.languages));
    const told = this.groups.closed[before];
    const copies = this.people.map((it) => ({ ...it }));
    return {
      onSite: copies.filter((it) => it.is === 'on site'),
      view: breakdownOf(this.groups.closed),
      group: told ? { told, truth: copies.filter((it) => counted.has(it.id)) } : null,
      languages: this.languages,
    };
  }
}

export const smallOperation = (seed: number): Told => {
  const story = new Story(seed);
  const halfHours = Array.from({ length: HALF_HOURS }, (_it, n) => story.halfHour(n + 1));
  return { halfHours, doors: story.doors };
};
