import type { Context } from 'hono';
import { Problem } from '../../shared/problems.ts';
import type { Env } from '../http/types.ts';
import { registerSight } from './queries.ts';

export const sightOf = (c: Context<Env>, right?: 'venues.export'): { address: boolean } => {
  const sight = registerSight(c.get('actor').grants, right);
  if (!sight) throw new Problem('not-found');
  return sight;
};

export const withAddress = (c: Context<Env>, right?: 'venues.export'): void => {
  if (!sightOf(c, right).address) throw new Problem('not-found');
};
