import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Exchange, Query } from '../../shared/contract.ts';
import * as attention from '../../shared/routes/attention.ts';
import * as centres from '../../shared/routes/centres.ts';
import * as commands from '../../shared/routes/commands.ts';
import * as health from '../../shared/routes/health.ts';
import * as imports from '../../shared/routes/imports.ts';
import * as needs from '../../shared/routes/needs.ts';
import * as operations from '../../shared/routes/operations.ts';
import * as partners from '../../shared/routes/partners.ts';
import * as plans from '../../shared/routes/plans.ts';
import * as rosters from '../../shared/routes/rosters.ts';
import * as settings from '../../shared/routes/settings.ts';
import * as sheets from '../../shared/routes/sheets.ts';
import * as tablets from '../../shared/routes/tablets.ts';
import * as users from '../../shared/routes/users.ts';
import * as venues from '../../shared/routes/venues.ts';
import * as walls from '../../shared/routes/walls.ts';
import { subscribe } from '../../shared/sync.ts';
import { sealedCommand } from '../../shared/sealing.ts';
import { some } from '../support/some.ts';
import type { Bound } from './support/bounds.ts';
import { boundsIn, lines } from './support/boundsIn.ts';
import { routeBounds } from './support/routeBounds.ts';

const all = [
  attention,
  centres,
  commands,
  health,
  imports,
  needs,
  operations,
  partners,
  plans,
  rosters,
  settings,
  sheets,
  tablets,
  users,
  venues,
  walls,
];
const isRoute = (it: unknown): it is Query | Exchange => typeof it === 'object' && it !== null && 'path' in it;
const schemaOf = (it: z.ZodType) => z.toJSONSchema(it, { io: 'input', unrepresentable: 'any' });

test('whatever is sent to a route, asked of it, said on a socket or sealed has the bounds that were decided', () => {
  const routes = some(all.flatMap((it) => Object.values(it)).filter(isRoute));
  const found = routes.flatMap((it) => [
    ...boundsIn(it.path, schemaOf(it.params)),
    ...('body' in it && it.body ? boundsIn(it.path, schemaOf(it.body)) : []),
  ]);
  const said = [...boundsIn('subscribe', schemaOf(subscribe)), ...boundsIn('sealed', schemaOf(sealedCommand))];
  const isBounded = ([, , , most]: Bound): boolean => Number.isFinite(most);
  expect(lines([...found, ...said].filter(isBounded))).toEqual(lines(routeBounds));
});
