import { z } from 'zod';
import { envelope, exchange } from '../contract.ts';

export const sayCommand = exchange({
  method: 'post',
  path: '/api/commands/:name',
  title: 'Any command, by name',
  tag: 'Operations',
  words: 'Each command is listed below with what it takes.',
  may: 'handler',
  params: z.strictObject({ name: z.string().describe('The command') }),
  body: envelope,
  result: z.object({ seq: z.int(), result: z.unknown() }),
  example: {
    params: { name: 'people.checkIn' },
    body: { id: '0193e0a0-0000-7000-8000-0000000000ff', args: {}, occurredAt: '2026-11-19T05:30:00Z' },
    result: { seq: 42, result: {} },
  },
});
