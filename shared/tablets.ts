import { z } from 'zod';
import { contract } from './contract.ts';
import { count, rowVersion, shortText, uuid } from './primitives.ts';

/** Minutes a pairing code works, once. */
export const PAIRING_MINUTES = 10;
/** Wrong PINs in a row that lock a tablet until a manager unlocks it. */
export const PIN_TRIES = 5;
/** Hours without contact after which a tablet forgets what it could show without signal. */
export const FORGET_HOURS = 12;

/** No 0, 1, I, L, O or U: nothing that looks or sounds like another. Ten of them: 49 bits. */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 10;
export const pairingCode = z
  .string()
  .transform((it) => it.toUpperCase().replaceAll(/[\s-]/g, ''))
  .pipe(
    z.string().regex(new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`), 'Type the ten letters and digits of the code'),
  );

/** What any camera opens. After the `#`, which no browser sends and no log keeps. */
export const setUpLink = (origin: string, code: string): string => `${origin}/set-up#${code.replaceAll(' ', '')}`;
/** The code of such a link; anything else is taken for the code itself. */
export const codeIn = (scanned: string): string => {
  const text = scanned.trim();
  return /\/set-up#([^#?/]*)$/.exec(text)?.[1] ?? text;
};

export const pin = z.string().regex(/^\d{6}$/, 'Enter six digits');
/** Not a PIN: all the same digit, or a run. */
export const isWeakPin = (it: string): boolean =>
  /^(\d)\1{5}$/.test(it) || '01234567890'.includes(it) || '09876543210'.includes(it);

const ids = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  deviceId: '0193e0a0-0000-7000-8000-000000000031',
};

// --- Setting up: routes, because what they carry must not be kept in a receipt ---

/** `POST /api/operations/:operationId/centres/:centreId/pairings` answers this; the code is told once. */
export const pairingMade = z.object({
  pairingId: uuid,
  /** As shown: `MQR7 2HX9 TD`. */
  code: z.string(),
  expiresAt: z.string(),
});
/** `GET …/pairings/:id`. `asking`: a tablet has given the code and shows `digits`. */
export const pairingState = z.object({
  state: z.enum(['waiting', 'asking', 'done', 'refused', 'ended']),
  digits: z
    .string()
    .regex(/^\d\d$/)
    .nullable(),
  expiresAt: z.string(),
  deviceId: uuid.nullable(),
  label: z.string().nullable(),
});
/** `POST …/pairings/:id/answer` → 204. */
export const pairingAnswer = z.strictObject({ match: z.boolean() });

/** `POST /api/device/claim` (anyone): a tablet gives the code. */
export const claimBody = z.strictObject({ code: pairingCode });
export const claimMade = z.object({
  pairingId: uuid,
  /** Secret of this tablet alone; collects the device afterwards. */
  claim: z.string(),
  digits: z.string(),
  expiresAt: z.string(),
});
/** `POST /api/device/collect` (anyone with a claim): asks whether the manager has pressed Yes. `done` sets the device cookie. */
export const collectBody = z.strictObject({ pairingId: uuid, claim: z.string().max(100) });
export const collected = z.object({ state: z.enum(['asking', 'done', 'refused', 'ended']) });
/** `POST /api/device/stop` with the same body → 204: the tablet's holder says No. */

// --- On the tablet: by its own cookie ---

/** Somebody who may use this tablet. */
export const tabletUser = z.object({ userId: z.string(), name: z.string(), firstPin: z.boolean() });
export type TabletUser = z.infer<typeof tabletUser>;

/** `GET /api/device`; 401 `device-unknown` when it is not paired, 410 `device-ended` when revoked: wipe it. */
export const deviceView = z.object({
  deviceId: uuid,
  label: z.string(),
  /** Letter of the references this tablet gives where there is no sheet. */
  letter: z.string(),
  operationId: uuid,
  operationName: z.string(),
  centreId: uuid,
  centreName: z.string(),
  exercise: z.boolean(),
  clock: z.strictObject({ now: z.string(), rate: z.number() }),
  idleMinutes: z.number(),
  hands: z.array(tabletUser),
  /** How many guests are believed on site: a number can be shown while it is locked. */
  onSite: count(),
  /** `closed`: nobody can unlock it any more, but what waits on it is taken. `locked`: five wrong PINs. */
  state: z.enum(['open', 'locked', 'closed']),
});
export type DeviceView = z.infer<typeof deviceView>;

/** `POST /api/device/unlock`. 401 `pin-refused` with `triesLeft`; 423 `device-locked`; 409 `new-pin-needed`. */
export const unlockBody = z.strictObject({
  userId: z.string().max(64),
  pin,
  /** Chosen at the first unlock, and after a manager gave a first PIN again. */
  newPin: pin.refine((it) => !isWeakPin(it), 'Choose digits that are not a run and not all the same').optional(),
});
/** Sets the cookie of the tablet session. The secrets live in the tablet's memory, and on its disk only under the PIN. */
export const unlocked = z.object({
  userId: z.string(),
  name: z.string(),
  secrets: z.strictObject({
    /** 32 bytes, base64url: the key to the tablet's offline list. One per device, gone with it. */
    roll: z.string(),
    /** 32 bytes, base64url: proves who wrote an item of the outbox. */
    author: z.string(),
  }),
});
export type Unlocked = z.infer<typeof unlocked>;
/** `POST /api/device/lock` → 204: ends the tablet session. */
/** `POST /api/device/report` → 204: `{tries}` wrong PINs entered without signal, `{waiting}` commands on the tablet. */
export const deviceReport = z.strictObject({ waiting: count(100_000), tries: count(1000) });

// --- For managers ---

/** `GET /api/operations/:operationId/centres/:centreId/devices` → `{items, hands}`. */
export const deviceItem = z.object({
  id: uuid,
  label: z.string(),
  letter: z.string(),
  pairedAt: z.string(),
  pairedBy: z.string(),
  lastSeenAt: z.string(),
  /** Who has it unlocked now. */
  heldBy: z.string().nullable(),
  waiting: count(100_000),
  state: z.enum(['open', 'locked', 'revoked', 'closed']),
  rowVersion,
});
export type DeviceItem = z.infer<typeof deviceItem>;
export const deviceList = z.object({
  items: z.array(deviceItem),
  hands: z.array(
    z.strictObject({
      userId: z.string(),
      name: z.string(),
      pin: z.enum(['none', 'first', 'own']),
      /** Has an account too; cannot be taken off here. */
      account: z.boolean(),
    }),
  ),
});
/** `POST /api/operations/:operationId/centres/:centreId/hands/:userId/pin` → told once; it must be changed when first used. */
export const firstPin = z.object({ pin, expiresAt: z.string() });

export const renameDevice = contract({
  name: 'devices.rename',
  title: 'Give a tablet another name',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    deviceId: uuid,
    label: shortText(30),
    baseVersion: rowVersion,
  }),
  result: z.object({ deviceId: uuid }),
  example: { ...ids, label: 'Desk 1', baseVersion: 1 },
});

export const unlockDevice = contract({
  name: 'devices.unlock',
  title: 'Let a tablet be used again that five wrong PINs have locked',
  args: z.strictObject({ operationId: uuid, centreId: uuid, deviceId: uuid }),
  result: z.object({ deviceId: uuid }),
  example: ids,
});

export const revokeDevice = contract({
  name: 'devices.revoke',
  title: 'Take a tablet out of use at once. What waits on it can still be handed in, and waits for a manager',
  args: z.strictObject({ operationId: uuid, centreId: uuid, deviceId: uuid, reason: shortText(200) }),
  result: z.object({ deviceId: uuid }),
  example: { ...ids, reason: 'Left on the coach' },
});

export const addTabletUser = contract({
  name: 'hands.add',
  title: 'Add a volunteer who uses the tablets of a centre by PIN, without an account',
  args: z.strictObject({ operationId: uuid, centreId: uuid, userId: uuid, name: shortText(60) }),
  result: z.object({ userId: uuid }),
  example: { operationId: ids.operationId, centreId: ids.centreId, userId: ids.deviceId, name: 'Joan P.' },
});

export const removeTabletUser = contract({
  name: 'hands.remove',
  title: 'Take a volunteer without an account off the tablets of a centre',
  args: z.strictObject({ operationId: uuid, centreId: uuid, userId: uuid }),
  result: z.object({ userId: uuid }),
  example: { operationId: ids.operationId, centreId: ids.centreId, userId: ids.deviceId },
});
