import { expect, test } from 'vitest';
import { sizes } from '../support/browser.ts';
import { faults } from './support/faults.ts';
import { openStage } from './support/stage.ts';
import { centre, notSeen, open, press, shows, startCall } from './support/rollCall.ts';

const stage = openStage();

test('the manager who reports a child missing has it in the log that the police know', async () => {
  const at = await centre(stage);
  await startCall(at);
  const { page, close } = await open(at, at.manager, sizes.tablet);
  await press(page, 'Report missing');
  await page.getByRole('checkbox', { name: /K-004/ }).check();
  await press(page, 'K-004 is missing');
  await press(page, 'The police have been told');
  await shows(page, /Reported missing/);
  const log = async () => (await at.manager.mirror(at.where.operationId)).rows('logEntry').map((it) => it['text']);
  await expect.poll(log).toContain('The police have been told that K-004 is missing');
  await close();
});

test('someone who may be a child is missing: police now, and a P1 reaches the manager', async () => {
  const at = await centre(stage);
  await startCall(at);
  const desk = await open(at, at.manager, sizes.desk, '');
  const { page, close } = await open(at, at.volunteer, sizes.portrait);
  await press(page, 'Report missing');
  await page.getByRole('checkbox', { name: /K-004/ }).check();
  await press(page, 'K-004 is missing');
  await page.getByRole('heading', { name: 'Tell the police now' }).waitFor();
  await shows(page, /Call 999/);
  expect(await faults(page)).toEqual([]);
  await shows(desk.page, /Missing person · K-004/);
  await press(page, 'The police have been told');
  await shows(page, /Reported missing/);
  const notes = async () => JSON.stringify((await at.manager.mirror(at.where.operationId)).rows('needDetail'));
  await expect.poll(notes).toMatch(/The police have been told that K-004 is missing, \w{3} \d+ \w{3} \d\d:\d\d/);
  await notSeen(page, 5);
  await close();
  await desk.close();
});

test('a grown-up or a member of staff who is missing is told to the lead as well', async () => {
  const at = await centre(stage);
  await startCall(at);
  const { page, close } = await open(at, at.volunteer, sizes.phone);
  for (const who of ['K-001', 'R. Iqbal']) {
    await press(page, 'Report missing');
    await page.getByRole('checkbox', { name: new RegExp(who) }).check();
    await press(page, `${who} is missing`);
    await page.getByRole('heading', { name: `${who} is reported missing` }).waitFor();
    await press(page, 'Back to the roll call');
  }
  const told = async () =>
    (await at.manager.mirror(at.where.operationId)).rows('needDetail').filter((it) => it['kind'] === 'missing_person');
  await expect.poll(told).toHaveLength(2);
  await close();
});

test('several are found by a search and reported in one press without signal, each with a report of its own', async () => {
  const at = await centre(stage);
  await startCall(at);
  await at.volunteer.done('visits.signIn', {
    ...at.where,
    visitId: stage.app.newId(),
    kind: 'visitor',
    name: 'Councillor Ellis',
    organisation: '',
  });
  const { page, context, close } = await open(at, at.volunteer, sizes.portrait);
  await notSeen(page, 6);
  await context.setOffline(true);
  await press(page, 'Report missing');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('linh');
  await expect.poll(() => dialog.getByRole('checkbox').count()).toBe(1);
  await dialog.getByRole('checkbox', { name: /K-003/ }).check();
  await dialog.getByRole('searchbox').fill('iqbal');
  await dialog.getByRole('checkbox', { name: /R. Iqbal/ }).check();
  // Whoever is ticked stays in sight.
  expect(await dialog.getByRole('checkbox').count()).toBe(2);
  expect(await faults(page)).toEqual([]);
  await press(page, 'These 2 are missing');
  await page.getByRole('heading', { name: '2 people are reported missing' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press(page, 'Back to the roll call');
  await press(page, 'Report missing');
  expect(await dialog.getByRole('checkbox', { name: /K-003|Iqbal/ }).count()).toBe(0);
  await context.setOffline(false);
  const told = async () => {
    const seen = await at.manager.mirror(at.where.operationId);
    const ids = seen.rows('needDetail').filter((it) => it['kind'] === 'missing_person');
    return ids.map((it) => seen.row('need', String(it['id']))?.['personId'] ?? it['note']).toSorted();
  };
  await expect.poll(told).toEqual([at.guests[2], 'Not seen in the roll call: R. Iqbal, Red Cross'].toSorted());
  await close();
});
