import { type SQL, sql } from 'drizzle-orm';
import { sentKinds } from '../../shared/kinds/kinds.ts';
import { type Audience, couldShow } from './project.ts';

/** What of a stream an audience could be shown, told in what the database knows of a row: its kind, and where it is. */
export interface Reach {
  /** Of centres their grants name, and (`null`) of the whole operation. */
  named: readonly { centreId: string | null; kinds: readonly string[] }[];
  /** Of any other centre. */
  elsewhere: readonly string[];
}

const NO_GRANT_NAMES_IT = 'elsewhere';

export const reachOf = (audience: Audience): Reach => {
  const kindsAt = (centreId: string | null) => sentKinds.filter((it) => couldShow(it, centreId, audience));
  const places = new Set([null, ...audience.grants.map(({ centreId }) => centreId)]);
  return {
    named: [...places].map((centreId) => ({ centreId, kinds: kindsAt(centreId) })),
    elsewhere: kindsAt(NO_GRANT_NAMES_IT),
  };
};

// One text whatever is in it, so that the database plans it once.
export const among = (all: readonly string[]): SQL => sql`any(string_to_array(${all.join(',')}::text, ','))`;

/** Conditions on a version called `v`, one for each place with anything to show; no two overlap. */
export const placesIn = ({ named, elsewhere }: Reach, v: SQL): SQL[] => {
  const own = named.flatMap(({ centreId }) => centreId ?? []);
  const others = sql`${v}.centre_id is not null and ${v}.centre_id <> all(string_to_array(${own.join(',')}::text, ',')::uuid[])`;
  const places = [
    ...named.map((it) => ({
      at: it.centreId === null ? sql`${v}.centre_id is null` : sql`${v}.centre_id = ${it.centreId}::uuid`,
      kinds: it.kinds,
    })),
    { at: others, kinds: elsewhere },
  ];
  return places.filter((it) => it.kinds.length > 0).map((it) => sql`${it.at} and ${v}.kind = ${among(it.kinds)}`);
};
