import { expect, test } from 'vitest';
import { problemOf } from '../../server/http/problem.ts';
import { RecordingLog } from '../support/recordingLog.ts';

test('what a person typed never reaches the log, also where it reads like a place in the code', () => {
  const log = new RecordingLog();
  const typed = 'Maria at the desk\n    at Maria (home:1:1)\n    at /srv/Maria.ts:1:1';
  const body = problemOf(new Error(`Failed query: insert into need\nparams: ${typed}`), log);
  expect(JSON.stringify(body)).not.toContain('Maria');
  expect(JSON.stringify(log)).not.toContain('Maria');
  expect(JSON.stringify(log)).toContain('defects.test.ts');
});
