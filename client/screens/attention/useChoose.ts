import { useState } from 'preact/hooks';
import {
  askAboutAttention,
  type AttentionItem,
  mergePeople,
  releaseQuarantined,
  retryRefused,
  settleAttention,
} from '../../../shared/attention.ts';
import { type Sending, useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import { byId } from '../../data/store.ts';
import { type ChoiceName, CLOCK_SET, KEPT_NOW } from './choices.ts';
import { reload } from './loaded.ts';

export const about = ({ operationId, id: attentionId, rowVersion: baseVersion }: AttentionItem) => ({
  operationId,
  attentionId,
  baseVersion,
});

const versionOf = (personId: string): number => byId.person.peek().get(personId)?.rowVersion ?? 1;

type Send = Sending['send'];

const join = ({ operationId, joined }: AttentionItem, send: Send) => {
  if (!joined) return Promise.resolve(null);
  const { keepId, joinId } = joined;
  const versions = { keepVersion: versionOf(keepId), joinVersion: versionOf(joinId) };
  return send(mergePeople, { operationId, mergeId: newId(), keepId, joinId, ...versions });
};

const direct: Partial<Record<ChoiceName, (item: AttentionItem, send: Send) => Promise<unknown>>> = {
  join,
  retry: (item, send) => send(retryRefused, about(item)),
  release: (item, send) => send(releaseQuarantined, about(item)),
  ask: (item, send) => send(askAboutAttention, about(item)),
  resolve: (item, send) => send(settleAttention, { ...about(item), as: 'resolved', reason: CLOCK_SET }),
  discard: (item, send) => send(settleAttention, { ...about(item), as: 'discarded', reason: KEPT_NOW }),
};

/** Sends a choice that asks for nothing more. Without signal it waits in line like everything else. */
export const useChoose = (item: AttentionItem) => {
  const { send, refused } = useSend();
  const [busy, setBusy] = useState<ChoiceName | null>(null);
  const choose = async (choice: ChoiceName): Promise<void> => {
    setBusy(choice);
    await direct[choice]?.(item, send);
    setBusy(null);
    reload();
  };
  return { choose, busy, refused };
};
