import { expect, test } from 'vitest';
import { startTestApp } from '../support/app.ts';
import { importSamples, upload } from '../support/registerFiles.ts';

test('in an exercise every file of the register says so, comes back unchanged there, and is refused where it is real', async () => {
  const exercise = await startTestApp({ exercise: true });
  const trainer = await exercise.signInAs('planner');
  await importSamples(trainer, ['venues']);
  const csv = await trainer.get('/api/venues.csv');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="EXERCISE-venues.csv"');
  const rows = csv.text.trim().split('\r\n');
  expect(rows[0]?.replace('\uFEFF', '')).toMatch(/^exercise,/);
  expect(rows.slice(1).every((row) => row.startsWith('EXERCISE,'))).toBe(true);
  const geojson = JSON.parse((await trainer.get('/api/venues.geojson')).text);
  expect(geojson).toMatchObject({ exercise: 'EXERCISE' });
  expect(geojson.features[0].properties).toMatchObject({ exercise: 'EXERCISE' });
  expect((await upload(trainer, 'venues', csv.text)).body.counts).toMatchObject({ unchanged: 48, wrong: 0 });
  await exercise.stop();

  const real = await startTestApp();
  const planner = await real.signInAs('planner');
  const refused = await upload(planner, 'venues', csv.text);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file/exercise' }] } });
  await real.stop();
});
