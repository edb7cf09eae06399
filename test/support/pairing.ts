import type { SealingKey } from '../../shared/push.ts';
import { authorKeyFrom, fromBase64url, publicKeyFrom } from '../../shared/sealing.ts';
import type { Visitor } from './visitor.ts';

/** What pairing and a first PIN gave: it outlives reloads. */
export interface Paired {
  deviceId: string;
  userId: string;
  /** Both cookies. */
  cookie: string;
  authorKey: CryptoKey;
  to: CryptoKey;
  operationId: string;
  centreId: string;
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');

const post = async (url: string, path: string, body: unknown, cookie = ''): Promise<Response> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${await answer.text()}`);
  return answer;
};

type Place = Pick<Paired, 'operationId' | 'centreId'>;

/** A manager's code, the tablet's claim, the manager's Yes. @returns the device's cookie */
const pair = async (manager: Visitor, { operationId, centreId }: Place): Promise<string> => {
  const pairings = `/api/operations/${operationId}/centres/${centreId}/pairings`;
  const made = (await (await manager.send(pairings, {})).json()) as { pairingId: string; code: string };
  const claimed = (await (await post(manager.url, '/api/device/claim', { code: made.code })).json()) as {
    pairingId: string;
    claim: string;
  };
  await manager.send(`${pairings}/${made.pairingId}/answer`, { match: true });
  const { pairingId, claim } = claimed;
  return cookiesOf(await post(manager.url, '/api/device/collect', { pairingId, claim }));
};

/** Sets up a tablet and its one volunteer, as a manager and that volunteer would. */
export const setUpTablet = async (
  manager: Visitor,
  place: Place,
  { userId, name }: { userId: string; name: string },
): Promise<Paired> => {
  const { url } = manager;
  const device = await pair(manager, place);
  await manager.done('hands.add', { ...place, userId, name });
  const hands = `/api/operations/${place.operationId}/centres/${place.centreId}/hands`;
  const first = (await (await manager.send(`${hands}/${userId}/pin`, {})).json()) as { pin: string };
  const unlocked = await post(url, '/api/device/unlock', { userId, pin: first.pin, newPin: '294751' }, device);
  const { secrets } = (await unlocked.json()) as { secrets: { author: string } };
  const cookie = `${device}; ${cookiesOf(unlocked)}`;
  const own = await (await fetch(`${url}/api/device`, { headers: { cookie } })).json();
  const key = (await (
    await fetch(`${url}/api/keys/${place.operationId}`, { headers: { cookie } })
  ).json()) as SealingKey;
  return {
    ...place,
    deviceId: (own as { deviceId: string }).deviceId,
    userId,
    cookie,
    authorKey: await authorKeyFrom(fromBase64url(secrets.author)),
    to: await publicKeyFrom(key.publicKey as JsonWebKey),
  };
};
