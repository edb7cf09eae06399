import { amend, identify } from './amend.ts';
import { checkInCommand } from './checkIn.ts';
import { move, presence, undo } from './presence.ts';
import { undoOfPresence } from './undoPresence.ts';

export const peopleCommands = [checkInCommand, undo, amend, identify, move, presence, undoOfPresence];
