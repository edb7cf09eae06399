import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PUSH_ITEMS } from '../../../shared/push.ts';
import { publicKeyFrom, seal } from '../../../shared/sealing.ts';
import type { Loose, Person } from '../../support/app.ts';
import { sizes, type Window } from '../../support/browser.ts';
import type { Stage } from './stage.ts';
import { press } from './press.ts';

/** A centre of its own with two volunteers and their manager. */
export const scene = async (stage: Stage) => {
  const operationId = await stage.app.operation();
  const centreId = await stage.app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  return {
    stage,
    where,
    base: `${stage.app.url}/operations/${operationId}/centres/${centreId}`,
    meera: await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' }),
    leon: await stage.app.signInAs('volunteer', { ...where, name: 'Leon A.' }),
    manager: await stage.app.signInAs('manager', { ...where, name: 'S. Whitlock' }),
  };
};

export type Scene = Awaited<ReturnType<typeof scene>>;

export const checkIn = async (
  { where, stage }: Scene,
  by: Person,
  reference: string,
  more: Record<string, unknown> = {},
) => {
  const personId = stage.app.newId();
  const args = { ...where, personId, reference, ageBand: 'adult', language: 'ro', needs: [], ...more };
  await by.done('people.checkIn', args);
  return personId;
};

/** What a tablet hands in and the server does not accept: a guest nobody knows is to be moved, so many times. */
export const refuse = async ({ where, stage }: Scene, by: Person, times = 1) => {
  const { body } = await by.get(`/api/keys/${where.operationId}`);
  const to = await publicKeyFrom(body.publicKey);
  const say = () => {
    const header = { v: 1 as const, id: stage.app.newId(), keyId: body.keyId, authorId: by.userId, deviceId: null };
    const args = { operationId: where.operationId, personId: stage.app.newId(), zone: 'Bed A12', baseVersion: 1 };
    return seal(to, header, { name: 'people.move', args, occurredAt: stage.app.clock.now().toISOString() }, null);
  };
  let left = await Promise.all(Array.from({ length: times }, say));
  while (left.length > 0) {
    const { body: told } = await by.post('/api/push', { items: left.slice(0, PUSH_ITEMS), waiting: 0 });
    const answered = new Map(told.answers.map((it: Loose) => [it['id'], it['as']]));
    expect(new Set(answered.values())).toEqual(new Set(['refused']));
    left = left.filter((it) => !answered.has(it.id));
  }
};

export const guestNow = async ({ where, manager }: Scene, id: string) =>
  (await manager.mirror(where.operationId)).rows('person').find((it) => it['id'] === id);

/** A volunteer's window on one guest, with no signal from then on. */
export const openOffline = async ({ base, leon, stage }: Scene, reference: string): Promise<Window> => {
  const window = await stage.open(leon, sizes.tablet);
  await window.page.goto(`${base}/people`);
  await window.page.getByRole('button', { name: new RegExp(reference) }).click();
  await window.page.getByRole('article', { name: `Guest ${reference}` }).waitFor();
  await window.context.setOffline(true);
  return window;
};

export const move = async (page: Page, zone: string): Promise<void> => {
  await press(page, /^Move$/);
  await page.getByLabel('Where they are').fill(zone);
  await press(page, /^Save$/);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

/** Handed in by somebody's session, in another's name. */
export const forge = async ({ where, stage }: Scene, by: Person, authorId: string, name: string, args: Loose) => {
  const { body } = await by.get(`/api/keys/${where.operationId}`);
  const header = { v: 1 as const, id: stage.app.newId(), keyId: body.keyId, authorId, deviceId: null };
  const said = { name, args, occurredAt: stage.app.clock.now().toISOString() };
  const item = await seal(await publicKeyFrom(body.publicKey), header, said, null);
  expect((await by.post('/api/push', { items: [item], waiting: 0 })).body.answers).toMatchObject([
    { as: 'quarantined' },
  ]);
};
