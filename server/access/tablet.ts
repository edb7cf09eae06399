import type { Auth } from './auth.ts';
import type { Deps } from '../engine/deps.ts';
import { finishedStates } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import { digestIn } from './cookies.ts';

/** A paired tablet, as it is now. */
export interface Tablet {
  id: string;
  operationId: string;
  centreId: string;
  label: string;
  letter: string;
  locked: boolean;
  revoked: boolean;
  /** Its centre is over: what waits on it is still taken. */
  closed: boolean;
}

type TabletDeps = Pick<Deps, 'sql' | 'clock'>;

/** Written down at most this often. */
const SEEN_SECONDS = 10;

const seen = async ({ sql, clock }: TabletDeps, id: string): Promise<void> => {
  const now = clock.now();
  await sql`update device set last_seen_at = ${now} where id = ${id}
    and (last_seen_at is null or last_seen_at < ${new Date(now.getTime() - SEEN_SECONDS * 1000)})`;
};

/** The tablet that sends these headers, even one out of use; `null` where it is none of ours. */
export const tabletOf = async (deps: TabletDeps, auth: Auth, headers: Headers): Promise<Tablet | null> => {
  const digest = await digestIn(auth, headers, 'device');
  if (!digest) return null;
  const [found] = await deps.sql<Tablet[]>`
    select d.id, d.operation_id as "operationId", d.centre_id as "centreId", d.label, d.letter,
      d.locked_at is not null as locked, d.revoked_at is not null as revoked,
      c.state = any(${[...finishedStates]}) as closed
    from device d join centre c on c.id = d.centre_id where d.token_hash = ${digest}`;
  if (!found) return null;
  await seen(deps, found.id);
  return found;
};

/** @throws Problem `device-unknown`, `device-ended` */
export const tabletInUse = async (deps: TabletDeps, auth: Auth, headers: Headers): Promise<Tablet> => {
  const found = await tabletOf(deps, auth, headers);
  if (!found) throw new Problem('device-unknown', { detail: 'Ask the manager for a code' });
  if (found.revoked) throw new Problem('device-ended', { detail: 'Ask the manager for a code to set it up again' });
  return found;
};
