/** Every command there is, and whether it may be done for somebody else than its author. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { onRefused } from '../../server/attention/intake/raise.ts';
import { restOf } from '../../server/attention/show/rest.ts';
import { commandCells } from '../../server/attention/show/commandFields.ts';
import { type AnyCommand, command } from '../../server/engine/define.ts';
import { nowKnown } from '../../server/engine/known.ts';
import { registry } from '../../server/commands.ts';
import { quarantine } from '../../server/attention/intake/quarantine.ts';
import { sealingKeyOf } from '../../server/attention/intake/streamKeys.ts';
import { contract } from '../../shared/contract.ts';
import { type Grant, may, permits, roleNames } from '../../shared/roles.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const ON_BEHALF = [
  'needs.note',
  'needs.progress',
  'needs.raise',
  'people.amend',
  'people.checkIn',
  'people.identify',
  'people.later',
  'people.move',
  'people.setPresence',
  'people.undoCheckIn',
  'people.undoPresence',
  'rollCalls.mark',
  'rollCalls.unmark',
  'visits.signIn',
  'visits.signOut',
];
const doableOnBehalf = (): AnyCommand[] => [...registry.values()].filter((it) => it.onBehalf);
const others = (): AnyCommand[] => [...registry.values()].filter((it) => !it.onBehalf);
const argsOf = ({ contract: { args } }: AnyCommand): z.ZodObject => args as unknown as z.ZodObject;

/** Whoever sends it may do everything, and everybody knows that they said it. */
const everything = (): Grant[] =>
  roleNames.map((role) => ({ role, operationId: scene.operationId, centreId: null, address: true }));
const exampleOf = (it: AnyCommand): Loose => ({
  ...(it.contract.example as Loose),
  operationId: scene.operationId,
  centreId: scene.centreId,
});

const keepSealed = async (name: string, args: Loose): Promise<string> => {
  const { operationId, volunteer } = scene;
  const { publicKey } = await sealingKeyOf(app.deps, operationId);
  const header = { v: 1 as const, id: app.newId(), keyId: operationId, authorId: volunteer.userId, deviceId: null };
  const said = { name, args, occurredAt: '2026-11-19T05:10:00.000Z' };
  const sealed = await seal(await publicKeyFrom(publicKey as JsonWebKey), header, said, null);
  const whose = { operationId, centreId: scene.centreId, deviceId: null, authorId: volunteer.userId };
  const sent = { sentBy: volunteer.userId, sentGrants: everything() };
  await quarantine(app.deps, { id: header.id, ...whose, ...sent, sealed, reason: 'revoked' });
  return header.id;
};

const refuse = async (name: string, args: Loose): Promise<string> => {
  // What its sender never might do is put before nobody.
  const { userId, name: called } = await app.signInAs([...everything()]);
  const sent = { id: app.newId(), args, occurredAt: '2026-11-19T05:10:00.000Z' };
  const problem = { type: '/problems/stale-version', title: 'Someone changed this first', status: 409 };
  const author = { userId, name: called, deviceId: null, grants: everything() };
  await onRefused(app.deps, author, name, sent, problem);
  return sent.id;
};

const listed = async (): Promise<Loose[]> => {
  const { body } = await scene.manager.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`);
  return body.items;
};
const choose = async (name: string, { id, rowVersion }: Loose) =>
  (await scene.manager.command(name, { operationId: scene.operationId, attentionId: id, baseVersion: rowVersion })).body
    .type;

test('only what a volunteer says of guests and of who is on site may be done on behalf of its author', () => {
  expect(
    doableOnBehalf()
      .map((it) => it.contract.name)
      .toSorted(),
  ).toEqual(ON_BEHALF);
});

test('what may be done on behalf of its author is a volunteer’s and a manager’s to do, never of the registers, and overrides no guard', () => {
  for (const it of some(doableOnBehalf())) {
    const right = it.right ?? it.contract.name;
    const at = { operationId: scene.operationId, centreId: scene.centreId };
    for (const role of ['volunteer', 'manager'] as const)
      expect([right, role, may([{ role, ...at, address: false }], right, at)]).toEqual([right, role, true]);
    expect(it.where).not.toBe('registers');
    expect(Object.keys(argsOf(it).shape).filter((key) => /override|force|anyway|ignore/i.test(key))).toEqual([]);
  }
});

test('nothing else is let in or sent again for somebody else, whatever its sender may do', async () => {
  const names = others()
    .filter((it) => !it.contract.name.startsWith('attention.'))
    .map((it) => it.contract.name);
  const tried: string[] = [];
  for (let first = 0; first < names.length; first += 8) {
    scene = await setScene(app);
    for (const name of names.slice(first, first + 8)) {
      const args = exampleOf(registry.get(name) as AnyCommand);
      await keepSealed(name, args);
      await refuse(name, args);
    }
    for (const it of some(await listed())) {
      const how = it['kind'] === 'quarantined' ? 'attention.release' : 'attention.retry';
      expect([it['command'], it['choices']]).toEqual([it['command'], ['discard', 'ask']]);
      expect([it['command'], how, await choose(how, it)]).toEqual([it['command'], how, '/problems/not-in-this-state']);
      tried.push(`${how} ${it['command']}`);
    }
  }
  // What no lead may do is on no list of theirs when it is refused: it stays with whoever said it.
  const leads = names.filter((it) => permits('manager', registry.get(it)?.right ?? it));
  const both = [...names.map((it) => `attention.release ${it}`), ...leads.map((it) => `attention.retry ${it}`)];
  expect(leads.length).toBeGreaterThan(20);
  expect(tried.toSorted()).toEqual(both.toSorted());
});

test('a command that somebody adds is let in by nobody until it says that it may be done on behalf of its author', async () => {
  const made = contract({
    name: 'people.brandNew',
    title: 'Something new',
    args: z.strictObject({ operationId: z.string(), centreId: z.string() }),
    result: z.object({}),
    example: { operationId: scene.operationId, centreId: scene.centreId },
  });
  let done = 0;
  const fresh = command<typeof made>({
    contract: made,
    right: 'people.checkIn',
    stream: ({ operationId }) => operationId,
    where: 'args',
    handle: async () => {
      done += 1;
      return {};
    },
  });
  const letIn = async (it: AnyCommand) => {
    nowKnown(new Map([...registry, [made.name, it]]));
    const id = await keepSealed(made.name, made.example);
    return choose(
      'attention.release',
      (await listed()).find((one) => one['commandId'] === id),
    );
  };
  try {
    expect(await letIn(fresh)).toBe('/problems/not-in-this-state');
    expect(done).toBe(0);
    expect(await letIn({ ...fresh, onBehalf: true })).toBeUndefined();
    expect(done).toBe(1);
  } finally {
    nowKnown(registry);
  }
});

/** They say nothing to a person, or stand for what is told beside them. */
const silent = /^(operationId|baseVersion|personId|needId|heldId|markId|rollCallId|undoes|command|args)$/;
const said: Loose = {
  reference: 'K-014',
  preferredName: 'Dan',
  sex: 'female',
  vehicle: 'Coach 1',
  groupId: '0193e0a0-0000-7000-8000-000000000009',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  zone: 'Hall A',
  paperForm: 12,
  writtenAt: '2026-11-19T04:50:00.000Z',
  ageBand: 'unsure',
  note: 'Size 42',
  priority: 'P1',
};

test('of what may be let in, nothing that it says is left out', async () => {
  const viewer = { userId: '', grants: [], lead: true, enough: 'none' as const };
  const told = async (name: string, args: Loose) => {
    const { operationId, centreId } = scene;
    const where = { operationId, viewer, subject: null, named: centreId, centreId };
    const whole = { reader: app.deps.db, ...where, args };
    return JSON.stringify([await commandCells(name, whole), await restOf(name, whole)]);
  };
  for (const it of some(doableOnBehalf())) {
    const { name, example } = it.contract;
    const keys = Object.keys(argsOf(it).shape).filter((key) => !silent.test(key));
    const whole = Object.fromEntries(keys.map((key) => [key, (example as Loose)[key] ?? said[key]]));
    for (const key of some(keys)) {
      expect([name, key, whole[key]]).not.toContain(undefined);
      const { [key]: _left, ...without } = whole;
      expect([name, key, (await told(name, whole)) === (await told(name, without))]).toEqual([name, key, false]);
    }
  }
});
