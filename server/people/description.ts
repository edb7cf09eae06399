/** How commands about guests are shown. */
import { type GuestFieldName, guestFieldNames, guestFields } from '../../shared/guestFields.ts';
import { cellIf, type Failing, inField, opens, type Show } from '../engine/description.ts';
import { idIn } from '../engine/subject.ts';
import { groupReferences } from './record/groups.ts';

const shownAs = ({ field, compartment, least }: (typeof guestFields)[keyof typeof guestFields]): Show =>
  inField(field, compartment, least);

const group: Show = async ({ reader, operationId, viewer, centreId, args }) => {
  const core = opens(viewer, 'core', centreId, 'full');
  const groupId = idIn(args, 'groupId');
  const others = core && groupId ? await groupReferences(reader, operationId, groupId, idIn(args, 'personId')) : [];
  return { cells: { group: cellIf(core, others) } };
};

/** How each argument that is a field of a guest is shown. */
export const guestShows: Record<GuestFieldName, Show> = {
  ...(Object.fromEntries(guestFieldNames.map((it) => [it, shownAs(guestFields[it])])) as Record<GuestFieldName, Show>),
  groupId: group,
};

export const inNote = inField('note', 'core');

/** `K-014 was not checked in`. */
export const notDone =
  (words: string) =>
  ({ whose }: Failing): string =>
    `${whose} ${words}`;
