import type { z } from 'zod';
import type { deviceList, DeviceView } from '../../shared/tablets.ts';
import { isFinished, type CentreState } from '../../shared/centres.ts';
import type { Deps } from '../engine/deps.ts';
import { tabletRulesNow } from '../settings/queries.ts';
import { type Place, tabletUsersAt } from '../access/tabletUsers.ts';
import type { Tablet } from '../access/tablet.ts';

interface Around {
  operationName: string;
  centreName: string;
  exercise: boolean;
  onSite: number;
}

const aroundOf = async ({ sql }: Deps, { operationId, centreId }: Place): Promise<Around> => {
  const [found] = await sql<Around[]>`
    select o.code_name as "operationName", c.name as "centreName", o.exercise, (
      select count(*)::int from person p
      where p.centre_id = c.id and p.presence = 'on_site' and p.undone_at is null) as "onSite"
    from centre c join operation o on o.id = c.operation_id where c.id = ${centreId} and o.id = ${operationId}`;
  if (!found) throw new Error('a tablet without a centre');
  return found;
};

const stateOf = ({ closed, locked }: Tablet): DeviceView['state'] => {
  if (closed) return 'closed';
  return locked ? 'locked' : 'open';
};

/** `GET /api/device` */
export const deviceViewOf = async (deps: Deps, tablet: Tablet): Promise<DeviceView> => {
  const { id: deviceId, label, letter, operationId, centreId } = tablet;
  const [around, rules, users] = await Promise.all([
    aroundOf(deps, tablet),
    tabletRulesNow(deps.db),
    tabletUsersAt(deps, tablet),
  ]);
  return {
    deviceId,
    label,
    letter,
    operationId,
    centreId,
    ...around,
    exercise: deps.exercise || around.exercise,
    clock: { now: deps.clock.now().toISOString(), rate: deps.clock.rate },
    idleMinutes: rules.idleMinutes,
    hands: users.map(({ userId, name, pin }) => ({ userId, name, firstPin: pin !== 'own' })),
    state: stateOf(tablet),
  };
};

interface Listed {
  id: string;
  label: string;
  letter: string;
  pairedAt: Date;
  pairedBy: string;
  lastSeenAt: Date | null;
  heldBy: string | null;
  waiting: number;
  locked: boolean;
  revoked: boolean;
  centreState: CentreState;
  rowVersion: number;
}

const readDevices = ({ sql }: Pick<Deps, 'sql'>, { operationId, centreId }: Place): Promise<Listed[]> => sql<Listed[]>`
  select d.id, d.label, d.letter, d.paired_at as "pairedAt", coalesce(by.name, '') as "pairedBy",
    d.last_seen_at as "lastSeenAt", d.waiting, d.locked_at is not null as locked,
    d.revoked_at is not null as revoked, c.state as "centreState", d.row_version as "rowVersion", (
      select u.name from device_turn t join "user" u on u.id = t.user_id
      where t.device_id = d.id and t.ended_at is null and t.used_at > now() - interval '20 minutes') as "heldBy"
  from device d join centre c on c.id = d.centre_id left join "user" by on by.id = d.paired_by
  where d.operation_id = ${operationId} and d.centre_id = ${centreId} order by d.paired_at, d.id`;

const listedState = (it: Listed): 'revoked' | 'closed' | 'locked' | 'open' => {
  if (it.revoked) return 'revoked';
  if (isFinished(it.centreState)) return 'closed';
  return it.locked ? 'locked' : 'open';
};

/** A centre's tablets in the order they were paired, and whoever may use them. */
export const listDevices = async (
  deps: Pick<Deps, 'sql' | 'clock'>,
  place: Place,
): Promise<z.infer<typeof deviceList>> => {
  const [devices, users] = await Promise.all([readDevices(deps, place), tabletUsersAt(deps, place)]);
  return {
    items: devices.map((it) => ({
      id: it.id,
      label: it.label,
      letter: it.letter,
      pairedAt: it.pairedAt.toISOString(),
      pairedBy: it.pairedBy,
      lastSeenAt: (it.lastSeenAt ?? it.pairedAt).toISOString(),
      heldBy: it.heldBy,
      waiting: it.waiting,
      state: listedState(it),
      rowVersion: it.rowVersion,
    })),
    hands: users.map(({ userId, name, pin, byPin }) => ({ userId, name, pin, account: !byPin })),
  };
};
