import { type SQL, sql } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import { lockedAtOnce } from '../engine/namedLock.ts';

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUWXYZ'];
const MOST = 9999;

const padded = sql`case when n < 1000 then lpad(n::text, 3, '0') else n::text end`;

/**
 * The next number on the sheet of a centre called `here`, or on another letter's where that is used up; held, as
 * `lockReference` holds one, until the end of the transaction. One that somebody else holds is passed over, so that
 * nobody waits. Somebody may have taken it and committed in the moment between the look and the hold: whoever writes it
 * looks again. It is `null` where every wristband is given out.
 */
export const nextReference = (operationId: string): SQL => sql`(
  select letter || '-' || ${padded}
  from unnest(array[here.sheet_letter] || ${sql.param(LETTERS)}::text[]) as letter
  cross join lateral (
    select coalesce(max(substr(reference, 3)::int), 0) as last from ${person}
    where operation_id = ${operationId} and left(reference, 1) = letter
  ) given
  cross join lateral (select generate_series(last + 1, ${MOST}) as n) free
  where ${lockedAtOnce(sql`${`${operationId} `} || letter || '-' || ${padded}`)}
  limit 1)`;
