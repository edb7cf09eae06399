import type { holdUntilKnown } from '../../shared/attention.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import type { noteNeed, progressNeed, raiseNeed } from '../../shared/needs.ts';
import type {
  amendPerson,
  checkIn,
  identifyPerson,
  movePerson,
  setPresence,
  undoCheckIn,
} from '../../shared/people.ts';
import type { endRollCall, markSeen, startRollCall, takeMarkBack } from '../../shared/rollCalls/contract.ts';
import type { undoPresence } from '../../shared/undoPresence.ts';
import type { signInVisit, signOutVisit } from '../../shared/visits.ts';

/** Commands that this device acts on by itself, before Haven has answered them. */
type Local =
  | typeof amendPerson
  | typeof checkIn
  | typeof endRollCall
  | typeof holdUntilKnown
  | typeof identifyPerson
  | typeof markSeen
  | typeof movePerson
  | typeof noteNeed
  | typeof progressNeed
  | typeof raiseNeed
  | typeof setPresence
  | typeof signInVisit
  | typeof signOutVisit
  | typeof startRollCall
  | typeof takeMarkBack
  | typeof undoCheckIn
  | typeof undoPresence;

/** The arguments of each, by its name. */
export type LocalArgs = { [C in Local as C['name']]: ArgsOf<C> };
export type LocalCommand = keyof LocalArgs;
