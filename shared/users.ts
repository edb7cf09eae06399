import { z } from 'zod';
import { contract } from './contract.ts';
import { instant, shortText, uuid } from './primitives.ts';
import { type RoleName, roleNames, roles } from './roles.ts';
import { MAX_PASSWORD } from './signIn.ts';

export const MIN_PASSWORD = 12;
/** Hours that a one-time link lasts. */
export const INVITATION_HOURS = 72;
export const FIRST_ADMINISTRATOR_HOURS = 24;

/** Work email address, in lower case. */
export const emailAddress = z.email('Enter an email address such as name@council.example').max(254).toLowerCase();
/** A new password. Length is the only rule: nothing is gained by asking for signs and digits. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD, `Use ${MIN_PASSWORD} characters or more`)
  .max(MAX_PASSWORD, `Use at most ${MAX_PASSWORD} characters`)
  .refine((text) => text.isWellFormed(), 'Remove the characters that are not text');
export const personName = shortText(100);

/** SHA-256 of a link's token, lower-case hex. The token itself stays with whoever made the link. */
export const tokenHash = z.string().regex(/^[0-9a-f]{64}$/, 'Use the SHA-256 of the token in lower-case hex');
/** What stands behind the # of a one-time link: 32 random bytes in base64url. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not complete. Copy the whole of it');

const place = { operationId: uuid.optional(), centreId: uuid.optional() };
const endsAt = instant.optional();

const wantedPlace: Record<'everywhere' | 'operation' | 'centre', (at: Placed) => boolean> = {
  everywhere: (at) => !at.operationId && !at.centreId,
  operation: (at) => Boolean(at.operationId) && !at.centreId,
  centre: (at) => Boolean(at.operationId) && Boolean(at.centreId),
};
const placeWords = {
  everywhere: 'This role is held for everything: leave operation and centre out',
  operation: 'Choose an operation, and no centre',
  centre: 'Choose an operation and a centre',
};

interface Placed {
  role: RoleName;
  operationId?: string | undefined;
  centreId?: string | undefined;
}

/** What is wrong with where a role is to be held, in words; `null` when nothing is. */
export const placeComplaint = (at: Placed): string | null => {
  const { scope } = roles[at.role];
  return wantedPlace[scope](at) ? null : placeWords[scope];
};

const wellPlaced = (at: Placed, context: z.RefinementCtx): void => {
  const words = placeComplaint(at);
  if (words) context.addIssue({ code: 'custom', path: ['role'], message: words });
};

const newGrant = z
  .strictObject({ grantId: uuid, role: z.enum(roleNames), ...place, address: z.boolean().default(true), endsAt })
  .superRefine(wellPlaced);
export type NewGrant = z.infer<typeof newGrant>;

const ids = {
  userId: '0193e0a0-0000-7000-8000-000000000101',
  grantId: '0193e0a0-0000-7000-8000-000000000102',
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
};
const exampleHash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const inviteUser = contract({
  name: 'users.invite',
  title: 'Invite someone. Whoever sends this makes the one-time link and sends only the digest of its token',
  args: z.strictObject({
    userId: uuid,
    name: personName,
    email: emailAddress,
    tokenHash,
    grants: z.array(newGrant).max(20),
  }),
  result: z.object({ userId: uuid }),
  example: {
    userId: ids.userId,
    name: 'Tess Okafor',
    email: 't.okafor@council.example',
    tokenHash: exampleHash,
    grants: [{ grantId: ids.grantId, role: 'planner' }],
  },
});

export const resetUser = contract({
  name: 'users.reset',
  title: 'End every session and the password of someone, and make them a new one-time link',
  args: z.strictObject({ userId: uuid, tokenHash }),
  result: z.object({ userId: uuid }),
  example: { userId: ids.userId, tokenHash: exampleHash },
});

export const grantRole = contract({
  name: 'users.grant',
  title: 'Grant a role, for an operation or a centre where the role asks for one, with or without an end',
  args: z
    .strictObject({
      userId: uuid,
      grantId: uuid,
      role: z.enum(roleNames),
      ...place,
      address: z.boolean().default(true),
      endsAt,
    })
    .superRefine(wellPlaced),
  result: z.object({ grantId: uuid }),
  example: { ...ids, role: 'manager', address: true, endsAt: '2026-11-22T18:00:00Z' },
});

export const revokeGrant = contract({
  name: 'users.revokeGrant',
  title: 'Take a role back. What it showed disappears within two seconds',
  args: z.strictObject({ grantId: uuid }),
  result: z.object({ grantId: uuid }),
  example: { grantId: ids.grantId },
});

export const disableUser = contract({
  name: 'users.disable',
  title: 'Stop someone signing in, and end their sessions',
  args: z.strictObject({ userId: uuid }),
  result: z.object({ userId: uuid }),
  example: { userId: ids.userId },
});

export const enableUser = contract({
  name: 'users.enable',
  title: 'Let someone sign in again',
  args: z.strictObject({ userId: uuid }),
  result: z.object({ userId: uuid }),
  example: { userId: ids.userId },
});

/** The roles a planner may hand out inside an operation. */
export const staffRoles = ['manager', 'volunteer', 'silver'] as const satisfies readonly RoleName[];

export const staffCentre = contract({
  name: 'users.staffCentre',
  title: 'Give someone who has an account a place in an operation: manager, volunteer or silver command',
  args: z
    .strictObject({
      userId: uuid,
      grantId: uuid,
      role: z.enum(staffRoles),
      operationId: uuid,
      centreId: uuid.optional(),
      address: z.boolean().default(true),
      endsAt,
    })
    .superRefine(wellPlaced),
  result: z.object({ grantId: uuid }),
  example: { ...ids, role: 'volunteer' },
});

export const unstaffCentre = contract({
  name: 'users.unstaffCentre',
  title: 'Take back a place in an operation: manager, volunteer or silver command',
  args: z.strictObject({ operationId: uuid, grantId: uuid }),
  result: z.object({ grantId: uuid }),
  example: { operationId: ids.operationId, grantId: ids.grantId },
});

export const userStates = ['invited', 'link_ended', 'active', 'by_pin', 'disabled'] as const;
export type UserState = (typeof userStates)[number];

export const grantItem = z.object({
  id: z.string(),
  role: z.enum(roleNames),
  operationId: z.string().nullable(),
  /** Code name of the operation, name of the centre; `null` where the grant has none. */
  operation: z.string().nullable(),
  centreId: z.string().nullable(),
  centre: z.string().nullable(),
  address: z.boolean(),
  endsAt: z.string().nullable(),
});
export type GrantItem = z.infer<typeof grantItem>;

/** One row of `GET /api/users`. */
export const userItem = z.object({
  id: z.string(),
  name: z.string(),
  /** `null` for who uses tablets by PIN and has no account. */
  email: z.string().nullable(),
  state: z.enum(userStates),
  /** Whole minutes since their last request; `null`: never. */
  seenMinutesAgo: z.number().nullable(),
  /** When the open one-time link ends. */
  linkEndsAt: z.string().nullable(),
  grants: z.array(grantItem),
});
export type UserItem = z.infer<typeof userItem>;

/** Where a role can be held. */
export const placeItem = z.object({
  id: z.string(),
  codeName: z.string(),
  centres: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PlaceItem = z.infer<typeof placeItem>;

/** Days for which the list says who gave what to whom. */
export const GIVEN_DAYS = 30;

/** A role or a new link that an administrator or a planner gave: for the others to see. */
export const givenItem = z.object({
  id: z.string(),
  at: z.string(),
  what: z.enum(['role', 'link']),
  by: z.string(),
  byId: z.string(),
  to: z.string(),
  role: z.enum(roleNames).nullable(),
  operation: z.string().nullable(),
  centre: z.string().nullable(),
});
export type GivenItem = z.infer<typeof givenItem>;

/** `GET /api/users` */
export const userList = z.object({
  items: z.array(userItem),
  places: z.array(placeItem),
  /** Newest first, as recorded: whether anybody has read it is not known. */
  given: z.array(givenItem),
});
export type UserList = z.infer<typeof userList>;

/** `GET /api/about`: what a page may know before anyone signs in. */
export const about = z.object({ exercise: z.boolean() });

/** `POST /api/join/check`: whom a one-time link is for. */
export const checkLinkBody = z.strictObject({ token: linkToken });
export const linkFor = z.object({
  purpose: z.enum(['first_administrator', 'join', 'reset']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  endsAt: z.string(),
});
export type LinkFor = z.infer<typeof linkFor>;

/** `POST /api/join`. Name and email are asked of the first administrator; others may correct their name. */
export const joinBody = z.strictObject({
  token: linkToken,
  name: personName.optional(),
  email: emailAddress.optional(),
  password: newPassword,
});
