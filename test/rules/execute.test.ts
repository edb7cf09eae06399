import { beforeEach, expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import type { Actor } from '../../server/engine/actor.ts';
import { Crossed } from '../../server/engine/databaseErrors.ts';
import { isDeep } from '../../server/engine/deep.ts';
import { REGISTERS } from '../../server/engine/define.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { execute } from '../../server/engine/execute.ts';
import { commandTitle, knownCommand } from '../../server/engine/known.ts';
import { fieldErrors, parse, refuseUnstorable } from '../../server/engine/parse.ts';
import { hashesOf } from '../../server/engine/receipts.ts';
import { whole } from '../../server/engine/pull.ts';
import { write } from '../../server/engine/written.ts';
import { Problem } from '../../shared/problems.ts';
import { z } from 'zod';

const command = registry.get('log.write');
if (!command) throw new Error('nothing is written in the log');
const actor: Actor = { userId: 'vic', name: 'Vic', email: '', sessionId: '', deviceId: null, grants: [] };
const request = { id: 'one', args: { operationId: 'op' }, occurredAt: new Date('2026-11-19T05:30:00Z') };

let did: string[] = [];
beforeEach(() => void (did = []));

/** A database whose transactions end in these, one after the other; it has no receipt but the given one. */
const before = (ends: (Error | Promise<void>)[], receipts: object[] = []): Deps =>
  ({
    clock: { now: () => request.occurredAt, rate: 1 },
    keys: { audit: Buffer.alloc(32), session: '' },
    announce: (streamId: string, seq: number) => void did.push(`announced ${streamId} ${seq}`),
    db: {
      transaction: async () => {
        did.push('tried');
        const end = ends.shift();
        if (end instanceof Error) throw end;
        return { result: { entryId: 'x' }, seq: 7, versions: [], recorded: end };
      },
      select: () => ({ from: () => ({ where: async () => (did.push('looked'), receipts) }) }),
    },
  }) as unknown as Deps;
const crossed = (n: number): Error[] => Array.from({ length: n }, () => new Crossed('at once'));
const away = Object.assign(new Error('away'), { code: '57P01' });
const tried = (n: number): string[] => Array.from({ length: n }, () => 'tried');

test('what crossed with another change is tried four times, and then given back to whoever asked', async () => {
  const done = await execute(command, actor, request, before([...crossed(3), Promise.resolve()]));
  expect(done).toEqual({ ok: true, seq: 7, result: { entryId: 'x' }, replay: false });
  expect(did).toEqual([...tried(4), 'announced op 7']);
  did = [];
  await expect(execute(command, actor, request, before(crossed(9)))).rejects.toThrow('at once');
  expect(did).toEqual(tried(4));
});

test('nobody is told of a change before all of it has been recorded', async () => {
  const recorded = Promise.withResolvers<void>();
  const done = execute(command, actor, request, before([recorded.promise]));
  await new Promise((resolve) => setImmediate(resolve));
  expect(did).toEqual(['tried']);
  recorded.resolve();
  await done;
  expect(did).toEqual(['tried', 'announced op 7']);
});

test('a defect is looked up among the answers given before, and a database that is away is not asked again', async () => {
  await expect(execute(command, actor, request, before([new Error('a defect')]))).rejects.toThrow('a defect');
  expect(did).toEqual(['tried', 'looked']);
  did = [];
  await expect(execute(command, actor, request, before([away]))).rejects.toThrow('away');
  expect(did).toEqual(['tried']);
});

test('what was answered before is answered so again, to its author alone and for the same words alone', async () => {
  const { kept, earlier } = hashesOf('log.write', { ...request, sent: { operationId: 'op', later: 1 } });
  const receipt = { authorId: 'vic', bodyHash: kept, problem: null, streamId: 'op', seq: 4, result: { entryId: 'y' } };
  const sent = { ...request, sent: { operationId: 'op', later: 1 } };
  const again = (known: object, by = actor, what: typeof request = sent) =>
    execute(command, by, what, before([new Error('a defect')], [{ ...receipt, ...known }]));
  const answer = { ok: true, seq: 4, result: { entryId: 'y' }, replay: true };
  expect(await again({})).toEqual(answer);
  // An earlier release kept it by what it understood of it.
  expect(await again({ bodyHash: earlier?.() })).toEqual(answer);
  expect(await again({ streamId: REGISTERS })).toEqual({ ...answer, seq: 0 });
  const problem = { type: '/problems/not-found', title: 'No', status: 404 };
  expect(await again({ problem, seq: null })).toEqual({ ok: false, problem, replay: true });
  const reused = { ok: false, replay: false, problem: { type: '/problems/id-reused' } };
  expect(await again({}, { ...actor, userId: 'joan' })).toMatchObject(reused);
  expect(await again({}, actor, { ...sent, occurredAt: new Date(0) })).toMatchObject(reused);
  expect(await again({ problem, bodyHash: Buffer.alloc(32) })).toMatchObject(reused);
});

test('a command is known by the first sentence of what it does', () => {
  expect(commandTitle('people.undoPresence')).toBe('Undo a change of presence that nobody has built on since');
  expect(commandTitle('log.write')).toBe(command.contract.title.split('.')[0]);
  expect([commandTitle('nothing.known'), commandTitle(null)]).toEqual([null, null]);
  expect(knownCommand('nothing.known')).toBeUndefined();
  expect(REGISTERS).toBe('00000000-0000-7000-8000-000000000001');
});

const errorsOf = (work: () => unknown) => {
  try {
    work();
    return [];
  } catch (error) {
    return error instanceof Problem ? (error.extra.errors ?? []) : [];
  }
};

test('where something is wrong is told by a pointer, of fifty fields at most, text before anything else', () => {
  const faults = Array.from({ length: 60 }, (_, n) => ({ path: ['a~/b', n], code: 'custom', words: 'No' }));
  const told = fieldErrors(faults, '/args');
  expect([told.length, told[0], told[49]?.pointer]).toEqual([
    50,
    { pointer: '/args/a~0~1b/0', code: 'custom', detail: 'No' },
    '/args/a~0~1b/49',
  ]);
  const words = { list: Array.from({ length: 60 }, () => 'half \uD800') };
  expect(errorsOf(() => refuseUnstorable(words, '/args')).map((it) => it.pointer)).toEqual(
    Array.from({ length: 50 }, (_, n) => `/args/list/${n}`),
  );
  const schema = z.strictObject({ n: z.int(), t: z.string().max(1) });
  expect(errorsOf(() => parse(schema, { n: 'x', t: 'a\u0000' })).map((it) => it.pointer)).toEqual(['/t']);
  expect(errorsOf(() => parse(schema, { n: 'x', t: 'ab' }, '/args')).map((it) => it.pointer)).toEqual([
    '/args/n',
    '/args/t',
  ]);
  expect(errorsOf(() => refuseUnstorable({ a: { 'b\u0000': 1 } })).map((it) => it.pointer)).toEqual(['/a']);
});

test('what is said may be nested thirty-two deep, and no deeper', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? 'said' : depth % 2 === 0 ? [nested(depth - 1)] : { it: nested(depth - 1) };
  expect([isDeep(nested(32)), isDeep(nested(33)), isDeep('said'), isDeep(null)]).toEqual([false, true, false, false]);
  expect(isDeep({ flat: 1, deep: nested(32) })).toBe(true);
});

test('an answer of so many rows is whole, and of one more it is not', async () => {
  const rows = (n: number) =>
    write(Array.from({ length: n }, (_, at) => ({ kind: 'stay', id: `${n} ${at}`, row: null })));
  const answer = (snapshot?: true) => ({
    about: { operationId: 'op', from: 0, to: 3, view: 'v', ...(snapshot ? { snapshot } : {}) },
    pages: (async function* () {
      yield rows(2);
      yield rows(1);
    })(),
  });
  const changes = [2, 2, 1].map((n, at) => ({ kind: 'stay', id: `${n} ${at % 2}`, row: null }));
  const all = { operationId: 'op', from: 0, to: 3, view: 'v', changes };
  expect(await whole(answer(), 3)).toEqual(all);
  expect(await whole(answer(true))).toEqual({ ...all, snapshot: true });
  expect(await whole(answer(), 2)).toBeNull();
});
