import { Hono } from 'hono';
import { claimBody, collectBody } from '../../shared/tablets.ts';
import type { Auth } from '../access/auth.ts';
import { peerOf } from '../access/routes.ts';
import type { Deps } from '../engine/deps.ts';
import { readJson } from '../http/guards.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { giveCookie } from '../access/cookies.ts';
import { makeGuesses } from './guesses.ts';
import { claimPairing, collectDevice, stopPairing } from './pairing.ts';

/** What a tablet asks before it is set up: anyone may, with a code or a claim. */
export const setUpRoutes = (deps: Deps, auth: Auth) => {
  const guesses = makeGuesses(deps);
  return new Hono<Env>()
    .post('/claim', async (c) => {
      const peer = peerOf(c);
      await guesses.take(peer);
      const made = await claimPairing(deps, parse(claimBody, await readJson(c.req.raw)).code);
      await guesses.giveBack(peer);
      return c.json(made);
    })
    .post('/collect', async (c) => {
      const { state, token } = await collectDevice(deps, parse(collectBody, await readJson(c.req.raw)));
      if (token) await giveCookie(c, auth, 'device', token);
      return c.json({ state });
    })
    .post('/stop', async (c) => {
      await stopPairing(deps, parse(collectBody, await readJson(c.req.raw)));
      return c.body(null, 204);
    });
};
