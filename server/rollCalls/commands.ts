import { end } from './end.ts';
import { mark, unmark } from './marks.ts';
import { start } from './start.ts';

export const rollCallCommands = [start, mark, unmark, end];
