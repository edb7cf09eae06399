import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one use, from the one that lives outside the database. Another use, or about: another key. */
export const derive = (secret: Uint8Array, use: string, ...about: readonly string[]): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), `haven ${JSON.stringify([use, ...about])}`, 32));
