/** Apart from what a tablet must have before the first guest is checked in. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { presences } from './people.ts';
import { optionalText, rowVersion, uuid } from './primitives.ts';

const id = (last: number): string => `0193e0a0-0000-7000-8000-00000000000${last}`;

export const undoPresence = contract({
  name: 'people.undoPresence',
  title: 'Undo a change of presence that nobody has built on since. All that followed from it goes back',
  args: z.strictObject({
    operationId: uuid,
    personId: uuid,
    /** The command that made the change: no other is ever undone. */
    undoes: uuid,
    /** How it was before, as the sender saw it. Who saw something else does not know what they undo. */
    to: z.enum(presences),
    zone: optionalText(60),
    centreId: uuid,
    /** The version the change made. */
    baseVersion: rowVersion,
  }),
  result: z.object({ personId: uuid, rowVersion }),
  example: {
    operationId: id(1),
    centreId: id(2),
    personId: id(4),
    undoes: id(9),
    to: 'on_site',
    zone: 'Hall A',
    baseVersion: 2,
  },
});
