import { setTimeout as wait } from 'node:timers/promises';
import { uuidv7 } from '../engine/ids.ts';

export type Answer = { ok: true; result: Record<string, unknown> } | { ok: false; status: number; type: string };

const AGAIN_MS = 1000;

/** `null` where the server cannot be reached. Anything else, the end of the exercise included, is rethrown. */
const noAnswer = (error: unknown): null => {
  if (error instanceof TypeError) return null;
  throw error;
};

/** One person of the exercise, through the same public addresses as a tablet or a desk, until it is `over`. */
export class HttpClient {
  #cookie = '';

  constructor(
    private readonly url: string,
    private readonly email: string,
    private readonly password: string,
    private readonly over: AbortSignal,
  ) {}

  /** Sends the same again while Haven cannot answer: a command has its id, and is done once. */
  async #ask(path: string, init: RequestInit): Promise<Response> {
    for (;;) {
      const answer = await fetch(`${this.url}${path}`, { ...init, signal: this.over }).catch(noAnswer);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      await wait(AGAIN_MS, undefined, { signal: this.over });
    }
  }

  async signIn(): Promise<void> {
    const answer = await this.#ask('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: this.email, password: this.password }),
    });
    if (!answer.ok) throw new Error(`The exercise could not sign ${this.email} in (${answer.status})`);
    this.#cookie = answer.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ');
  }

  async send(path: string, init: { method?: string; body?: string; type?: string } = {}): Promise<Response> {
    const ask = () =>
      this.#ask(path, {
        method: init.method ?? 'GET',
        headers: { cookie: this.#cookie, 'content-type': init.type ?? 'application/json' },
        ...(init.body === undefined ? {} : { body: init.body }),
      });
    const answer = await ask();
    if (answer.status !== 401) return answer;
    await this.signIn();
    return ask();
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.send(path);
    if (!answer.ok) throw new Error(`The exercise was refused ${path} (${answer.status})`);
    return (await answer.json()) as T;
  }

  /** A refusal is an answer too: somebody at a screen may have been quicker. */
  async command(name: string, args: Record<string, unknown>, occurredAt: Date): Promise<Answer> {
    const body = JSON.stringify({ id: uuidv7(), args, occurredAt: occurredAt.toISOString() });
    const answer = await this.send(`/api/commands/${name}`, { method: 'POST', body });
    const answered = (await answer.json()) as { result: Record<string, unknown>; type: string };
    return answer.ok
      ? { ok: true, result: answered.result }
      : { ok: false, status: answer.status, type: answered.type };
  }

  /** @throws where the exercise itself would be wrong to be refused */
  async must(name: string, args: Record<string, unknown>, occurredAt: Date): Promise<Record<string, unknown>> {
    const answer = await this.command(name, args, occurredAt);
    if (answer.ok) return answer.result;
    throw new Error(`The exercise was refused ${name} (${answer.status} ${answer.type})`);
  }
}
