import type { Signal } from '@preact/signals';
import { changeOperation, type OperationRow } from '../../../shared/operations.ts';
import { activateCentre } from '../../../shared/centres.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { momentOf } from '../../forms/when.ts';
import { refreshOperations } from '../../session/session.ts';
import { ask, trySubmit } from '../../data/outbox.ts';
import type { DeskState } from './desk.ts';
import { argsOf, type Draft, wholeOf } from './draft.ts';
import { type Fault, saidIn } from './faults.ts';

export interface Sending {
  operation: OperationRow;
  to: 'standby' | 'activating';
  doorsAt: Date;
  now: Date;
  overflowOf: string | null;
  /** No centre yet: what is said here is said of the operation too. */
  first: boolean;
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the planner now knows of the operation, where it differs from what it says. */
export const expectationOf = (draft: Draft, operation: OperationRow, now: Date) => {
  const arrival = momentOf(draft, now)?.toISOString();
  const fields = {
    expected: draft.expected ?? undefined,
    atLeast: draft.atLeast ?? undefined,
    atMost: draft.atMost ?? undefined,
    firstArrivalAt: arrival,
    nights: draft.nights,
    fromSquare: draft.square ?? undefined,
    languages: draft.languages,
    wishes: draft.wishes,
  };
  const known: Record<string, unknown> = { ...operation };
  if (operation.firstArrivalAt) known['firstArrivalAt'] = new Date(operation.firstArrivalAt).toISOString();
  const news = Object.entries(fields).filter(([key, value]) => value !== undefined && !sameText(value, known[key]));
  return news.length === 0 ? null : Object.fromEntries(news);
};

const fieldOf: Record<string, string> = {
  expected: 'expected',
  atLeast: 'at-least',
  atMost: 'at-most',
  firstArrivalAt: 'arrival',
  doorsAt: 'arrival',
  fromSquare: 'from',
  venueId: 'venue',
  reason: 'reason',
  overrideReason: 'override',
};

/** Refused fields by the ids they have on this page. */
export const faultsFrom = (problem: ProblemBody, draft: Draft): Fault[] =>
  (problem.errors ?? []).flatMap(({ pointer, detail }) => {
    const id = fieldOf[pointer.split('/')[2] ?? ''];
    return id ? [{ id, text: detail, told: saidIn(draft, id) }] : [];
  });

/** Sends the activation and waits for the answer, through lost signal; `null` when it was refused. */
export const send = async (desk: Signal<DeskState>, it: Sending): Promise<string | null> => {
  const { draft, centreId } = desk.value;
  const { operation, first, now } = it;
  desk.value = { ...desk.value, sending: it.to, problem: null, faults: [] };
  const news = first ? expectationOf(wholeOf(draft), operation, now) : null;
  if (news) await trySubmit(changeOperation, { operationId: operation.id, baseVersion: operation.rowVersion, ...news });
  const args = argsOf(draft, { ...it, operationId: operation.id, centreId });
  const outcome = await ask(activateCentre, args);
  if (outcome.ok) {
    await refreshOperations();
    return outcome.result.centreId;
  }
  const { problem } = outcome;
  const lost = problem.type === '/problems/claim-lost';
  const kept = lost ? { ...desk.value.draft, venueId: null } : desk.value.draft;
  desk.value = { ...desk.value, draft: kept, sending: null, problem, faults: faultsFrom(problem, kept) };
  return null;
};
