import { io, type Socket } from 'socket.io-client';
import type { Changes } from '../../shared/sync.ts';

/** One screen: when it heard of what. */
export class Screen {
  readonly heard: { to: number; at: number }[] = [];
  last: Changes | null = null;
  #cursor: number | null = null;
  #fault: string | null = null;
  readonly #socket: Socket;

  constructor(
    readonly audience: string,
    url: string,
    cookie: string,
    subscription: { operationId: string; since: number },
  ) {
    const extraHeaders = { cookie, origin: url };
    this.#socket = io(url, { extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false });
    this.#socket.on('changes', (changes: Changes) => this.#take(changes));
    this.#socket.on('connect', () => this.#socket.emit('subscribe', subscription));
  }

  /** Resolves with the answer to its subscription. @throws where it is not let in */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once('changes', () => resolve());
      this.#socket.once('connect_error', reject);
      this.#socket.once('refused', () => reject(new Error(`a ${this.audience} was refused`)));
    });
  }

  #take(changes: Changes): void {
    const { from, to } = changes;
    if (this.#cursor !== null && from > this.#cursor) {
      this.#fault ??= `a ${this.audience} was sent ${from}–${to} when at ${this.#cursor}`;
    }
    if (this.#cursor === null || to > this.#cursor) {
      this.heard.push({ to, at: performance.now() });
      this.last = changes;
    }
    this.#cursor = Math.max(to, this.#cursor ?? to);
  }

  /** When it had been told of a change. @throws where it never was, or where something was left out */
  toldOf(seq: number): number {
    if (this.#fault) throw new Error(this.#fault);
    const first = this.heard.find((it) => it.to >= seq);
    if (!first) throw new Error(`a ${this.audience} was never sent ${seq}`);
    return first.at;
  }

  close(): void {
    this.#socket.disconnect();
  }
}
