import type { Log } from '../../server/engine/deps.ts';

type Fields = Record<string, string | number | boolean | null>;

/** Keeps what the server logs. An error nobody expected fails the test that looks. */
export class RecordingLog implements Log {
  readonly lines: { level: 'info' | 'error'; event: string; fields: Fields }[] = [];
  readonly #expected = new Set<string>();

  info(event: string, fields: Fields = {}): void {
    this.lines.push({ level: 'info', event, fields });
  }

  error(event: string, fields: Fields = {}): void {
    this.lines.push({ level: 'error', event, fields });
  }

  /** From now on this error is part of the test. */
  expectError(event: string): void {
    this.#expected.add(event);
  }

  assertQuiet(): void {
    const loud = this.lines.filter((it) => it.level === 'error' && !this.#expected.has(it.event));
    if (loud.length > 0) throw new Error(`The server logged defects:\n${JSON.stringify(loud, null, 2)}`);
  }
}
