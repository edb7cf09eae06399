/** Rows of which a test says only what it is about. */

/** A slot for which nobody has been asked yet, without who is wanted and when. */
export const slotRow = {
  operationId: 'op',
  centreId: 'wren',
  rowVersion: 1,
  partner: 'BRC',
  partnerName: null,
  language: null,
  state: 'not_asked',
  asked: 0,
  askedAt: null,
  answerBy: null,
  accepted: 0,
  arriveBy: null,
  arrived: 0,
  arrivedAt: null,
  words: '',
  saidBy: '',
  channel: null,
  answeredAt: null,
  note: '',
} as const;

/** An adult on site, without who they are. */
export const guestRow = {
  operationId: 'op',
  centreId: 'wren',
  language: 'ro',
  ageBand: 'adult',
  presence: 'on_site',
  zone: null,
  vehicle: null,
  groupId: null,
  arrivedAt: '2026-11-19T06:30:00Z',
  undoneAt: null,
  undoneReason: null,
  rowVersion: 1,
} as const;
