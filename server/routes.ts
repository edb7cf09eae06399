/** Everything that is mounted but the client's own files: queries, and the few exchanges that are neither. */
import { registry } from './commands.ts';
import type { Auth } from './access/auth.ts';
import { signing } from './access/routes.ts';
import { makeTries } from './access/tries.ts';
import { handingIn } from './attention/intake/routes.ts';
import type { Sessions } from './engine/actor.ts';
import type { Deps } from './engine/deps.ts';
import type { Answering } from './http/answer.ts';
import { commandByName } from './http/commandRoutes.ts';
import { docs } from './http/docs.ts';
import type { PeerOf } from './http/peer.ts';
import { exports } from './imports/exportRoutes.ts';
import { previews } from './imports/routes.ts';
import { queries } from './queries.ts';
import { onTablet } from './tablets/deviceRoutes.ts';
import { settingUp } from './tablets/managerRoutes.ts';
import { beforeSetUp } from './tablets/setUpRoutes.ts';
import { joining } from './users/join.ts';
import { wallScreens } from './walls/routes.ts';

const isOpen = ({ contract: { may, byItsCookie } }: Answering): boolean => may === 'anyone' || byItsCookie === true;

/** Those that ask for a session themselves, if at all, and those that are asked for one first. */
export const routes = (deps: Deps, auth: Auth, sessions: Sessions, patience: number, peerOf: PeerOf) => {
  const all: Answering[] = [
    ...Object.values(queries(auth, sessions) as Record<string, Answering>),
    commandByName,
    ...signing(auth, sessions, makeTries(deps), peerOf),
    ...joining(auth, sessions),
    ...beforeSetUp(deps, auth),
    ...onTablet(auth, sessions),
    ...settingUp,
    ...wallScreens(auth),
    handingIn(deps, auth, sessions, patience),
    ...previews,
    ...exports,
  ];
  const whole = [
    ...all,
    ...docs(
      registry.values(),
      all.map((it) => it.contract),
    ),
  ];
  return { open: whole.filter(isOpen), guarded: whole.filter((it) => !isOpen(it)) };
};
