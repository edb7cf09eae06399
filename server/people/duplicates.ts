/**
 * Offers two records as perhaps one person: never more than a question, and few of them. Two desks that check in one
 * coach of forty who speak the same language look, to a machine, like forty doubles. So a shared vehicle or group only
 * counts where it singles somebody out: one other who fits, or more heads checked in than got out of the vehicle. A
 * shared name counts by itself. Nobody is in two open questions, and a pair is asked about once.
 */
import { type SQL, sql } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import { vehicle } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import { fold } from '../../shared/fold.ts';
import type { Context } from '../engine/define.ts';
import type { Person } from './record/rows.ts';
import { openAbout, raise, settle } from '../attention/items/rows.ts';

/** Written out in what is asked, as are the limits: then it is planned once, not at every check-in. */
const NEAR = sql.raw("interval '15 minutes'");
/** No more of one name, group or vehicle are looked at, however many there are: those who came last, or nearest in time. */
const MOST = sql.raw('50');
/** More heads than any one vehicle brings. */
const MOST_ABOARD = sql.raw('200');

/** Who has just been registered, as far as another record could be of the same person. */
export type Newcomer = Pick<
  Person,
  'id' | 'operationId' | 'centreId' | 'reference' | 'language' | 'ageBand' | 'arrivedAt' | 'vehicle' | 'groupId'
> & { name: string };

interface Alike extends Record<string, unknown> {
  id: string;
  same_name: boolean;
  same_group: boolean;
  same_vehicle: boolean;
  /** In an open question already. */
  asked: boolean;
}

const ofName = ({ centreId, name }: Newcomer): SQL => sql`
  (select id from person_identity where centre_id = ${centreId} and folded(preferred_name) = ${fold(name)}
    order by id desc limit ${MOST})`;

const ofGroup = ({ groupId }: Newcomer): SQL => sql`
  (select id from person where group_id = ${groupId} and undone_at is null limit ${MOST})`;

const ofVehicle = ({ centreId, vehicle: label, arrivedAt }: Newcomer): SQL => {
  const at = sql`${arrivedAt.toISOString()}::timestamptz`;
  const aboard = sql`select id from person
    where centre_id = ${centreId} and folded(vehicle) = ${fold(label ?? '')} and undone_at is null`;
  return sql`
  (${aboard} and arrived_at between ${at} - ${NEAR} and ${at}
    order by arrived_at desc limit ${MOST})
  union
  (${aboard} and arrived_at between ${at} and ${at} + ${NEAR}
    order by arrived_at limit ${MOST})`;
};

const sharing = (it: Newcomer): SQL[] => [
  ...(fold(it.name) === '' ? [] : [ofName(it)]),
  ...(it.groupId === null ? [] : [ofGroup(it)]),
  ...(it.vehicle === null || fold(it.vehicle) === '' ? [] : [ofVehicle(it)]),
];

/** Counted, not looked for: the planner takes the first of them to be near, and would read the table up to it. */
const openQuestions = (about: SQL): SQL => sql`(select count(*)::int from attention
  where kind = 'duplicate' and settled_at is null and person_ids @> array[${about}])`;

/**
 * Who shares something, was checked in by somebody else at nearly the same time, speaks the same language and may be of
 * the same age; the nearest in time first. Each is looked up by an index, so that it costs as much among many as among
 * few.
 */
const alike = ({ tx, actor }: Context<unknown>, guest: Newcomer) => {
  const at = sql`${guest.arrivedAt.toISOString()}::timestamptz`;
  const name = fold(guest.name);
  const vehicleName = guest.vehicle === null ? null : fold(guest.vehicle);
  return tx.execute<Alike>(sql`
    select p.id, ${name} <> '' and coalesce(folded(i.preferred_name) = ${name}, false) as same_name,
      coalesce(p.group_id = ${guest.groupId}::uuid, false) as same_group,
      coalesce(folded(p.vehicle) = ${vehicleName}::text, false) as same_vehicle,
      ${openQuestions(sql`p.id`)} > 0 as asked
    from (${sql.join(sharing(guest), sql` union `)}) near
    join lateral (select * from person where id = near.id limit 1) p on true
    join lateral (select id from stay where person_id = p.id order by arrived_at limit 1) s on true
    join lateral (select device_id, author_id from receipt where command_id = s.id limit 1) r on true
    left join lateral (select preferred_name from person_identity where id = p.id limit 1) i on true
    where p.centre_id = ${guest.centreId} and p.undone_at is null
      and p.reference <> ${guest.reference} and p.language = ${guest.language}
      and (p.age_band = ${guest.ageBand} or 'unsure' in (p.age_band, ${guest.ageBand}))
      and p.arrived_at between ${at} - ${NEAR} and ${at} + ${NEAR}
      and (r.device_id, r.author_id) is distinct from (${actor.deviceId}::text, ${actor.userId}::text)
      and (${name} = '' or coalesce(folded(i.preferred_name), '') in ('', ${name}))
    order by abs(extract(epoch from p.arrived_at - ${at})), p.id`);
};

/** How many more were checked in from a vehicle than got out of it; `null` where nobody counted. */
const surplus = async ({ tx }: Context<unknown>, guest: Newcomer): Promise<number | null> => {
  const label = fold(guest.vehicle ?? '');
  const [found] = await tx.execute<{ heads: number; counted: number | null; asked: number }>(sql`
    with aboard as (
      select id from ${person} where centre_id = ${guest.centreId} and undone_at is null
        and folded(vehicle) = ${label}
      -- In the order of its index, so that it is read by that whatever the planner takes the coach to hold.
      order by arrived_at limit ${MOST_ABOARD}
    )
    select (select count(*)::int from aboard) as heads,
      (select max(arrived_people) from ${vehicle} where operation_id = ${guest.operationId}
        and centre_id = ${guest.centreId} and folded(label) = ${label}) as counted,
      (select count(distinct a.id)::int from aboard join ${attention} a on a.kind = 'duplicate'
        and a.settled_at is null and a.person_ids @> array[aboard.id]) as asked`);
  return found && found.counted !== null ? found.heads - found.counted - found.asked : null;
};

const only = (found: readonly Alike[]): Alike | null => {
  const [one, ...more] = found;
  return one && more.length === 0 && !one.asked ? one : null;
};

const likeliest = async (
  context: Context<unknown>,
  guest: Newcomer,
  found: readonly Alike[],
): Promise<Alike | null> => {
  const named = found.find((it) => it.same_name && !it.asked);
  if (named) return named;
  const inGroup = only(found.filter((it) => it.same_group));
  const aboard = found.filter((it) => it.same_vehicle);
  if (inGroup || aboard.length === 0) return inGroup;
  const over = await surplus(context, guest);
  if (over === null) return only(aboard);
  return over > 0 ? (aboard.find((it) => !it.asked) ?? null) : null;
};

/** Looks, when somebody new is checked in, whether another desk has them already: whom, if anyone, to ask about. */
export const likelyDouble = async (context: Context<unknown>, guest: Newcomer): Promise<string | null> => {
  if (sharing(guest).length === 0) return null;
  const other = await likeliest(context, guest, await alike(context, guest));
  return other?.id ?? null;
};

export const offerDuplicate = async (context: Context<unknown>, guest: Person, otherId: string): Promise<void> => {
  const { operationId, centreId } = guest;
  const whose = { authorId: null, deviceId: null, personIds: [otherId, guest.id] };
  await raise(context, { id: context.deps.newId(), operationId, centreId, kind: 'duplicate', ...whose });
};

/** One of the two was undone, or joined with somebody else: there is nothing left to ask. */
export const resolveDuplicates = async (
  context: Context<unknown>,
  operationId: string,
  personId: string,
): Promise<void> => {
  for (const it of await openAbout(context.tx, operationId, personId)) {
    if (it.kind === 'duplicate') await settle(context, it, { settledAs: 'resolved', settledBy: null });
  }
};
