import { vi } from 'vitest';
import type { Audience } from '../../../server/engine/project.ts';
import { type ServedOperation, operationId } from './servedOperation.ts';
import type { Changes } from '../../../shared/sync.ts';

type Heard = (payload: unknown) => void;

/** All that is ready in this process happens. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/**
 * Between one client and its server: what is on its way is delivered when the test says so, in any order, twice or
 * never. The socket and `fetch` of the client end here.
 */
export class BadLine {
  /** Questions and answers on their way. */
  readonly underWay: (() => void)[] = [];
  #heard = new Map<string, Heard>();
  /** How far the client's room has been told. `null`: it listens to none. */
  #room: number | null = null;
  connected = false;

  constructor(
    public operation: ServedOperation,
    public audience: Audience,
  ) {}

  readonly socket = {
    on: (name: string, heard: Heard) => void this.#heard.set(name, heard),
    emit: (name: string, asked: unknown) => {
      if (name === 'subscribe') this.#later(() => this.#subscribe((asked as { since: number }).since));
    },
    connect: () => this.#later(() => this.connect()),
    disconnect: () => this.cut(),
  };

  #later(run: () => void | Promise<void>): void {
    this.underWay.push(() => void run());
  }

  connect(): void {
    if (this.connected) return;
    this.connected = true;
    this.#heard.get('connect')?.(undefined);
  }

  cut(): void {
    if (!this.connected) return;
    this.connected = false;
    this.#room = null;
    this.#heard.get('disconnect')?.(undefined);
  }

  #push(changes: Changes): void {
    this.#later(() => this.#heard.get('changes')?.(changes));
  }

  async #subscribe(since: number): Promise<void> {
    if (!this.connected) return;
    this.#room = this.operation.head;
    this.#push(await this.operation.answer(since, this.audience));
  }

  /** What the tail does when it wakes, and every few seconds besides. */
  async wake(): Promise<void> {
    if (this.#room === null) return;
    const from = this.#room;
    this.#room = this.operation.head;
    this.#push(await this.operation.delta(from, this.#room, this.audience));
  }

  /** They may see something else now: everything is sent again. */
  async allow(audience: Audience): Promise<void> {
    this.audience = audience;
    if (this.#room !== null) await this.#subscribe(0);
  }

  /** The request and its answer each take their time; the question is answered as things are when it comes. */
  fetch = (path: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const lost = () => reject(new TypeError('Failed to fetch'));
      signal?.addEventListener('abort', lost);
      if (!path.startsWith(`/api/operations/${operationId}/pull`)) return lost();
      const asked = new URL(path, 'http://haven.example').searchParams;
      this.#later(async () => {
        const known = asked.get('view');
        const since = known !== null && known !== this.audience.view ? 0 : Number(asked.get('since'));
        const answer = Response.json(await this.operation.answer(since, this.audience));
        this.#later(() => resolve(answer));
      });
    });

  /** Delivers the one at this place; `twice` leaves it under way. */
  deliver(at: number, twice = false): void {
    const [one] = twice ? this.underWay.slice(at, at + 1) : this.underWay.splice(at, 1);
    one?.();
  }

  async #deliverAll(): Promise<void> {
    await settle();
    while (this.underWay.length > 0) {
      this.deliver(0);
      await settle();
    }
  }

  /** From here on all goes well: what was sent arrives, for as long as a client may take to look again. */
  async mend(): Promise<void> {
    for (let second = 0; second < 45; second += 1) {
      await this.#deliverAll();
      await vi.advanceTimersByTimeAsync(1000);
      if (second % 5 === 0) await this.wake();
    }
    await this.#deliverAll();
  }
}
