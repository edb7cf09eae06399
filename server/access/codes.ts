/** Codes that somebody reads out or types: short, for once, and soon over. */
import { createHmac, randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS } from '../../shared/tablets.ts';
import type { Clock, Deps } from '../engine/deps.ts';
import { derive } from '../engine/derive.ts';

/** Under a key outside the database, as 49 bits could be searched in ten minutes. */
export const codeDigest = ({ keys }: Pick<Deps, 'keys'>, what: string, code: string): Buffer =>
  createHmac('sha256', derive(keys.audit, what)).update(code).digest();

export const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
/** `MQR7 2HX9 TD` */
export const inFours = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** So many real minutes on, as the clock that screens show will tell it: in an exercise it runs faster. */
export const inRealMinutes = (clock: Clock, minutes: number): Date =>
  new Date(clock.now().getTime() + minutes * 60_000 * clock.rate);
