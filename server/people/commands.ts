import type { AnyCommand } from '../command/define.ts';
import { amend, identify } from './amend.ts';
import { checkInCommand } from './checkIn.ts';
import { later } from './later/later.ts';
import { merge } from './merge/merge.ts';
import { unmerge } from './merge/unmerge.ts';
import { move, presence, undo } from './presence.ts';

export const peopleCommands: AnyCommand[] = [
  checkInCommand,
  undo,
  amend,
  identify,
  move,
  presence,
  merge,
  unmerge,
  later,
];
