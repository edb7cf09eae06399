import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../support/app.ts';
import { sizes } from '../support/browser.ts';
import { importSamples } from '../support/registerFiles.ts';
import { some } from '../support/some.ts';
import { choose, ready } from './support/activate.ts';
import { openStage } from './support/stage.ts';

const stage = openStage();
let planner: Person;
let operationId: string;

beforeAll(async () => {
  planner = await stage.app.signInAs('planner', { name: 'Thea Okafor' });
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
  operationId = stage.app.newId();
  await planner.done('operations.open', {
    operationId,
    codeName: 'Marram',
    type: 'warrant',
    state: 'running',
    expected: 40,
    firstArrivalAt: '2026-11-19T08:30:00Z',
    fromSquare: 'SK 45',
    languages: [{ tag: 'ro' }],
  });
});

const standUp = async (page: Page): Promise<void> => {
  await page.goto(`${stage.app.url}/operations/${operationId}/activate`);
  await ready(page);
  await choose(page, 1);
  await page.getByLabel(/Why this venue/).fill('Close and large enough');
  await page.getByRole('button', { name: /^Stand up Centre / }).click();
  await page.getByRole('heading', { name: /^Whom to phone for Centre / }).waitFor();
};

const cardOf = (page: Page, name: RegExp) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name }) });

const rowsOf = async (kind: string) => (await planner.mirror(operationId)).rows(kind);

describe('whom to phone', () => {
  it('stands first after standing up: the keyholder, then partners with number, roles and one answer for all shifts', async () => {
    const window = await stage.open(planner);
    const { page } = window;
    await standUp(page);
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(headings[0]).toBe('1. Keyholder');
    expect(headings.length).toBeGreaterThan(5);
    const before = (await rowsOf('logEntry')).length;

    const redCross = cardOf(page, /British Red Cross/);
    await redCross.getByRole('link', { name: /01632 960105/ }).waitFor();
    await redCross
      .getByText(/Welfare \d+ by /)
      .first()
      .waitFor();
    await redCross.getByRole('button', { name: /^Yes to all/ }).click();
    await redCross.getByText('Say who gave the answer').waitFor();
    await redCross.getByLabel(/^Who said so/).fill('K Thorpe');
    await redCross.getByRole('button', { name: /^Yes to all/ }).click();
    await redCross.getByText(/^Yes to \d+ of \d+$/).waitFor();
    await redCross.getByText(/K Thorpe, \d\d:\d\d/).waitFor();

    const own = some((await rowsOf('slot')).filter((row) => row['partner'] === 'BRC'));
    expect(own.length).toBeGreaterThan(2);
    for (const row of some(own))
      expect(row).toMatchObject({ state: 'accepted', accepted: row['needed'], saidBy: 'K Thorpe' });
    const entries = (await rowsOf('logEntry')).slice(before);
    expect(entries.map((row) => row['text'])).toEqual([
      expect.stringMatching(/^British Red Cross said yes to all \(K Thorpe, by phone\)\. /),
    ]);
    await window.close();
  });

  it('takes some of what was asked, or nobody, and leaves the rest to find', async () => {
    const window = await stage.open(planner, sizes.phone);
    const { page } = window;
    const [centre] = await rowsOf('centre');
    await page.goto(`${stage.app.url}/operations/${operationId}/centres/${String(centre?.['id'])}/call-out`);
    const army = cardOf(page, /Salvation Army/);
    await army.getByRole('button', { name: /^Some/ }).click();
    const fields = army.getByLabel(/, of \d+,/);
    const shifts = await fields.count();
    expect(shifts).toBeGreaterThan(1);
    await fields.first().fill('0');
    await army.getByLabel(/^Who said so/).fill('Major Ellis');
    await army.getByRole('button', { name: /^Save what they said/ }).click();
    await army.getByText(/^Yes to \d+ of \d+, \d+ to find$/).waitFor();
    const own = (await rowsOf('slot')).filter((row) => row['partner'] === 'TSA');
    expect(own.filter((row) => row['state'] === 'declined')).toHaveLength(1);
    expect(own.filter((row) => row['state'] === 'accepted')).toHaveLength(shifts - 1);

    const police = cardOf(page, /Constabulary/).first();
    await police.getByLabel(/^Who said so/).fill('Insp. Hallam');
    await police.getByRole('button', { name: /^No/ }).click();
    await police.getByText(/^No, \d+ to find$/).waitFor();
    await window.close();
  });

  it('keeps the numbers and what is typed when signal is lost, and says that saving waits', async () => {
    const window = await stage.open(planner);
    const { page } = window;
    const [centre] = await rowsOf('centre');
    await page.goto(`${stage.app.url}/operations/${operationId}/centres/${String(centre?.['id'])}/call-out`);
    const nhs = cardOf(page, /NHS/).first();
    await nhs.getByRole('link').first().waitFor();
    await nhs.getByLabel(/^Who said so/).fill('Sister Lowe');
    await page.context().setOffline(true);
    await page.getByText('No signal. Phone them all the same.').waitFor();
    expect(await nhs.getByLabel(/^Who said so/).inputValue()).toBe('Sister Lowe');
    expect(await nhs.getByRole('link').count()).toBeGreaterThan(0);
    await page.context().setOffline(false);
    await page.getByText('No signal. Phone them all the same.').waitFor({ state: 'detached' });
    await nhs.getByRole('button', { name: /^Yes to all/ }).click();
    await nhs.getByText('Sister Lowe', { exact: false }).waitFor();
    await window.close();
  });

  it('writes what the keyholder said into the log, and reads it back from there', async () => {
    const window = await stage.open(planner);
    const { page } = window;
    const [centre] = await rowsOf('centre');
    await page.goto(`${stage.app.url}/operations/${operationId}/centres/${String(centre?.['id'])}/call-out`);
    const keys = cardOf(page, /Keyholder/);
    await keys.getByRole('button', { name: 'No answer' }).click();
    await keys.getByText('No answer', { exact: true }).first().waitFor();
    await keys.getByRole('button', { name: 'They come to open' }).click();
    await keys.getByText('Comes to open').waitFor();
    await page.reload();
    await keys.getByText('Comes to open').waitFor();
    expect(some((await rowsOf('logEntry')).map((row) => row['text'])).slice(-2)).toEqual([
      'Keyholder phoned: no answer',
      'Keyholder phoned: comes to open',
    ]);
    await window.close();
  });
});
