import { signal } from '@preact/signals';
import { isOpenNeed, noteNeed, raiseNeed } from '../../../shared/needs.ts';
import { writeLog } from '../../../shared/log.ts';
import {
  endRollCall,
  markSeen,
  type RollCallReason,
  type RollCallRow,
  startRollCall,
  type Subject,
  takeMarkBack,
} from '../../../shared/rollCalls/contract.ts';
import { changePresence } from '../../parts/people/presence.ts';
import { standing } from '../../parts/attention/leadTold.ts';
import { can, centreId, operationId } from '../../session/session.ts';
import type { Standing } from '../../data/alerts.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { newId } from '../../data/ids.ts';
import { trySubmit } from '../../data/outbox.ts';
import { byId, rows } from '../../data/store.ts';
import { timeNow } from '../../data/time.ts';
import { dayAndTime } from '../../ui/time.ts';
import { callHere, type HeadHere, isMine, nameOf, titleOf } from './count.ts';

const UNDO_MS = 10_000;

/** Marks of this tablet that a tap still takes back. */
export const undoable = signal<ReadonlySet<string>>(new Set());
/** What was last done here, for those who listen. */
export const announced = signal('');
/** Guests recorded as out whom somebody has just seen: each is asked about, in turn. */
export const wereOut = signal<readonly HeadHere[]>([]);

/** The guest whose record was last put right here, for whom that can be undone. */
export const broughtBack = signal<string | null>(null);

/** Needs that follow from reports made here, by whom they are about: they may not have come back yet. */
const raisedBy = new Map<string, string>();

whenHandedOver(() => {
  raisedBy.clear();
  undoable.value = new Set();
  announced.value = '';
  wereOut.value = [];
  broughtBack.value = null;
});

const where = (call: RollCallRow) => ({
  operationId: call.operationId,
  centreId: call.centreId,
  rollCallId: call.id,
});

const mayUndo = (markId: string): void => {
  undoable.value = new Set([...undoable.peek(), markId]);
  setTimeout(() => {
    undoable.value = new Set([...undoable.peek()].filter((it) => it !== markId));
  }, UNDO_MS);
};

const put = async (subject: Subject, zone: string | null): Promise<boolean> => {
  const call = callHere.peek();
  if (!call) return false;
  const markId = newId();
  const kept = await trySubmit(markSeen, { ...where(call), markId, subject, ...(zone ? { zone } : {}) });
  if (kept === null) return false;
  mayUndo(markId);
  return true;
};

/** Someone on the list is here. */
export const here = async (head: HeadHere): Promise<void> => {
  if (!(await put({ kind: head.kind, id: head.id }, null))) return;
  announced.value = `${titleOf(head)} marked as here`;
  const presence = head.guest?.presence;
  if (presence === 'temporarily_out' || presence === 'missing') wereOut.value = [...wereOut.peek(), head];
};

/** Whoever leads a group tells that these of it are here. */
export const allHere = async (heads: readonly HeadHere[]): Promise<void> => {
  for (const it of heads) await here(it);
};

/** Somebody wears a wristband that is on no list here. */
export const hereUnlisted = async (reference: string): Promise<void> => {
  if (await put({ kind: 'guest', reference }, null)) announced.value = `${reference} marked as here`;
};

/** Takes back what this tablet said of them. */
export const takeBack = async (marks: HeadHere['marks'], title: string): Promise<void> => {
  const call = callHere.peek();
  if (!call) return;
  for (const { id: markId } of marks.filter(isMine)) await trySubmit(takeMarkBack, { ...where(call), markId });
  announced.value = `${title} not marked any more`;
};

/** They have been asked about. */
export const leaveAsIs = ({ id }: HeadHere): void => {
  wereOut.value = wereOut.peek().filter((it) => it.id !== id);
};

/** They are on site again. */
export const bringBack = async (head: HeadHere): Promise<void> => {
  const { guest } = head;
  leaveAsIs(head);
  if (!guest) return;
  if (await changePresence(guest, 'on_site')) broughtBack.value = guest.id;
};

/** Nobody can find them: a need for the lead follows. `false` where the report could not be saved. */
export const reportMissing = async (head: HeadHere): Promise<boolean> => {
  const { guest } = head;
  const place = head.visit ?? head.shift;
  const note = 'Not seen in the roll call';
  if (guest?.presence === 'missing') return true;
  if (guest) {
    const kept = await changePresence(guest, 'missing', { note });
    // Haven's own need takes the id of what it follows from.
    if (kept) raisedBy.set(guest.id, kept.id);
    return kept !== null;
  }
  if (!place) return false;
  const who = [titleOf(head), nameOf(head)].filter(Boolean).join(', ');
  const need = { needId: newId(), kind: 'missing_person' as const, note: `${note}: ${who}` };
  const { operationId: operation, centreId: centre } = place;
  const kept = await trySubmit(raiseNeed, { operationId: operation, centreId: centre, ...need });
  if (kept) raisedBy.set(head.id, need.needId);
  return kept !== null;
};

/** Nobody needs to say it again: it is in the record, or was said here. */
export const isReported = ({ id, guest }: HeadHere): boolean =>
  guest ? guest.presence === 'missing' : raisedBy.has(id);

const needOf = (id: string): string | undefined => {
  const open = rows.need.value.filter((it) => it.personId === id && isOpenNeed(it.state));
  return open.find((it) => byId.needDetail.value.get(it.id)?.kind === 'missing_person')?.id ?? raisedBy.get(id);
};

/** Whether the lead is known to have heard that somebody is missing. */
export const reportStanding = ({ id }: HeadHere): Standing => {
  const needId = needOf(id);
  return needId === undefined ? { as: 'untold' } : standing(needId);
};

/** Puts on record that the police know: in the log, else with the need. `false` where it could not be saved. */
export const recordPoliceTold = async ({ guest }: HeadHere): Promise<boolean> => {
  if (!guest) return true;
  const { operationId: operation, centreId: centre, id, reference } = guest;
  const words = `The police have been told that ${reference} is missing`;
  if (can('log.write', { centreId: centre })) {
    const args = { operationId: operation, centreId: centre, entryId: newId(), text: words };
    return (await trySubmit(writeLog, args)) !== null;
  }
  const needId = needOf(id);
  const note = `${words}, ${dayAndTime(timeNow())}`;
  return !needId || (await trySubmit(noteNeed, { operationId: operation, needId, note })) !== null;
};

export const start = async (reason: RollCallReason, meetAt: string): Promise<void> => {
  const [operation, centre] = [operationId.peek(), centreId.peek()];
  if (!operation || !centre) return;
  const args = { operationId: operation, centreId: centre, rollCallId: newId(), reason };
  await trySubmit(startRollCall, { ...args, ...(meetAt.trim() === '' ? {} : { meetAt }) });
};

export const end = async (call: RollCallRow): Promise<void> => {
  await trySubmit(endRollCall, where(call));
};
