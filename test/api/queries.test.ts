import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { receipt } from '../../db/schema/engine.ts';
import { type CommandName, registry } from '../../server/commands.ts';
import { type AnyCommand, command } from '../../server/engine/define.ts';
import { execute } from '../../server/engine/execute.ts';
import { onBehalfOf } from '../../server/engine/own.ts';
import type { Outcome } from '../../server/engine/receipts.ts';
import { answer, mount, type Answering, isQuery, methodOf } from '../../server/http/answer.ts';
import { contract, noParams, query } from '../../shared/contract.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { contractsOf, nameOf } from '../support/contracts.ts';
import { type Everybody, everybodyAt, isDone, type Said, saidByEverybody } from '../support/everyCommand.ts';
import { filled } from '../support/everyRead.ts';
import { besideAnother, type Two } from '../support/twoOperations.ts';
import { openWall, startWall } from '../support/wallScreen.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let two: Two;
let everybody: Everybody;

beforeAll(async () => {
  app = await startTestApp();
  two = await besideAnother(app);
  everybody = await everybodyAt(app, two);
}, 180_000);
afterAll(() => app.stop());

/** What else is asked than the ids a path names. */
const searchOf = (path: string, params: Record<string, unknown>): string => {
  const rest = Object.entries(params).filter(([name]) => !path.includes(`:${name}`));
  const { centreId } = two.own.ids;
  const said = rest.map(([name, value]) => [name, name === 'centreId' ? centreId : String(value)]);
  return said.length > 0 ? `?${new URLSearchParams(said).toString()}` : '';
};

const sent = (told: unknown): unknown => JSON.parse(JSON.stringify(told));

/** Is nothing there but what the schema names? What it would strip is missing from what it makes of it. */
const fits = (schema: z.ZodType, told: unknown): boolean => {
  const parsed = schema.safeParse(told);
  return parsed.success && isDeepStrictEqual(sent(parsed.data), sent(told));
};

test('every query answers its example, asked by everybody, with what its schema names and no more', async () => {
  const wrong: string[] = [];
  const answered = new Set<string>();
  const { code } = await startWall(app, two.people['silver with addresses'], two.own.ids.operationId);
  const people = [...everybody.people, { who: 'a wall', person: await openWall(app, code) }];
  for (const it of some(contractsOf(app).filter(isQuery))) {
    for (const { who, person } of some(people)) {
      const path = filled(it.path, () => two.own.ids) + searchOf(it.path, it.example.params);
      const { status, body } = await person.get(path);
      if (status === 200) answered.add(it.path);
      const right = status === 200 ? fits(it.result, body) : [401, 404].includes(status) && 'type' in body;
      if (!right) wrong.push(`${who}: ${it.path} ${status} ${JSON.stringify(it.result.safeParse(body).error?.issues)}`);
    }
  }
  expect(wrong).toEqual([]);
  // The tablet's own cookie is needed for the one, an earlier version of the plan for none.
  expect(
    contractsOf(app)
      .filter(isQuery)
      .filter((it) => !answered.has(it.path))
      .map((it) => it.path),
  ).toEqual([]);
});

/** Whoever may not do it, at all or there, is told that it does not exist. */
const wrongIn = (schema: z.ZodType, { may, answer: { status, body } }: Said): boolean =>
  status === 200 ? !may || !fits(schema, body.result) : ![403, 404].includes(status);

const wrongOf = async ({ name, result }: AnyCommand['contract']): Promise<string[]> => {
  const { said, told } = await saidByEverybody(name as CommandName, everybody);
  return [
    ...(said.some(isDone) ? [] : [`${name} is never done`]),
    ...told.filter((it) => !fits(result, it)).map((it) => `${name} tells ${JSON.stringify(it)}`),
    ...said
      .filter((it) => wrongIn(result, it))
      .map(({ who, answer: { status, text } }) => `${who}: ${name} ${status} ${text}`),
  ];
};

test('every command is done, and answered with what its schema names and no more', async () => {
  const wrong: string[] = [];
  for (const { contract: it } of some(registry.values())) {
    const found = await wrongOf(it).catch((error: unknown) => [`${it.name}: ${String(error)}`]);
    wrong.push(...found);
  }
  expect(wrong).toEqual([]);
});

const planted = query({
  path: '/api/planted/:id',
  title: 'A query of this test',
  tag: 'Health',
  may: 'anyone',
  params: z.strictObject({ id: z.uuid(), many: z.coerce.number().max(5).optional() }),
  result: z.object({ name: z.string(), places: z.array(z.object({ code: z.string() })) }),
  example: { params: { id: '0193e0a0-0000-7000-8000-000000000001' }, result: { name: 'Wren', places: [] } },
});

const plantedCommand = contract({
  name: 'planted.command',
  title: 'A command of this test',
  args: z.strictObject({ operationId: z.uuid() }),
  result: z.object({ name: z.string() }),
  example: { operationId: '0193e0a0-0000-7000-8000-000000000001' },
});

/** Done by the planner in an operation of its own, by a handler that tells this. */
const commanding = async (told: object): Promise<{ outcome: Outcome; kept: Loose }> => {
  const request = { id: app.newId(), args: { operationId: await app.operation() }, occurredAt: app.clock.now() };
  const it = command<typeof plantedCommand>({
    contract: plantedCommand,
    right: 'log.write',
    stream: (args) => args.operationId,
    where: 'args',
    handle: () => Promise.resolve(told as never),
  });
  const outcome = await execute(
    it,
    onBehalfOf({ ...two.planner, deviceId: null }, request.args.operationId),
    request,
    app.deps,
  );
  const [kept] = await app.deps.db.select().from(receipt).where(eq(receipt.commandId, request.id));
  return { outcome, kept };
};

const asking = async (it: Answering, path: string): Promise<{ status: number; body: Loose }> => {
  const mounted = mount(app.deps, [it]);
  mounted.onError((error, c) => c.json({ error: error.message, name: error.constructor.name }, 500));
  const response = await mounted.request(path);
  return { status: response.status, body: await response.json() };
};
const id = '0193e0a0-0000-7000-8000-000000000009';

test('what a handler tells beyond its contract is left out, however deep', async () => {
  const told = { name: 'Wren', address: '1 Secret Street', places: [{ code: 'K', keyholder: 'R. Iqbal' }] };
  const { body } = await asking(
    answer(planted, () => told),
    `/api/planted/${id}`,
  );
  expect(body).toEqual({ name: 'Wren', places: [{ code: 'K' }] });
});

test('what does not fit its contract is a defect, and is not told', async () => {
  const { status, body } = await asking(
    answer(planted, () => ({ name: 5 }) as never),
    `/api/planted/${id}`,
  );
  expect([status, body.name]).toEqual([500, '$ZodError'].map((it) => (it === '$ZodError' ? body.name : it)));
  expect(body.name).toMatch(/ZodError/);
});

test('what a command tells beyond its contract is in no answer and in no receipt', async () => {
  const { outcome, kept } = await commanding({ name: 'Wren', address: '1 Secret Street' });
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome.ok && outcome.result).toEqual({ name: 'Wren' });
  expect(kept.result).toEqual({ name: 'Wren' });
});

test('what a command tells that does not fit its contract is a defect, and nothing is done', async () => {
  await expect(commanding({ name: 5 })).rejects.toThrow(/expected string/);
});

test('of no command is more than its contract names a defect: it is left out', () => {
  const closed = [...registry.values()].filter(
    ({ contract: { result } }) =>
      z.toJSONSchema(result, { io: 'input', unrepresentable: 'any' }).additionalProperties === false,
  );
  expect(closed.map((it) => it.contract.name)).toEqual([]);
});

test('an id that leads nowhere is not there; any other fault is told with its field', async () => {
  const it = answer(planted, () => ({ name: 'Wren', places: [] }));
  expect((await asking(it, '/api/planted/5')).body.name).toBe('Problem');
  expect((await asking(it, `/api/planted/${id}?many=9`)).body.error).toMatch(/\S/);
});

test('who may ask is said by the contract, or asked by the handler, and never by neither', async () => {
  const undecided = answer({ ...planted, may: 'handler' }, () => ({ name: 'Wren', places: [] }));
  expect((await asking(undecided, `/api/planted/${id}`)).body.error).toMatch(/never asked for the right/);
  const ofRegister = answer({ ...planted, may: { register: 'venues.read' } }, () => ({ name: 'Wren', places: [] }));
  expect((await asking(ofRegister, `/api/planted/${id}`)).body.name).toBe('Problem');
});

test('a query that leaves out what it answers, its example or who may ask does not compile', () => {
  const { result: _result, ...mute } = planted;
  const { example: _example, ...bare } = planted;
  const { may: _may, ...open } = planted;
  // @ts-expect-error no result
  const first = query(mute);
  // @ts-expect-error no example
  const second = query(bare);
  // @ts-expect-error nobody knows who may ask
  const third = query(open);
  // @ts-expect-error an answer that is not what the contract says
  const fourth = answer(planted, () => ({ name: 5 }));
  expect([first, second, third, fourth]).toHaveLength(4);
});

test('everything that is mounted says in one place how it is asked', () => {
  const names = contractsOf(app).map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(contractsOf(app).every((it) => ['get', 'post'].includes(methodOf(it)) && it.title !== '')).toBe(true);
  expect(noParams.safeParse({}).success).toBe(true);
});
