import { createHmac } from 'node:crypto';
import { canonical, sha256 } from '../command/canonical.ts';

export interface ChainedEvent {
  streamId: string;
  seq: number;
  commandId: string;
  kind: string;
  actorId: string;
  deviceId: string | null;
  occurredAt: Date;
  recordedAt: Date;
}

export interface VersionRow {
  kind: string;
  id: string;
  compartment: string;
  centreId: string | null;
  row: unknown;
}

/** SHA-256 over the digests of the versions an event wrote: a version may be erased, its digest stays. */
export const digestOf = (versions: readonly VersionRow[]): Buffer =>
  sha256(versions.map((it) => sha256(canonical([it.kind, it.id, it.compartment, it.row])).toString('hex')).join(''));

/** HMAC-SHA256 over the previous event's code, this event and the digest of what it wrote. */
export const macOf = (key: Uint8Array, prev: Uint8Array, event: ChainedEvent, digest: Uint8Array): Buffer =>
  createHmac('sha256', key)
    .update(prev)
    .update(
      canonical([
        event.streamId,
        event.seq,
        event.commandId,
        event.kind,
        event.actorId,
        event.deviceId,
        event.occurredAt,
        event.recordedAt,
      ]),
    )
    .update(digest)
    .digest();

/** What the first event of a stream chains to. */
export const genesis = (streamId: string): Buffer => sha256(`haven stream ${streamId}`);
