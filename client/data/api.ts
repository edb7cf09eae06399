import type { ProblemBody } from '../../shared/problems.ts';
import { heard, unheard } from './truths.ts';

/** The server refused, or could not be reached (`offline`). */
export class ApiProblem extends Error {
  constructor(
    readonly body: ProblemBody,
    readonly offline: boolean,
  ) {
    super(body.detail ?? body.title);
    this.name = 'ApiProblem';
  }
}

const unreachable: ProblemBody = {
  type: '/problems/unreachable',
  title: 'No answer from Haven. Nothing you wrote is lost',
  status: 0,
};

const problemFrom = async (response: Response): Promise<ApiProblem> => {
  if (response.headers.get('content-type')?.includes('problem+json')) {
    return new ApiProblem((await response.json()) as ProblemBody, false);
  }
  // A captive portal or a broken proxy answers, but not Haven.
  return new ApiProblem({ ...unreachable, status: response.status }, true);
};

/** Whoever minds the session; told when the server no longer knows us. */
export const signedOut = { tell: (): void => undefined };

export const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch {
    unheard();
    throw new ApiProblem(unreachable, true);
  }
  if (response.ok) {
    heard();
    return response;
  }
  const problem = await problemFrom(response);
  if (problem.offline || response.status >= 500) unheard();
  if (response.status === 401 && problem.body.type === '/problems/not-signed-in') signedOut.tell();
  throw problem;
};

/** @throws ApiProblem */
export const getJson = async <T>(path: string): Promise<T> => {
  const response = await request(path);
  if (!response.headers.get('content-type')?.includes('application/json')) throw new ApiProblem(unreachable, true);
  return (await response.json()) as T;
};

/** @throws ApiProblem */
export const postJson = async (path: string, body: unknown): Promise<Response> =>
  request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Sends a file as it is, and answers what the server made of it. @throws ApiProblem */
export const sendFile = async <T>(path: string, file: Blob, type = 'text/csv'): Promise<T> =>
  (await request(path, { method: 'POST', headers: { 'content-type': type }, body: file })).json() as Promise<T>;
