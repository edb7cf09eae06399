import { finds } from '../../../shared/fold.ts';
import { roles } from '../../../shared/roles.ts';
import type { GrantItem, UserItem, UserState } from '../../../shared/users.ts';
import { dayAndTime } from '../../ui/time.ts';
import { duration } from '../../ui/duration.ts';

type Tone = 'neutral' | 'ok' | 'warn' | 'info' | 'dashed';

export const states: Record<UserState, { text: string; tone: Tone }> = {
  active: { text: 'Active', tone: 'ok' },
  invited: { text: 'Invited', tone: 'info' },
  link_ended: { text: 'Link ended', tone: 'warn' },
  by_pin: { text: 'By PIN on tablets', tone: 'neutral' },
  disabled: { text: 'Cannot sign in', tone: 'dashed' },
};

export const seenWords = ({ seenMinutesAgo: minutes }: UserItem): string => {
  if (minutes === null) return 'Never';
  return minutes < 2 ? 'Now' : `${duration(minutes)} ago`;
};

/** 'Centre Wren, Larkspur', 'Larkspur' or 'Everything'. */
export const placeWords = ({ operation, centre }: GrantItem): string =>
  [centre && `Centre ${centre}`, operation].filter(Boolean).join(', ') || 'Everything';

export const roleWords = ({ role }: GrantItem): string => roles[role].title;

const seesAddresses = ({ role }: GrantItem): boolean => 'address' in roles[role].sees;

/** What else is to be said of a role: no addresses, an end. */
export const termsWords = (grant: GrantItem): string =>
  [
    seesAddresses(grant) && !grant.address && 'without addresses',
    grant.endsAt ? `until ${dayAndTime(grant.endsAt)}` : 'no end',
  ]
    .filter(Boolean)
    .join(', ');

export const matches = (user: UserItem, words: string): boolean =>
  finds(words, [user.name, user.email, ...user.grants.flatMap((it) => [roleWords(it), placeWords(it)])]);
