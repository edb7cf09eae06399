import { activate } from './activate.ts';
import { change } from './change.ts';
import { setState } from './setState.ts';

export const centreCommands = [activate, setState, change];
