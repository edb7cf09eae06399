import { uuidv7 } from '../../server/engine/ids.ts';
import {
  authorKeyFrom,
  fromBase64url,
  publicKeyFrom,
  seal,
  type SealedCommand,
  type SealedItem,
} from '../../shared/sealing.ts';
import type { Answer, Loose, Person, TestApp } from './app.ts';

export const OWN_PIN = '274915';

export interface PairedUser {
  userId: string;
  name: string;
  /** Proves who wrote an item; known after the first unlock. */
  authorKey: CryptoKey;
}

export interface Saying {
  id?: string;
  occurredAt?: string;
}

export interface PairedTablet {
  deviceId: string;
  /** The tablet's own. */
  cookie: string;
  hands: PairedUser[];
  manager: Person;
  /** The tablet, locked: only its own cookie. */
  locked: Person;
  /** Takes the tablet by PIN; answers somebody who asks with the tablet's cookie and the session's. */
  unlock(user?: PairedUser, pin?: string): Promise<Person>;
  /** The same, as it is answered. */
  tryPin(userId: string, pin: string, newPin?: string): Promise<Answer<Loose>>;
  seal(user: PairedUser, name: string, args: Loose, saying?: Saying): Promise<SealedItem>;
  /** Hands in with the tablet's cookie alone. */
  push(items: readonly unknown[], waiting?: number): Promise<Answer<Loose>>;
}

export interface PairingTablet {
  operationId: string;
  centreId: string;
  hands: readonly { name: string }[];
}

type App = Pick<TestApp, 'signInAs' | 'holding' | 'nobody' | 'clock'>;

export const cookieIn = (answer: Answer<Loose>): string =>
  answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');

const meant = (answer: Answer<Loose>): Answer<Loose> => {
  if (answer.status >= 300) throw new Error(`A tablet was refused: ${answer.status} ${answer.text}`);
  return answer;
};

/** Claims a code and has the manager say yes. @returns the tablet's cookie */
export const claimAndCollect = async (app: Pick<App, 'nobody'>, manager: Person, here: string): Promise<string> => {
  const made = meant(await manager.post(`${here}/pairings`, {})).body;
  const { pairingId, claim } = meant(await app.nobody.post('/api/device/claim', { code: made.code })).body;
  meant(await manager.post(`${here}/pairings/${pairingId}/answer`, { match: true }));
  return cookieIn(meant(await app.nobody.post('/api/device/collect', { pairingId, claim })));
};

/** Pairs a tablet as a manager would, with volunteers who have chosen their PIN. */
export const pairTablet = async (app: App, { operationId, centreId, hands }: PairingTablet): Promise<PairedTablet> => {
  const here = `/api/operations/${operationId}/centres/${centreId}`;
  const manager = await app.signInAs('manager', { operationId, centreId });
  const cookie = await claimAndCollect(app, manager, here);
  const locked = app.holding(cookie);
  const { deviceId } = meant(await locked.get('/api/device')).body;
  const tryPin: PairedTablet['tryPin'] = (userId, pin, newPin) =>
    locked.post('/api/device/unlock', { userId, pin, ...(newPin ? { newPin } : {}) });

  const addUser = async (name: string): Promise<PairedUser> => {
    const { userId } = await manager.done('hands.add', { operationId, centreId, userId: uuidv7(), name });
    const { pin } = meant(await manager.post(`${here}/hands/${userId}/pin`, {})).body;
    const { secrets } = meant(await tryPin(userId, pin, OWN_PIN)).body;
    return { userId, name, authorKey: await authorKeyFrom(fromBase64url(secrets.author)) };
  };
  const known: PairedUser[] = [];
  for (const { name } of hands) known.push(await addUser(name));
  meant(await locked.post('/api/device/lock', {}));
  const key = meant(await locked.get(`/api/keys/${operationId}`)).body;
  const to = await publicKeyFrom(key.publicKey);

  return {
    deviceId,
    cookie,
    hands: known,
    manager,
    locked,
    tryPin,
    unlock: async (user = known[0], pin = OWN_PIN) => {
      if (!user) throw new Error('nobody may use this tablet');
      const session = cookieIn(meant(await tryPin(user.userId, pin)));
      return { ...app.holding(`${cookie}; ${session}`), userId: user.userId, name: user.name };
    },
    seal: (user, name, args, { id = uuidv7(), occurredAt = app.clock.now().toISOString() } = {}) => {
      const header = { v: 1, id, keyId: operationId, authorId: user.userId, deviceId } as const;
      const said: SealedCommand = { name, args, occurredAt };
      return seal(to, header, said, user.authorKey);
    },
    push: (items, waiting = 0) => locked.post('/api/push', { items, waiting }),
  };
};
