import type { PlanRow } from './contract.ts';
import type { SizeClass } from '../venues/venue.ts';

export interface ExpectedLanguage {
  tag: string;
  /** Speakers, where someone has said how many. */
  people?: number | undefined;
}

export interface Expected {
  size: SizeClass;
  expected: number;
  languages?: readonly ExpectedLanguage[];
  /** Anyone who is, or may be, under 18 is expected or here. */
  children?: boolean;
}

export interface ScaledRole {
  role: string;
  partner: string;
  /** Per shift. */
  heads: number;
  /** Interpreters by language; what is left over is `language: null`. Sums to `heads`. */
  byLanguage: { language: string | null; heads: number }[];
  /** Why this number, in words. */
  why: string;
}

/** Heads per role and shift: the number for the size, or what the people call for where that is more. */
export function scalePlan(rows: readonly PlanRow[], expected: Expected): ScaledRole[] {
  return rows.map((row) => scaleRow(row, expected));
}

function scaleRow(row: PlanRow, expected: Expected): ScaledRole {
  const size = expected.size === 'several' ? 'large' : expected.size;
  const planned = row[size];
  const languages = row.scalesWith?.kind === 'per_language' ? perLanguage(expected, row.scalesWith.per) : [];
  const called = calledFor(row, expected, languages);
  const heads = Math.max(planned, called.heads);
  const known = languages.reduce((sum, each) => sum + each.heads, 0);
  return {
    role: row.role,
    partner: row.partner,
    heads,
    byLanguage: heads > known ? [...languages, { language: null, heads: heads - known }] : languages,
    why: called.heads > planned ? called.why : `${planned} at a ${size} centre`,
  };
}

function calledFor(
  { scalesWith }: PlanRow,
  { expected, children = false }: Expected,
  languages: { heads: number }[],
): { heads: number; why: string } {
  if (scalesWith === null) return { heads: 0, why: '' };
  if (scalesWith.kind === 'people') {
    return {
      heads: Math.ceil(expected / scalesWith.per),
      why: `one for every ${scalesWith.per} of ${expected} people`,
    };
  }
  if (scalesWith.kind === 'on_site_if_any_child')
    return { heads: children ? 1 : 0, why: 'a child, or someone who may be' };
  const heads = languages.reduce((sum, each) => sum + each.heads, 0);
  return { heads, why: `one for every ${scalesWith.per} speakers of each language` };
}

const isEnglish = (tag: string): boolean => tag === 'en' || tag.startsWith('en-');
const nobodyKnows = (tag: string): boolean => tag === 'und';

// Where nobody has said how many speak a language, those not accounted for are shared out equally.
function perLanguage({ expected, languages = [] }: Expected, per: number): { language: string; heads: number }[] {
  const known = languages.reduce((sum, each) => sum + (each.people ?? 0), 0);
  const unsaid = languages.filter((each) => each.people === undefined).length;
  const share = unsaid === 0 ? 0 : Math.max(0, expected - known) / unsaid;
  return languages
    .filter(({ tag, people }) => !isEnglish(tag) && !nobodyKnows(tag) && people !== 0)
    .map(({ tag, people }) => ({ language: tag, heads: Math.max(1, Math.ceil((people ?? share) / per)) }));
}
