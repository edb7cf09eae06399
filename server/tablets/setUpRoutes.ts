import { claimCode, collectDevice as collecting, stopPairing as stopping } from '../../shared/routes/tablets.ts';
import type { Auth } from '../access/auth.ts';
import { giveCookie } from '../access/cookies.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import { type Answering, answerExchange } from '../http/answer.ts';
import { readJson } from '../http/bodies.ts';
import { claimPairing, collectDevice, stopPairing } from './pairing.ts';

/** What a tablet asks before it is set up: anyone may, with a code or a claim. */
export const beforeSetUp = (deps: Deps, auth: Auth): Answering[] => [
  answerExchange(
    claimCode,
    async ({ c }) => claimPairing(deps, parse(claimCode.body, await readJson(c.req.raw)).code),
    { ownBody: true },
  ),
  answerExchange(collecting, async ({ body, c }) => {
    const { state, token } = await collectDevice(deps, body);
    if (token) await giveCookie(c, auth, 'device', token);
    return { state };
  }),
  answerExchange(stopping, async ({ body }) => {
    await stopPairing(deps, body);
    return null;
  }),
];
