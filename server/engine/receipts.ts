import { eq } from 'drizzle-orm';
import { receipt, refusedCommand } from '../../db/schema/engine.ts';
import { Problem, type ProblemBody } from '../../shared/problems.ts';
import type { Actor } from './actor.ts';
import type { Deps, Reader } from './deps.ts';
import { canonical, sha256 } from './canonical.ts';
import { REGISTERS } from './define.ts';
import { boundRefusals, neverMight } from './refusals.ts';

export interface Request {
  id: string;
  args: Record<string, unknown>;
  occurredAt: Date;
  /** The arguments as they came, where they came from outside: what a later release makes of them may be more. */
  sent?: unknown;
}

/** What a receipt is kept by; and what an earlier release kept it by, which is worked out only where it is asked for. */
export interface Hashes {
  kept: Buffer;
  earlier?: () => Buffer;
}

export type Outcome =
  | { ok: true; seq: number; result: unknown; replay: boolean }
  | { ok: false; problem: ProblemBody; replay: boolean };

/**
 * How far its operation has come with it. No one waits for the registers' stream, and its number would tell a centre
 * how much is done elsewhere, so of that one: 0.
 */
export const answeredSeq = (streamId: string | null, seq: number | null): number =>
  streamId === REGISTERS ? 0 : (seq ?? 0);

/** Tells a command sent again from another one under the same id. */
export const hashOf = (name: string, args: unknown, occurredAt: Date): Buffer =>
  sha256(canonical([name, args, occurredAt]));

/** An earlier release kept the arguments as it understood them. */
export const hashesOf = (name: string, { args, sent = args, occurredAt }: Request): Hashes => ({
  kept: hashOf(name, sent, occurredAt),
  earlier: () => hashOf(name, args, occurredAt),
});

const isOf = ({ kept, earlier }: Hashes, bodyHash: Buffer | Uint8Array): boolean =>
  kept.equals(bodyHash) || (earlier?.().equals(bodyHash) ?? false);

/** What an id was answered before; `id-reused` where it was somebody else's, or said something else; `null` where it is new. */
export const answerBefore = async (
  reader: Reader,
  actor: Pick<Actor, 'userId'>,
  request: Request,
  hashes: Hashes,
): Promise<Outcome | null> => {
  const [known] = await reader.select().from(receipt).where(eq(receipt.commandId, request.id));
  if (!known) return null;
  if (known.authorId !== actor.userId || !isOf(hashes, known.bodyHash)) return reused();
  if (known.problem) return { ok: false, problem: known.problem as unknown as ProblemBody, replay: true };
  return { ok: true, seq: answeredSeq(known.streamId, known.seq), result: known.result, replay: true };
};

const reused = (): Outcome => {
  const problem = new Problem('id-reused', { detail: 'Make a new id for a new command' });
  return { ok: false, problem: problem.body(), replay: false };
};

/** The same of an id that is known. */
const storedAnswer = async (...asked: Parameters<typeof answerBefore>): Promise<Outcome> =>
  (await answerBefore(...asked)) ?? reused();

/**
 * Keeps a refusal with what was said, so that a queue never jams on it and nothing a person typed is gone: except what
 * they never might do, of which nothing is kept.
 * @throws Problem `too-many-requests` as {@link boundRefusals} does
 */
export const refuse = (
  name: string,
  actor: Pick<Actor, 'userId' | 'deviceId'>,
  request: Request,
  hashes: Hashes,
  problem: Problem,
  deps: Pick<Deps, 'db' | 'clock'>,
): Promise<Outcome> =>
  deps.db.transaction(async (tx) => {
    const body = problem.body();
    const kept = await tx
      .insert(receipt)
      .values({
        commandId: request.id,
        authorId: actor.userId,
        deviceId: actor.deviceId,
        name,
        bodyHash: hashes.kept,
        problem: body as unknown as Record<string, unknown>,
        recordedAt: deps.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: receipt.commandId });
    if (kept.length === 0) return storedAnswer(tx, actor, request, hashes);
    const { id: commandId, args, occurredAt } = request;
    const isKept = !(await neverMight(tx, actor, name, args));
    if (isKept) await tx.insert(refusedCommand).values({ commandId, args, occurredAt });
    await boundRefusals(tx, actor, deps.clock.now());
    return { ok: false, problem: body, replay: false };
  });
