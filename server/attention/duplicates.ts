/**
 * Offers two records as perhaps one person: never more than a question, and few of them. Two desks that check in one
 * coach of forty who speak the same language look, to a machine, like forty doubles. So a shared vehicle or group only
 * counts where it singles somebody out: one other who fits, or more heads checked in than got out of the vehicle. A
 * shared name counts by itself. Nobody is in two open questions, and a pair is asked about once.
 */
import { sql } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import { vehicle } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import type { Context } from '../command/define.ts';
import type { Person } from '../people/rows.ts';
import { openAbout, raise, settle } from './rows.ts';

const MINUTES = 15;

interface Alike extends Record<string, unknown> {
  id: string;
  same_name: boolean;
  same_group: boolean;
  same_vehicle: boolean;
  /** In an open question already. */
  asked: boolean;
}

/** Who came near in time by another hand, speaks the same and may be of the same age; the nearest in time first. */
const alike = ({ tx, actor }: Context<unknown>, guest: Person, name: string) =>
  tx.execute<Alike>(sql`
    select p.id, ${name} <> '' and lower(coalesce(i.preferred_name, '')) = lower(${name}) as same_name,
      coalesce(p.group_id = ${guest.groupId}::uuid, false) as same_group,
      coalesce(lower(p.vehicle) = lower(${guest.vehicle}::text), false) as same_vehicle,
      exists (select 1 from attention a where a.kind = 'duplicate' and a.settled_at is null
        and a.person_ids @> array[p.id]) as asked
    from person p
    join lateral (select id from stay where person_id = p.id order by arrived_at limit 1) s on true
    join receipt r on r.command_id = s.id
    left join person_identity i on i.id = p.id
    where p.centre_id = ${guest.centreId} and p.undone_at is null and p.id <> ${guest.id}
      and p.reference <> ${guest.reference} and p.language = ${guest.language}
      and (p.age_band = ${guest.ageBand} or 'unsure' in (p.age_band, ${guest.ageBand}))
      and p.arrived_at between ${guest.arrivedAt.toISOString()}::timestamptz - make_interval(mins => ${MINUTES})
        and ${guest.arrivedAt.toISOString()}::timestamptz + make_interval(mins => ${MINUTES})
      and (r.device_id, r.author_id) is distinct from (${actor.deviceId}::text, ${actor.userId}::text)
      and (${name} = '' or coalesce(i.preferred_name, '') in ('', ${name})
        or lower(i.preferred_name) = lower(${name}))
    order by abs(extract(epoch from p.arrived_at - ${guest.arrivedAt.toISOString()}::timestamptz)), p.id`);

/** How many more were checked in from a vehicle than got out of it; `null` where nobody counted. */
const surplus = async ({ tx }: Context<unknown>, guest: Person): Promise<number | null> => {
  const [found] = await tx.execute<{ heads: number; counted: number | null; asked: number }>(sql`
    with aboard as (
      select id from ${person} where centre_id = ${guest.centreId} and undone_at is null
        and lower(vehicle) = lower(${guest.vehicle})
    )
    select (select count(*)::int from aboard) as heads,
      (select max(arrived_people) from ${vehicle}
        where centre_id = ${guest.centreId} and lower(label) = lower(${guest.vehicle})) as counted,
      (select count(*)::int from ${attention} a where a.kind = 'duplicate' and a.settled_at is null
        and exists (select 1 from aboard where aboard.id = any(a.person_ids))) as asked`);
  return found && found.counted !== null ? found.heads - found.counted - found.asked : null;
};

const only = (found: readonly Alike[]): Alike | null => {
  const [one, ...more] = found;
  return one && more.length === 0 && !one.asked ? one : null;
};

const likeliest = async (context: Context<unknown>, guest: Person, found: readonly Alike[]): Promise<Alike | null> => {
  const named = found.find((it) => it.same_name && !it.asked);
  if (named) return named;
  const inGroup = only(found.filter((it) => it.same_group));
  const aboard = found.filter((it) => it.same_vehicle);
  if (inGroup || aboard.length === 0) return inGroup;
  const over = await surplus(context, guest);
  if (over === null) return only(aboard);
  return over > 0 ? (aboard.find((it) => !it.asked) ?? null) : null;
};

/** Looks, when somebody new is checked in, whether another desk has them already. */
export const offerDuplicate = async (context: Context<unknown>, guest: Person, name: string): Promise<void> => {
  if (guest.vehicle === null && guest.groupId === null && name === '') return;
  const found = await alike(context, guest, name);
  const other = await likeliest(context, guest, found);
  if (!other) return;
  const { operationId, centreId } = guest;
  const whose = { authorId: null, deviceId: null, personIds: [other.id, guest.id] };
  await raise(context, { id: context.deps.newId(), operationId, centreId, kind: 'duplicate', ...whose });
};

/** One of the two is struck out, or joined with somebody else: the question has gone. */
export const resolveDuplicates = async (
  context: Context<unknown>,
  operationId: string,
  personId: string,
): Promise<void> => {
  for (const it of await openAbout(context.tx, operationId, personId)) {
    if (it.kind === 'duplicate') await settle(context, it, { settledAs: 'resolved', settledBy: null });
  }
};
