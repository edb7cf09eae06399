import type { Signal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { OperationRow } from '../../../shared/operations.ts';
import { type CapacityRules, defaultCapacityRules } from '../../../shared/venues/capacity.ts';
import { momentOf } from '../../forms/when.ts';
import { operations } from '../../session/session.ts';
import { clearDesk, deskFor, type DeskState, thisMinute } from './desk.ts';
import { doorsFor, type Draft, leftOver, questionOf, restOf } from './draft.ts';
import { allFaults, type Fault, standing } from './faults.ts';
import { type Sending, send } from './send.ts';
import { type Chosen, chosenIn } from './shortlist.ts';
import { useQuery } from '../../data/useQuery.ts';
import { type RankingNow, useShortlist } from './useShortlist.ts';

export interface Activation {
  operation: OperationRow;
  /** The centre this one takes the overflow of. */
  overflowOf: string | null;
  /** What it is about to be called, such as `Centre Wren`; the server decides. */
  name: string;
  rules: CapacityRules;
  now: Date;
  state: DeskState;
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  show: (faults: Fault[]) => void;
  /** For the summary. */
  faults: readonly Fault[];
  errorOf: (id: string) => string | undefined;
  ranking: RankingNow;
  chosen: Chosen | null;
  doorsAt: Date | null;
  stand: (to: Sending['to']) => void;
}

const useRules = (): CapacityRules => {
  const { data } = useQuery('/api/settings', {});
  const found = data?.items.find((it) => it.key === 'capacityRules');
  return found?.key === 'capacityRules' ? found.value : defaultCapacityRules;
};

const doorsOf = (draft: Draft, chosen: Chosen | null, now: Date): Date | null => {
  const arrival = momentOf(draft, now);
  const readyAt = chosen?.kind === 'fit' ? new Date(chosen.venue.readyAt) : null;
  return arrival && doorsFor(arrival, readyAt);
};

/** What remains is phoned for at once; on standby nobody is called yet. */
const nextPage = (it: Activation, made: string, to: Sending['to']): string => {
  const { rest } = it.draft;
  const at = `/operations/${it.operation.id}`;
  const left = leftOver(it.draft);
  if (!rest || left === 0) return `${at}/centres/${made}${to === 'activating' ? '/call-out' : ''}`;
  deskFor(`${it.operation.id} ${made}`, () => restOf(it.draft, rest.venueId));
  return `${at}/activate?overflowOf=${made}&expected=${left}&venue=${rest.venueId}`;
};

/** Everything the planner's page knows and does, whatever its size. */
export const useActivation = (
  operation: OperationRow,
  desk: Signal<DeskState>,
  { key, overflowOf }: { key: string; overflowOf: string | null },
): Activation => {
  const { route } = useLocation();
  const state = desk.value;
  const { draft } = state;
  const now = new Date(thisMinute.value);
  const ranking = useShortlist(operation.id, questionOf(draft, now));
  const chosen = chosenIn(ranking.list, draft.venueId);
  const known = operations.value?.find((it) => it.id === operation.id);
  const faultsNow = allFaults(draft, chosen, now);
  const left = standing(state.faults, faultsNow, draft);
  const show = (faults: Fault[]) => void (desk.value = { ...desk.value, faults });
  const it: Activation = {
    operation,
    overflowOf,
    name: ranking.list ? `Centre ${ranking.list.name}` : 'the centre',
    rules: useRules(),
    now,
    state,
    draft,
    set: (change) => void (desk.value = { ...desk.value, draft: { ...desk.value.draft, ...change } }),
    show,
    faults: left,
    errorOf: (id) => left.find((fault) => fault.id === id)?.text,
    ranking,
    chosen,
    doorsAt: doorsOf(draft, chosen, now),
    stand: (to) => void stand(to),
  };
  const stand = async (to: Sending['to']): Promise<void> => {
    show(faultsNow);
    if (faultsNow.length > 0 || !it.doorsAt || state.sending) return;
    const first = overflowOf === null && (known?.centres.length ?? 0) === 0;
    const made = await send(desk, { operation, to, doorsAt: it.doorsAt, now, overflowOf, first });
    if (made === null) return ranking.again();
    const here = location.pathname.endsWith(`/operations/${operation.id}/activate`);
    clearDesk(key);
    if (here) route(nextPage(it, made, to));
  };
  return it;
};
