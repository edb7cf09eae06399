import { spokenDuration } from '../../shared/words.ts';
import type { Instant } from './time.ts';

export type ClockStage = 'calm' | 'soon' | 'late';

const ms = (at: Instant): number => new Date(at).getTime();

/** Whole minutes until `dueAt`; negative once a full minute has passed. */
export function minutesLeft(dueAt: Instant, now: Instant): number {
  return Math.ceil((ms(dueAt) - ms(now)) / 60_000) || 0;
}

/** '13 min', '1 h 05', '2 days' for a length in minutes. */
export function duration(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  if (whole >= 48 * 60) return `${Math.floor(whole / 1440)} days`;
  return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}`;
}

/** '13 min left', '4 min late' or 'due now'. */
export function leftWords(dueAt: Instant, now: Instant): string {
  const left = minutesLeft(dueAt, now);
  if (left === 0) return 'due now';
  return `${duration(left)} ${left > 0 ? 'left' : 'late'}`;
}

/** 'due in 13 minutes', '4 minutes late' or 'due now'. */
export function dueWords(dueAt: Instant, now: Instant): string {
  const left = minutesLeft(dueAt, now);
  if (left === 0) return 'due now';
  return left > 0 ? `due in ${spokenDuration(left)}` : `${spokenDuration(left)} late`;
}

/** '4 s old' under two minutes, then '4 minutes old'. */
export function ageWords(at: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.floor((ms(now) - ms(at)) / 1000));
  return seconds < 120 ? `${seconds} s old` : `${spokenDuration(Math.floor(seconds / 60))} old`;
}

/** How far a clock has run: `spent` from 0 to 1, `soon` in its last quarter, `late` once past. */
export function clockStage(raisedAt: Instant, dueAt: Instant, now: Instant): { stage: ClockStage; spent: number } {
  const whole = Math.max(1, ms(dueAt) - ms(raisedAt));
  const spent = Math.min(1, Math.max(0, (ms(now) - ms(raisedAt)) / whole));
  if (ms(now) >= ms(dueAt)) return { stage: 'late', spent: 1 };
  return { stage: spent >= 0.75 ? 'soon' : 'calm', spent };
}
