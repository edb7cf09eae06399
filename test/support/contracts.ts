import { type AnyRoute, methodOf } from '../../server/http/answer.ts';
import { routes } from '../../server/routes.ts';
import type { TestApp } from './app.ts';

const known = new WeakMap<TestApp, AnyRoute[]>();

/** The contract of everything that is mounted, commands apart. */
export const contractsOf = (app: TestApp): AnyRoute[] => {
  const { deps, auth, sessions } = app.running;
  const made =
    known.get(app) ??
    Object.values(routes(deps, auth, sessions, 1000, () => 'unknown'))
      .flat()
      .map((it) => it.contract);
  known.set(app, made);
  return made;
};

export const nameOf = (it: AnyRoute): string => `${methodOf(it)} ${it.path}`;
export const isOpen = (it: AnyRoute): boolean => it.may === 'anyone';
