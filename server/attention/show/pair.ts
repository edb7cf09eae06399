import type { AttentionItem } from '../../../shared/attention.ts';
import { isStaying } from '../../../shared/people.ts';
import type { Reader } from '../../engine/deps.ts';
import { keptFirst } from '../../people/merge/outcome.ts';
import { saferAge } from '../../people/record/fields.ts';
import { together } from '../../engine/together.ts';
import { peopleById, type Person } from '../../people/record/rows.ts';
import { type Cells, opens, type Viewer } from '../../engine/description.ts';
import { type FieldName, guestFieldNames, guestFields } from '../../../shared/guestFields.ts';
import { beside } from './beside.ts';
import { nameOf, personCells } from '../../people/shown.ts';
import type { Attention } from '../items/rows.ts';
import { checkedInBy } from './who.ts';

export type Shown = Pick<AttentionItem, 'sides' | 'fields' | 'joined'>;

const compared: readonly FieldName[] = [
  ...guestFieldNames.filter((it) => guestFields[it].compared).map((it) => guestFields[it].field),
  'needs',
  'presence',
];

const seesCore = (viewer: Viewer, it: Person): boolean => opens(viewer, 'core', it.centreId, 'full');

const joinedFrom = async (
  reader: Reader,
  viewer: Viewer,
  [a, b]: [Person, Person],
): Promise<AttentionItem['joined']> => {
  if (a.undoneAt || b.undoneAt || !seesCore(viewer, a) || !seesCore(viewer, b)) return null;
  const [keep, join] = keptFirst(a, b, (it) => isStaying(it.presence));
  const name = (await nameOf(reader, viewer, keep)) || (await nameOf(reader, viewer, join));
  const ageBand = saferAge(keep.ageBand, join.ageBand);
  return { keepId: keep.id, joinId: join.id, reference: keep.reference, ageBand, name };
};

const sideOf = async (reader: Reader, viewer: Viewer, it: Person) => ({
  who: await checkedInBy(reader, it.id),
  at: seesCore(viewer, it) ? it.arrivedAt.toISOString() : null,
  personId: seesCore(viewer, it) ? it.id : null,
});

const cellsOf = async (reader: Reader, viewer: Viewer, it: Person): Promise<Cells> => {
  const all = await personCells(reader, viewer, it);
  return Object.fromEntries(compared.map((name) => [name, all[name]]));
};

/** Two records beside each other, the first to arrive first. */
export const showPair = async (reader: Reader, viewer: Viewer, row: Attention): Promise<Shown> => {
  const people = (await together(row.personIds.map((id) => peopleById(reader, id)))).flat();
  const standing = people.filter((it) => !it.undoneAt);
  const [a, b] = (standing.length > 1 ? standing : people).toSorted((x, y) => +x.arrivedAt - +y.arrivedAt);
  if (!a || !b) return { sides: [], fields: [], joined: null };
  const [sideA, sideB, cellsA, cellsB, joined] = await together([
    sideOf(reader, viewer, a),
    sideOf(reader, viewer, b),
    cellsOf(reader, viewer, a),
    cellsOf(reader, viewer, b),
    row.settledAt && row.settledAs !== 'joined' ? null : joinedFrom(reader, viewer, [a, b]),
  ]);
  return { sides: [sideA, sideB], fields: beside([cellsA, cellsB]), joined };
};
