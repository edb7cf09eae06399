import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessGrant } from '../../db/schema/users.ts';
import { registry } from '../../server/commands.ts';
import { needCompartments, needKindNames, needKinds } from '../../shared/needs.ts';
import { type Grant, levelFor, permits, type RoleName, roleNames, roles } from '../../shared/roles.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { argsNow, commandNames, type Everybody, everybodyAt } from '../support/everyCommand.ts';
import { some } from '../support/some.ts';
import { besideAnother, type Two } from '../support/twoOperations.ts';

let app: TestApp;
let two: Two;
let everybody: Everybody;
let otherCentreId: string;
let otherOperationId: string;

beforeAll(async () => {
  app = await startTestApp();
  two = await besideAnother(app);
  everybody = await everybodyAt(app, two);
  otherCentreId = await app.centre({ operationId: two.own.ids.operationId });
  otherOperationId = await app.operation();
}, 180_000);
afterAll(() => app.stop());

/** The role as it is held where the command is to be done. */
const here = (role: RoleName): Grant => {
  const { operationId, centreId } = two.own.ids;
  const bound = {
    everywhere: { operationId: null, centreId: null },
    operation: { operationId, centreId: null },
    centre: { operationId, centreId },
  }[roles[role].scope];
  return { role, ...bound, address: true };
};

/** Every role as it could be held elsewhere: at another centre of the operation, and in another operation. */
const elsewhere = (): Grant[] =>
  roleNames.flatMap((role) => [
    { role, operationId: two.own.ids.operationId, centreId: otherCentreId, address: true },
    { role, operationId: otherOperationId, centreId: null, address: true },
  ]);

interface Holder {
  called: string;
  /** The role that counts here. */
  role: RoleName | null;
  person: Person;
}

const called = (role: RoleName | null, grants: readonly Grant[]): string =>
  `${role ?? 'nobody'} here, ${grants.map((it) => `${it.role} of ${it.centreId ?? it.operationId}`).join()}`;

const everyPair = async (): Promise<Holder[]> => {
  const all: Holder[] = [];
  for (const role of [null, ...roleNames]) {
    for (const other of elsewhere()) {
      const grants = [...(role ? [here(role)] : []), other];
      all.push({ called: called(role, grants), role, person: await app.signInAs(grants) });
    }
  }
  return all;
};

/** How much has been written, of the centre here or anywhere. */
const changes = async (where: 'here' | 'anywhere' = 'anywhere'): Promise<number> => {
  const [row] = await app.deps.sql<{ n: number }[]>`
    select count(*)::int as n from version where ${where === 'anywhere'} or centre_id = ${two.own.ids.centreId}`;
  return row?.n ?? 0;
};

const rightOf = (name: string): string => registry.get(name)?.right ?? name;

/** What is wrong with how they are answered who may not do the command here. */
const wronglyLet = async (name: (typeof commandNames)[number], holders: readonly Holder[]): Promise<string[]> => {
  const mayNot = holders.filter(({ role }) => role === null || !permits(role, rightOf(name)));
  const args = await argsNow(name, everybody.work);
  const before = await changes();
  const wrong: string[] = [];
  for (const it of some(mayNot)) {
    const { status, text } = await it.person.command(name, args);
    if (status !== 404) wrong.push(`${name}: ${it.called}: ${status} ${text}`);
  }
  return (await changes()) === before ? wrong : [...wrong, `${name} changed something`];
};

test('what one may do elsewhere is never done here, whatever else one may do here', { timeout: 300_000 }, async () => {
  const holders = some(await everyPair());
  const wrong: string[] = [];
  for (const name of some(commandNames)) wrong.push(...(await wronglyLet(name, holders)));
  expect(wrong).toEqual([]);
});

test('whoever says their own centre where a thing of another is meant changes nothing there', async () => {
  const { operationId } = two.own.ids;
  const there = { operationId, centreId: otherCentreId };
  const neighbours = [await app.signInAs('manager', there), await app.signInAs('volunteer', there)];
  const wrong: string[] = [];
  for (const name of some(commandNames)) {
    const args = await argsNow(name, everybody.work);
    if (!('centreId' in args)) continue;
    const before = await changes('here');
    for (const it of neighbours) {
      const { status, text } = await it.command(name, { ...args, centreId: otherCentreId });
      if ((await changes('here')) > before) wrong.push(`${name}: ${it.name}: ${status} ${text}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a need is worked on by those who are told of it at its centre, whatever they are told of elsewhere', async () => {
  const holders = some(await everyPair());
  const { operationId, centreId } = two.own.ids;
  const wrong: string[] = [];
  for (const compartment of some(needCompartments)) {
    const needId = app.newId();
    const kind = needKindNames.find((it) => needKinds[it].compartment === compartment);
    await everybody.work.manager.done('needs.raise', { operationId, centreId, needId, kind });
    for (const { role, person, called: who } of holders) {
      const may =
        role !== null && permits(role, 'needs.note') && levelFor([here(role)], compartment, centreId) !== 'none';
      const { status } = await person.command('needs.note', { operationId, needId, note: 'Seen' });
      if (status !== (may ? 200 : 404)) wrong.push(`${compartment}: ${who}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a role that has ended, or was taken away, does nothing more', { timeout: 300_000 }, async () => {
  const minuteAgo = new Date(app.clock.now().getTime() - 60_000);
  const ended: Holder[] = [];
  for (const role of roleNames) {
    const over = await app.signInAs([{ ...here(role), endsAt: minuteAgo } as Grant]);
    const taken = await app.signInAs([here(role)]);
    await app.deps.db.update(accessGrant).set({ revokedAt: minuteAgo }).where(eq(accessGrant.userId, taken.userId));
    ended.push({ called: `${role}, ended`, role: null, person: over });
    ended.push({ called: `${role}, taken away`, role: null, person: taken });
  }
  const wrong: string[] = [];
  for (const name of some(commandNames)) wrong.push(...(await wronglyLet(name, ended)));
  expect(wrong).toEqual([]);
});

test('a role that ends at this moment does nothing more, and one that ends in a moment still does', async () => {
  const now = app.clock.now().getTime();
  const write = async (endsAt: Date) => {
    const person = await app.signInAs([{ ...here('manager'), endsAt } as Grant]);
    const { operationId, centreId } = two.own.ids;
    return person.command('log.write', { operationId, centreId, entryId: app.newId(), text: 'Quiet' });
  };
  expect((await write(new Date(now))).status).toBe(404);
  expect((await write(new Date(now + 1))).status).toBe(200);
});
