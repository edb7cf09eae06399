/**
 * Mounts what is read, and what is neither read nor a command, from its contract alone: parameters are parsed by it, the
 * right it names is asked, and the answer is parsed by it too, so that nothing goes out which it does not name.
 */
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Asker, Exchange, ParamsOf, Query } from '../../shared/contract.ts';
import { tried } from '../../shared/faults.ts';
import { storable } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { may, mayRegister } from '../../shared/roles.ts';
import type { Actor } from '../engine/actor.ts';
import type { Deps } from '../engine/deps.ts';
import { fieldErrors, parse, refuseUnstorable } from '../engine/parse.ts';
import { readJson } from './bodies.ts';
import type { Env } from './types.ts';

export type AnyRoute = Query | Exchange;

export interface Asked<Params, Body = null> {
  deps: Deps;
  params: Params;
  body: Body;
  /** Whoever has a session. Do not look where anyone may ask. */
  actor: Actor;
  /** For a route whose contract leaves the decision to it. @throws Problem `not-found` unless they may */
  authorise(allowed: boolean): void;
  /** For cookies, files and streams. */
  c: Context<Env>;
}

/** An answer to be parsed, or one that has been made already. */
type Given<T> = Promise<T | Response> | T | Response;

/** A contract with what answers it. */
export interface Answering<R extends AnyRoute = AnyRoute> {
  contract: R;
  handle: (asked: Asked<never, never>) => Given<unknown>;
  /** It reads what is sent itself. */
  ownBody?: true;
}

export const answer = <Q extends Query>(
  contract: Q,
  handle: (asked: Asked<ParamsOf<Q>>) => Given<z.input<Q['result']>>,
): Answering<Q> => ({ contract, handle: handle as Answering['handle'] });

type BodyOf<E extends Exchange> = E['body'] extends z.ZodType ? z.infer<E['body']> : null;
type ResultOf<E extends Exchange> = E['result'] extends z.ZodType ? z.input<E['result']> : null;

export const answerExchange = <E extends Exchange>(
  contract: E,
  handle: (asked: Asked<z.infer<E['params']>, BodyOf<E>>) => Given<ResultOf<E>>,
  options: { ownBody?: true } = {},
): Answering<E> => ({ contract, handle: handle as Answering['handle'], ...options });

export const isQuery = (it: AnyRoute): it is Query => !('method' in it);
export const methodOf = (it: AnyRoute): 'get' | 'post' => (isQuery(it) ? 'get' : it.method);
export const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

/** As they were asked; what is named twice is a list. */
const askedIn = (c: Context<Env>, path: string): Record<string, unknown> => {
  const queries = Object.entries(c.req.queries()).map(([key, all]) => [key, all.length === 1 ? all[0] : all]);
  return { ...Object.fromEntries(queries), ...Object.fromEntries(namesIn(path).map((it) => [it, c.req.param(it)])) };
};

/** What does not lead anywhere is not there; any other fault is told. */
const paramsOf = ({ path, params }: AnyRoute, c: Context<Env>) => {
  const asked = askedIn(c, path);
  const parsed = tried(params, asked);
  const leads = namesIn(path);
  const isNoText = leads.some((it) => !storable(String(asked[it])));
  return {
    leadsNowhere: isNoText || parsed.faults.some((it) => leads.includes(String(it.path[0]))),
    given: (): Record<string, unknown> => {
      refuseUnstorable(asked);
      if (!parsed.ok) throw new Problem('invalid-fields', { errors: fieldErrors(parsed.faults) });
      return parsed.data;
    },
  };
};

const asks = (who: Asker, actor: Actor | undefined, raw: Record<string, unknown>): boolean => {
  if (typeof who === 'string') return true;
  if (!actor) return false;
  if ('register' in who) return mayRegister(actor.grants, who.register);
  const operationId = String(raw[who.operation]);
  const centreId = who.centre === undefined ? undefined : String(raw[who.centre]);
  return may(actor.grants, who.right, { operationId, centreId });
};

const bodyOf = async ({ contract, ownBody }: Answering, c: Context<Env>): Promise<unknown> => {
  if (isQuery(contract) || !contract.body || ownBody || contract.sends) return null;
  return parse(contract.body, await readJson(c.req.raw));
};

const sent = ({ contract }: Answering, c: Context<Env>, given: unknown): Response => {
  if (given instanceof Response) return given;
  if (!contract.result) return c.body(null, 204);
  const body: unknown = contract.result.parse(given);
  const type = isQuery(contract) ? undefined : contract.answers;
  if (!type) return c.json(body as object);
  return c.body(typeof body === 'string' ? body : JSON.stringify(body), 200, { 'Content-Type': type });
};

const handler = (deps: Deps, it: Answering) => async (c: Context<Env>) => {
  const { contract } = it;
  const { leadsNowhere, given } = paramsOf(contract, c);
  const actor = c.get('actor') as Actor | undefined;
  if (leadsNowhere || !asks(contract.may, actor, askedIn(c, contract.path))) throw new Problem('not-found');
  let authorised = contract.may !== 'handler';
  const authorise = (allowed: boolean): void => {
    if (!allowed) throw new Problem('not-found');
    authorised = true;
  };
  const params = given() as never;
  const body = (await bodyOf(it, c)) as never;
  const result = await it.handle({ deps, params, body, actor: actor as Actor, authorise, c });
  if (!authorised) throw new Error(`${contract.path} never asked for the right`);
  return sent(it, c, result);
};

/** Those of one list, in its order: what is named comes before what is any name. */
export const mount = (deps: Deps, all: readonly Answering[]) => {
  const app = new Hono<Env>();
  for (const it of all) app.on(methodOf(it.contract).toUpperCase(), it.contract.path, handler(deps, it));
  return app;
};
