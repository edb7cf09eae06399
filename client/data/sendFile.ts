import type { MadeOf } from '../../shared/contract.ts';
import type { Files } from '../../shared/routes/all.ts';
import { jsonOf, request } from './api.ts';

/** How long the answer may take to begin: it comes after the whole of the file. */
const UPLOAD_MS = 300_000;

/** Sends a file as it is, and answers what the server made of it. @throws ApiProblem */
export const sendFile = async <P extends keyof Files>(path: P, file: Blob): Promise<MadeOf<Files[P]>> =>
  jsonOf<MadeOf<Files[P]>>(
    await request(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file }, UPLOAD_MS),
  );
