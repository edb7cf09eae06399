import type { AnyCommand } from '../engine/define.ts';
import { activate } from './activate.ts';
import { change } from './change.ts';
import { setState } from './setState.ts';

export const centreCommands: AnyCommand[] = [activate, setState, change];
