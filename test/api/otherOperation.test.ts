import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { onRefused } from '../../server/attention/intake/raise.ts';
import type { Grant } from '../../shared/roles.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import {
  asksOf,
  bound,
  everythingTold,
  filled,
  type Ids,
  parametersIn,
  type People,
  reads,
} from '../support/everyRead.ts';
import type { RunningOperation } from '../support/runOperation.ts';
import {
  besideAnother,
  found,
  idsOfNothing,
  ofOther,
  ofOwnKeys,
  ofOwnPlace,
  ofRegister,
} from '../support/twoOperations.ts';
import { contractsOf } from '../support/contracts.ts';
import { methodOf } from '../../server/http/answer.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let own: RunningOperation;
let other: RunningOperation;
let people: People;
let before: Map<string, string>;
let after: Map<string, string>;
const heard = new Map<string, string[]>();

const plannerGrant: Grant = { role: 'planner', operationId: null, centreId: null, address: true };

/** A planner wanted the other's venue for this operation from a page that was gone by the time it was refused. */
const loseVenue = async (): Promise<void> => {
  const { operationId } = own.ids;
  const args = {
    operationId,
    centreId: app.newId(),
    venueId: other.ids.venueId,
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Beechcanary is close',
  };
  const id = app.newId();
  const refused = await planner.command('centres.activate', args, { id });
  expect(refused.text).toContain(`Centre ${other.centreName}`);
  const author = { userId: planner.userId, name: planner.name, deviceId: null, grants: [plannerGrant] };
  await onRefused(app.deps, author, 'centres.activate', { id, args, occurredAt: app.clock.now() }, refused.body);
};

/** As an earlier release kept one: among what the centre's leads are to sort out. */
const keepAsBefore = async (): Promise<void> => {
  const problem = { type: '/problems/claim-lost', title: 'Someone else got it first', status: 409 };
  await app.deps.db.insert(attention).values({
    id: app.newId(),
    operationId: own.ids.operationId,
    centreId: null,
    kind: 'refused',
    commandId: app.newId(),
    command: 'centres.activate',
    problem: { ...problem, detail: 'This venue holds Centre Beechcanary. Choose another' },
    authorId: planner.userId,
    raisedAt: app.clock.now(),
  });
};

const listen = async (who: Person, operationId: string, wall: boolean): Promise<string[]> => {
  const said: string[] = [];
  const socket = await who.socket();
  socket.onAny((name: string, payload: unknown) => said.push(`${name} ${JSON.stringify(payload)}`));
  const first = new Promise<void>((resolve) => socket.once('changes', () => resolve()));
  socket.emit('subscribe', { operationId, since: 0, wall });
  await first;
  return said;
};

/** Something of their own, so that whatever came before it has come too. */
const waitForAll = async (): Promise<void> => {
  const { operationId, centreId } = own.ids;
  const entry = { operationId, centreId, entryId: app.newId(), text: 'Tea is made' };
  const { body } = await people['the manager'].command('log.write', entry);
  for (const said of some(heard.values())) {
    await vi.waitFor(() => expect(said.join('')).toContain(`"to":${body.seq}`), 15_000);
  }
};

beforeAll(async () => {
  app = await startTestApp();
  const two = await besideAnother(app);
  ({ planner, own, people } = two);
  await keepAsBefore();
  for (const who of bound) {
    heard.set(who, await listen(people[who], own.ids.operationId, false));
    heard.set(`${who} at a wall`, await listen(people[who], own.ids.operationId, true));
  }
  before = await everythingTold(people, own.ids);
  other = await two.beginOther();
  await loseVenue();
  after = await everythingTold(people, own.ids);
  await waitForAll();
}, 240_000);
afterAll(() => app.stop());

/** What anyone may read, the same for all, names a bird or two as examples. */
const isOpen = (asked: string): boolean =>
  contractsOf(app).some((it) => it.may === 'anyone' && asked.endsWith(`: ${it.path}`));

const all = (): [string, string][] => [
  ...[...after].filter(([asked]) => !isOpen(asked)),
  ...[...heard].map(([who, said]): [string, string] => [who, said.join('\n')]),
];
const leaks = (told: readonly [string, string][], words: readonly string[]): [string, string[]][] =>
  told.map(([who, text]): [string, string[]] => [who, found(text, words)]).filter(([, leaked]) => leaked.length > 0);

describe('someone with a place in one operation', () => {
  test('is asked about at every route that reads: a new one must say here to whom it opens', () => {
    const listed = contractsOf(app)
      .filter((it) => methodOf(it) === 'get')
      .map((it) => it.path);
    expect(Object.keys(reads).toSorted()).toEqual(listed.toSorted());
  });

  test('is answered what their role opens of their own, and of no register anything', () => {
    const wrong: string[] = [];
    for (const who of some(bound)) {
      for (const [path, { to, refused = 404 }] of some(Object.entries(reads))) {
        for (const ask of some(asksOf(path))) {
          const status = after.get(`${who}: ${ask}`)?.slice(0, 3);
          const due = String(to.includes(who) ? 200 : refused);
          if (status !== due) wrong.push(`${who}: ${ask} ${status}, not ${due}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is answered the same to the letter, whatever another operation does meanwhile', () => {
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before));
  });

  test('is told no name, place, telephone, number or id of another operation, by no answer and no socket', () => {
    expect(leaks(all(), ofOther(other))).toEqual([]);
  });

  test('is told of no other venue on the register, and of no partner but by name', () => {
    expect(leaks(all(), ofRegister)).toEqual([]);
  });

  test('is told where their own centre is with a grant to it, and whom to phone for the keys only to run it', () => {
    const without = all().filter(([who]) => !/^(silver with|the manager)/.test(who) || /wall/.test(who));
    expect(leaks(without, [...ofOwnPlace, own.ids.venueId])).toEqual([]);
    const keyless = all().filter(([who]) => !who.startsWith('the manager'));
    expect(leaks(keyless, ofOwnKeys)).toEqual([]);
    expect(heard.get('silver with addresses')?.join('')).toContain('1 Ashcanary Street');
    expect(heard.get('the manager')?.join('')).toContain('01632 801111');
  });

  test('who asks for anything of another by its id is answered as for what does not exist', async () => {
    const different: string[] = [];
    for (const who of some(bound)) {
      for (const ask of some(Object.keys(reads).flatMap(asksOf))) {
        const many = 2 ** parametersIn(ask);
        for (let mix = 1; mix < many; mix += 1) {
          const none = idsOfNothing(app, other);
          const from = (ids: Ids) => filled(ask, (at) => ((mix >> at) & 1 ? ids : own.ids));
          const [theirs, nothing] = await Promise.all([people[who].get(from(other.ids)), people[who].get(from(none))]);
          const alike = theirs.status >= 400 && theirs.status === nothing.status && theirs.text === nothing.text;
          if (!alike) different.push(`${who}: ${ask} ${theirs.status} ${theirs.text} ${nothing.status}`);
        }
      }
    }
    expect(different).toEqual([]);
  });

  test('who watches another by its id is refused as for what does not exist', async () => {
    const answerTo = (socket: Socket, operationId: string) =>
      new Promise<unknown>((resolve) => {
        socket.onAny((name: string, payload: Loose) => resolve([name, payload.type]));
        socket.emit('subscribe', { operationId, since: 0, wall: false });
      });
    for (const who of some(bound)) {
      for (const operationId of [other.ids.operationId, app.newId()]) {
        expect(await answerTo(await people[who].socket(), operationId)).toEqual(['refused', '/problems/not-found']);
      }
    }
  });

  test('and the same search finds it all in what a planner is told', async () => {
    const { operationId } = other.ids;
    const asked = [
      '/api/venues',
      '/api/venues.csv',
      `/api/operations/${operationId}/pull`,
      '/api/partners',
      '/api/users',
    ];
    const answers = await Promise.all(asked.map((path) => planner.get(path)));
    const told = answers.map((it) => it.text).join('\n');
    const seen = found(told, [...ofOther(other), ...ofRegister]);
    const { operationId: id, centreId, venueId, personId } = other.ids;
    expect(seen).toEqual(
      expect.arrayContaining([...ofRegister, 'Beechcanary', 'V802', id, centreId, venueId, personId]),
    );
  });
});
