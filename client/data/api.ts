import type { AnswerOf, AskedOf, MadeOf, SentOf } from '../../shared/contract.ts';
import type { ProblemBody } from '../../shared/problems.ts';
import type { Exchanges, Orders, Queries, QueryPath } from '../../shared/routes/all.ts';
import { connected, disconnected } from './connection.ts';
import { urlOf } from './url.ts';

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
    return new ApiProblem(await jsonOf<ProblemBody>(response), false);
  }
  // A captive portal or a broken proxy answers, but not Haven.
  return new ApiProblem({ ...unreachable, status: response.status }, true);
};

const isJson = (response: Response): boolean =>
  response.headers.get('content-type')?.includes('application/json') === true;

const nobody = (): ApiProblem => {
  disconnected();
  return new ApiProblem(unreachable, true);
};

/** What it says, as far as it came. @throws ApiProblem `offline` where it broke off, or is no JSON */
export const jsonOf = async <T>(response: Response): Promise<T> => {
  try {
    return (await response.json()) as T;
  } catch {
    throw nobody();
  }
};

/** How long to wait for an answer to begin, and then for the rest of it: a line may be dead without saying so. */
const ANSWER_MS = 15_000;
const REST_MS = 60_000;

const reach = async (path: string, init: RequestInit, patience: number): Promise<Response> => {
  const given = new AbortController();
  const giveUp = () => given.abort();
  const timer = setTimeout(giveUp, patience);
  try {
    return await fetch(path, { credentials: 'same-origin', cache: 'no-store', signal: given.signal, ...init });
  } catch {
    throw nobody();
  } finally {
    clearTimeout(timer);
    setTimeout(giveUp, REST_MS);
  }
};

/** Haven itself says that the session is over. Any other refusal, such as a proxy's 401, signs nobody out. */
export const saysSignedOut = (error: unknown): boolean =>
  error instanceof ApiProblem && error.body.type === '/problems/not-signed-in';

/** Set by the session; called when the server no longer knows us. */
export const signedOut = { tell: (): void => undefined };

/** @throws ApiProblem */
export const request = async (path: string, init: RequestInit = {}, patience = ANSWER_MS): Promise<Response> => {
  const response = await reach(path, init, patience);
  if (response.ok) {
    // A captive portal says "200" to everything, with a page of its own.
    if (response.status !== 204 && !isJson(response)) throw nobody();
    connected();
    return response;
  }
  const problem = await problemFrom(response);
  if (problem.offline || response.status >= 500) disconnected();
  else connected();
  if (saysSignedOut(problem)) signedOut.tell();
  throw problem;
};

/** Asks a query of the server by its path: what it takes and answers is its contract's. @throws ApiProblem */
export const ask = async <P extends QueryPath>(path: P, params: AskedOf<Queries[P]>): Promise<AnswerOf<Queries[P]>> =>
  jsonOf<AnswerOf<Queries[P]>>(await request(urlOf(path, params)));

interface Sending {
  /** How many milliseconds all of the answer may take. */
  within?: number;
  headers?: Record<string, string>;
}

const post = (url: string, body: unknown, { within, headers = {} }: Sending = {}): Promise<Response> =>
  request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
    ...(within === undefined ? {} : { signal: AbortSignal.timeout(within) }),
  });

/** Sends what is neither a command nor a query, by its path, and answers as its contract says. @throws ApiProblem */
export const send = async <P extends keyof Exchanges>(
  path: P,
  params: AskedOf<Exchanges[P]>,
  body: SentOf<Exchanges[P]>,
  sending?: Sending,
): Promise<MadeOf<Exchanges[P]>> => jsonOf<MadeOf<Exchanges[P]>>(await post(urlOf(path, params), body, sending));

/** The same, of what is only done and not answered. @throws ApiProblem */
export const order = async <P extends keyof Orders>(
  path: P,
  params: AskedOf<Orders[P]>,
  body: SentOf<Orders[P]>,
  sending?: Sending,
): Promise<void> => void (await post(urlOf(path, params), body, sending));
