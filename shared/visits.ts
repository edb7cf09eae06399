import { z } from 'zod';
import { contract } from './contract.ts';
import { optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const visitKinds = ['staff', 'interpreter', 'visitor'] as const;
export type VisitKind = (typeof visitKinds)[number];

const ids = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  visitId: '0193e0a0-0000-7000-8000-000000000006',
};

export const signInVisit = contract({
  name: 'visits.signIn',
  title: 'Write someone who is not a guest into the sign-in book. A fact: never refused for coming late',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    visitId: uuid,
    kind: z.enum(visitKinds),
    name: shortText(80),
    organisation: optionalText(80),
    zone: optionalText(60).optional(),
  }),
  result: z.object({ visitId: uuid, rowVersion }),
  example: {
    ...ids,
    centreId: '0193e0a0-0000-7000-8000-000000000002',
    kind: 'staff',
    name: 'R. Iqbal',
    organisation: 'Red Cross',
    zone: 'Kitchen',
  },
});

export const signOutVisit = contract({
  name: 'visits.signOut',
  title: 'Sign someone out of the book. Signing out twice changes nothing more',
  args: z.strictObject({ operationId: uuid, visitId: uuid, baseVersion: rowVersion }),
  result: z.object({ visitId: uuid, rowVersion }),
  example: { ...ids, baseVersion: 1 },
});

/** The time at a centre of somebody who is not a guest. Shown only to those who count heads there. */
export const visitRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  kind: z.enum(visitKinds),
  name: z.string(),
  organisation: z.string(),
  zone: z.string().nullable(),
  signedInAt: z.string(),
  signedOutAt: z.string().nullable(),
  rowVersion,
});
export type VisitRow = z.infer<typeof visitRow>;
