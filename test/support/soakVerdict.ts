import type { AttentionItem } from '../../shared/attention.ts';
import type { Changes } from '../../shared/sync.ts';
import { Mirror } from './mirror.ts';
import type { Ledger } from './soakVolunteer.ts';
import type { Tablet } from './tablet.ts';
import type { Visitor } from './visitor.ts';

export interface Verdict {
  commands: number;
  /** Each in words; both are empty where all is well. */
  lost: string[];
  doubled: string[];
  /** Refusals and shared wristbands, and those of them that a manager finds under "needs attention". */
  conflicts: number;
  shown: number;
  /** Tablets that ended with other rows than a fresh snapshot has. */
  unequal: number;
  /** What the lines have done. */
  weather: number;
}

export interface Scene {
  manager: Visitor;
  operationId: string;
  centreId: string;
}

/** Everything a manager finds there, page by page. */
const attentionOf = async ({ manager, operationId, centreId }: Scene): Promise<AttentionItem[]> => {
  const found: AttentionItem[] = [];
  for (;;) {
    const list = await manager.get<{ items: AttentionItem[]; settled: AttentionItem[] }>(
      `/api/operations/${operationId}/attention?centreId=${centreId}&skip=${found.length}`,
    );
    found.push(...list.items);
    if (list.items.length === 0) return [...found, ...list.settled];
  }
};

const oneOf = <T, K>(from: readonly T[], key: (it: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const it of from) groups.set(key(it), [...(groups.get(key(it)) ?? []), it]);
  return groups;
};

export const judge = async (
  stage: Scene,
  tablets: readonly Tablet[],
  ledger: Ledger,
  unequal: number,
): Promise<Verdict> => {
  const snapshot = new Mirror(await stage.manager.get<Changes>(`/api/operations/${stage.operationId}/pull?since=0`));
  const attention = await attentionOf(stage);
  const answers = new Map(tablets.flatMap((it) => [...it.answers]));
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const { id, name, own, personId } of ledger.said) {
    const answer = answers.get(id);
    if (!answer) lost.push(`${name} ${id} was saved and never answered`);
    else if (answer.as !== 'accepted' && own) lost.push(`${name} ${id} was ${answer.as} though nobody else changed it`);
    if (name === 'people.checkIn' && !snapshot.row('person', personId)) lost.push(`guest ${personId} is not there`);
  }
  const people = snapshot.rows('person');
  for (const it of people)
    if (!ledger.checkIns.has(String(it['id']))) doubled.push(`nobody checked ${String(it['id'])} in`);
  for (const [who, stays] of oneOf(
    snapshot.rows('stay').filter((it) => !it['leftAt']),
    (it) => it['personId'],
  )) {
    if (stays.length > 1) doubled.push(`guest ${String(who)} has ${stays.length} open stays`);
  }
  const accepted = [...answers.values()].flatMap((it) => (it.as === 'accepted' ? [it] : []));
  for (const [seq, same] of oneOf(accepted, (it) => it.seq)) {
    if (same.length > 1) doubled.push(`${same.length} commands are told as change ${seq}`);
  }
  for (const it of accepted) {
    const result = it.result as { alreadyHere?: boolean };
    if (result.alreadyHere) doubled.push(`check-in ${it.id} met its own guest`);
  }
  for (const { personId, version } of ledger.own.flat()) {
    const now = Number(snapshot.row('person', personId)?.['rowVersion'] ?? version);
    if (now > version) doubled.push(`guest ${personId} was changed ${now - version} times too often`);
    if (now < version) lost.push(`guest ${personId} lacks ${version - now} changes`);
  }
  const ids = new Set(ledger.said.map((it) => it.id));
  for (const it of attention) {
    if (it.commandId && !ids.has(it.commandId)) doubled.push(`nobody said ${it.commandId}, which was refused`);
  }
  const refused = [...answers.values()].filter((it) => it.as !== 'accepted');
  const shared = [...oneOf([...ledger.checkIns], ([, reference]) => reference).values()].filter((it) => it.length > 1);
  const inAttention = new Set(attention.map((it) => it.commandId));
  const pairs = attention.filter((it) => it.kind === 'same_reference');
  const isShown = (them: [string, string][]) => pairs.some((it) => them.every(([id]) => it.personIds.includes(id)));
  return {
    commands: ledger.said.length,
    lost,
    doubled,
    conflicts: refused.length + shared.length,
    shown: refused.filter((it) => inAttention.has(it.id)).length + shared.filter(isShown).length,
    unequal,
    weather: tablets.reduce((sum, { line }) => sum + Object.values(line.done).reduce((a, b) => a + b, 0), 0),
  };
};
