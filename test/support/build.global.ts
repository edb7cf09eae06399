import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { removeAbandonedDataDirs } from './folders.ts';

/** Builds the program once, through the launcher that people use. */
export async function setup(): Promise<void> {
  await removeAbandonedDataDirs();
  const launcher = path.resolve(import.meta.dirname, '../../server/start.mjs');
  await promisify(execFile)(process.execPath, [launcher, '--build-only'], { maxBuffer: 10_000_000 });
}
