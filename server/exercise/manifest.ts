import manifestCsv from '../../db/seed/exercise-larkspur.csv?raw';
import { type NeedKindName, needKindNames } from '../../shared/needs.ts';
import { ageBands, type AgeBand, sexes } from '../../shared/people.ts';
import { parseCsv } from '../imports/rows.ts';

export interface ManifestGuest {
  /** Minutes after the exercise starts. */
  arrives: number;
  vehicle: string;
  number: number;
  preferredName: string;
  sex: (typeof sexes)[number];
  ageBand: AgeBand;
  language: string;
  group: string;
  needs: NeedKindName[];
}

/** Injects reach the system as the needs a volunteer would raise. */
const injects: Record<string, NeedKindName> = {
  pregnancy: 'pregnancy',
  self_harm: 'self_harm',
  suspected_controller: 'threat',
};

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((it) => it === text);
  if (found === undefined) throw new Error(`The manifest says "${text}", which Haven does not know`);
  return found;
};

const list = (text: string | undefined): string[] => (text ?? '').split('|').filter((it) => it !== '');

/** The 80 invented people of Operation Larkspur, in the order they arrive. */
export const readManifest = (): ManifestGuest[] => {
  const parsed = parseCsv(manifestCsv);
  if (!parsed.ok) throw new Error('The manifest of the exercise cannot be read');
  return parsed.csv.rows
    .map(({ cells }) => {
      const kinds = [...list(cells['needs']), ...list(cells['flags']).map((it) => injects[it] ?? it)];
      return {
        arrives: Number(cells['arrives_min']),
        vehicle: cells['vehicle'] ?? '',
        number: Number(cells['ref_hint']),
        preferredName: cells['preferred_name'] ?? '',
        sex: oneOf(sexes, cells['sex'] || 'not_asked'),
        ageBand: oneOf(ageBands, cells['age'] ?? ''),
        language: cells['language'] ?? 'und',
        group: cells['group'] ?? '',
        needs: [...new Set(kinds)].map((it) => oneOf(needKindNames, it)),
      };
    })
    .toSorted((a, b) => a.arrives - b.arrives);
};
