import { and, eq } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import type { CommandName } from '../../../server/commands.ts';
import type { Loose, Person, TestApp } from '../app.ts';
import type { Known } from '../runOperation.ts';
import type { Two } from '../twoOperations.ts';

/** An operation at work, and those who make there what a command needs. */
export interface Work {
  app: TestApp;
  ids: Known;
  here: { operationId: string; centreId: string };
  planner: Person;
  manager: Person;
  administrator: Person;
}

/** Makes what a command needs, and says what it is told of it beside its example, with here and with new ids. */
export type Situation = (work: Work) => Promise<Record<string, unknown>> | Record<string, unknown>;

/** A command without one does not compile. */
export type Situations = Record<CommandName, Situation>;

export const workOf = (app: TestApp, { own, planner }: Two, administrator: Person): Work => {
  const { operationId, centreId } = own.ids;
  const here = { operationId, centreId };
  return { app, ids: own.ids, here, planner, manager: own.tablet.manager, administrator };
};

/** Nothing has to be made. */
export const asItIs: Situation = () => ({});

let made = 1_000;
export const newReference = (): string => `Y-${(made += 1)}`;
export const newCode = (): string => `V${(made += 1)}`;

/** A guest at the centre. */
export const newGuest = async ({ app, here, manager }: Work, more: Loose = {}): Promise<string> => {
  const told = { ageBand: 'adult', language: 'vi', needs: [], reference: newReference(), ...more };
  return (await manager.done('people.checkIn', { ...here, personId: app.newId(), ...told })).personId;
};

/** The item that needs attention because of this command. */
export const itemOf = async ({ app, here }: Work, commandId: string): Promise<string> => {
  const about = and(eq(attention.commandId, commandId), eq(attention.operationId, here.operationId));
  const [found] = await app.deps.db.select({ id: attention.id }).from(attention).where(about);
  if (!found) throw new Error(`Nothing needs attention because of ${commandId}`);
  return found.id;
};
