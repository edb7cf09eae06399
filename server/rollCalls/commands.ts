import type { AnyCommand } from '../engine/define.ts';
import { end } from './end.ts';
import { mark, unmark } from './marks.ts';
import { start } from './start.ts';

export const rollCallCommands: AnyCommand[] = [start, mark, unmark, end];
