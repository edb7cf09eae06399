import { lockTablet, readDevice, reportTablet, unlockTablet as unlocking } from '../../shared/routes/tablets.ts';
import type { Auth } from '../access/auth.ts';
import { giveCookie, takeCookie } from '../access/cookies.ts';
import { tabletInUse } from '../access/tablet.ts';
import type { Sessions } from '../engine/actor.ts';
import { parse } from '../engine/parse.ts';
import { answer, type Answering, answerExchange } from '../http/answer.ts';
import { readJson } from '../http/bodies.ts';
import { addTries } from './locking.ts';
import { deviceViewOf } from './queries.ts';
import { unlockTablet } from './unlock.ts';

export const deviceNow = (auth: Auth) =>
  answer(readDevice, async ({ deps, c }) => deviceViewOf(deps, await tabletInUse(deps, auth, c.req.raw.headers)));

/** What a paired tablet says by its own cookie, whoever holds it. The tablet is looked for before what it sends. */
export const onTablet = (auth: Auth, sessions: Sessions): Answering[] => [
  answerExchange(
    unlocking,
    async ({ deps, c }) => {
      const tablet = await tabletInUse(deps, auth, c.req.raw.headers);
      const { token, told } = await unlockTablet(deps, tablet, parse(unlocking.body, await readJson(c.req.raw)));
      // Nobody's account stays open behind a volunteer.
      const before = await sessions.end(c.req.raw.headers);
      if (before) deps.accessChanged(before);
      await giveCookie(c, auth, 'turn', token);
      return told;
    },
    { ownBody: true },
  ),
  answerExchange(lockTablet, async ({ deps, c }) => {
    const userId = await sessions.end(c.req.raw.headers);
    if (userId) deps.accessChanged(userId);
    await takeCookie(c, auth, 'turn');
    return null;
  }),
  answerExchange(
    reportTablet,
    async ({ deps, c }) => {
      const tablet = await tabletInUse(deps, auth, c.req.raw.headers);
      const { waiting, tries } = parse(reportTablet.body, await readJson(c.req.raw));
      await deps.sql`update device set waiting = ${waiting} where id = ${tablet.id}`;
      await addTries(deps, tablet.id, tries);
      return null;
    },
    { ownBody: true },
  ),
];
