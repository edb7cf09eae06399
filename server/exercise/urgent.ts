import type { NeedRow } from '../../shared/needs.ts';
import type { Changes } from '../../shared/sync.ts';
import type { Script, Stage } from './stage.ts';

const EVERY = 4;
const PATIENCE_MS = 3 * 60_000;

/** The manager looks round for what is urgent and takes it, unless somebody at a screen was quicker. */
export const mindUrgent = (stage: Stage, script: Script, from: number, to: number): void => {
  const { manager } = stage.cast;
  const { operationId, random } = stage;
  let cursor = 0;
  const known = new Map<string, NeedRow>();
  const look = async (at: Date): Promise<void> => {
    const pulled = await manager.get<Changes>(`/api/operations/${operationId}/pull?since=${cursor}`);
    cursor = pulled.to;
    for (const { kind, id, row } of pulled.changes)
      if (kind === 'need' && row) known.set(id, row as unknown as NeedRow);
    for (const need of known.values()) {
      const waited = at.getTime() - Date.parse(need.raisedAt);
      if (need.priority !== 'P1' || need.state !== 'open' || waited < PATIENCE_MS) continue;
      await take(need, at);
    }
  };
  const take = async (need: NeedRow, at: Date): Promise<void> => {
    const progress = { operationId, needId: need.id };
    const answer = await manager.command(
      'needs.progress',
      { ...progress, to: 'accepted', baseVersion: need.rowVersion },
      at,
    );
    if (!answer.ok) return;
    const met = (at.getTime() - stage.startsAt.getTime()) / 60_000 + random.between(15, 50);
    script.add(met, async (then) => {
      await manager.command('needs.progress', { ...progress, to: 'met', baseVersion: need.rowVersion + 1 }, then);
    });
  };
  for (let minute = from; minute < to; minute += EVERY) script.add(minute, look);
};
