import { createHmac } from 'node:crypto';
import { canonical, sha256 } from './canonical.ts';

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

/** SHA-256 of one version, in hex. It is kept beside the version and stays when that is erased. */
export const versionDigest = (it: Omit<VersionRow, 'centreId'>): string =>
  sha256(canonical([it.kind, it.id, it.compartment, it.row])).toString('hex');

interface Digested {
  kind: string;
  id: string;
  digest: string;
}

/** SHA-256 over the digests of the versions an event wrote, in the order of kind and id. */
export const digestOf = (versions: readonly Digested[]): Buffer => {
  const inOrder = versions.map((it) => `${it.kind} ${it.id} ${it.digest}`).toSorted();
  return sha256(inOrder.join('\n'));
};

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
