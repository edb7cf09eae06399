import type { AnyCommand } from '../engine/define.ts';
import { amend, identify } from './amend.ts';
import { checkInCommand } from './checkIn.ts';
import { move, presence, undo } from './presence.ts';

export const peopleCommands: AnyCommand[] = [checkInCommand, undo, amend, identify, move, presence];
