import { afterEach, expect, test } from 'vitest';
import { uuidv7 } from '../../server/engine/ids.ts';
import type { Changes } from '../../shared/sync.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { setUpTablet } from '../support/pairing.ts';
import { type HavenProcess, startHaven } from '../support/process.ts';
import { fairWeather, faultProxy } from '../support/proxy.ts';
import { seeded } from '../support/random.ts';
import { Tablet } from '../support/tablet.ts';
import { setUp } from '../support/visitor.ts';

const EACH = 60;
/** 400 kbit/s, 400 ms there and back, and one piece in twenty cuts the line. */
const village = { ...fairWeather, rate: 50_000, latency: 200, resets: 0.05 };

let dataDir = '';
let haven: HavenProcess | null = null;
afterEach(async () => {
  await haven?.stop();
  await removeDataDir(dataDir);
});

test('a line of 400 kbit/s with 400 ms and one reset in twenty brings everybody in, once and in order', async () => {
  dataDir = await temporaryDataDir();
  haven = await startHaven(dataDir);
  const { visitor, operationId, centreId } = await setUp(haven);
  const random = seeded(31);
  const line = await faultProxy(haven.url, random);
  const paired = await setUpTablet(visitor, { operationId, centreId }, { userId: uuidv7(), name: 'Joan P.' });
  line.weather = { ...fairWeather, dark: 'refused' };
  const tablet = new Tablet(paired, line, random, () => new Date());
  const said: string[] = [];
  for (let n = 1; n <= EACH; n += 1) {
    const personId = uuidv7();
    const reference = `K-${String(n).padStart(3, '0')}`;
    const args = { operationId, centreId, personId, reference, ageBand: 'adult', language: 'ro', needs: [] };
    await tablet.say(uuidv7(), 'people.checkIn', args);
    said.push(personId);
  }
  expect(await tablet.stored()).toBe(EACH);
  line.weather = village;
  await tablet.drained();
  const { changes } = await visitor.get<Changes>(`/api/operations/${operationId}/pull?since=0`);
  const people = changes.filter((it) => it.kind === 'person');
  expect(new Set(people.map((it) => it.id))).toEqual(new Set(said));
  expect(changes.filter((it) => it.kind === 'stay')).toHaveLength(EACH);
  const places = [...tablet.answers.values()].map((it) => (it.as === 'accepted' ? it.seq : 0));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(line.done.resets + line.done.refused).toBeGreaterThan(0);
  await line.stop();
});
