import { needKinds, type NeedKindName, type Priority } from '../../shared/needs.ts';
import { type AgeBand, isStaying, mayBeChild, type PersonRow } from '../../shared/people.ts';
import type { LocalArgs, LocalCommand } from './localCommands.ts';
import type { Pending } from './pending.ts';

/** A need that follows from a command. */
export interface Raised {
  id: string;
  kind: NeedKindName;
  priority?: Priority | undefined;
  note?: string | undefined;
}

/** What this device knows of the guest a command is about. */
export type About =
  | (Pick<PersonRow, 'ageBand' | 'groupId' | 'presence'> & {
      /** It is on the lead's list already, and open there, that they are on their own. */
      isTold?: boolean;
    })
  | undefined;
type Raising<Args> = (args: Args, made: Pick<Pending, 'id'>, guest: About) => readonly Raised[];

const alone = (age: AgeBand | undefined, groupId: string | null | undefined, id: string): readonly Raised[] =>
  age && mayBeChild(age) && !groupId ? [{ id, kind: 'lone_child' }] : [];

const raising: { [Name in LocalCommand]?: Raising<LocalArgs[Name]> } = {
  // The server names the need of a child on their own, or of somebody missing, after the command it follows from.
  'people.checkIn': ({ ageBand, groupId, needs }, { id }) => {
    return needs.some((it) => it.kind === 'lone_child') ? needs : [...needs, ...alone(ageBand, groupId, id)];
  },
  'people.amend': ({ ageBand, groupId }, { id }, guest) => {
    if (ageBand === undefined && groupId !== null) return [];
    if (guest?.isTold) return [];
    return alone(ageBand ?? guest?.ageBand, groupId === undefined ? guest?.groupId : groupId, id);
  },
  'people.setPresence': ({ to }, { id }, guest) => {
    if (to === 'missing') return [{ id, kind: 'missing_person' }];
    const comes = guest !== undefined && isStaying(to) && !isStaying(guest.presence);
    return comes && !guest.isTold ? alone(guest.ageBand, guest.groupId, id) : [];
  },
  'people.later': ({ args }) =>
    'needId' in args ? [{ ...(args as unknown as Raised), id: String(args['needId']) }] : [],
  'needs.raise': (args) => [{ ...args, id: args.needId }],
};

/** For any command: most raise none. */
const byName: Partial<Record<string, Raising<never>>> = raising;

/** The needs a command raises, as far as this device can tell. @param guest as they are now, where that is known */
export const raisedBy = (made: Pick<Pending, 'id' | 'name' | 'args'>, guest?: About): readonly Raised[] =>
  byName[made.name]?.(made.args as never, made, guest) ?? [];

/** Somebody must hear of it at once. */
export const isUrgent = ({ kind, priority }: Raised): boolean =>
  needKinds[kind]?.alerts === true || (priority ?? needKinds[kind]?.priority) === 'P1';
