import { vi } from 'vitest';
import { type CommandName, registry } from '../../server/commands.ts';
import { permits, type RoleName } from '../../shared/roles.ts';
import type { Answer, Loose, Person, TestApp } from './app.ts';
import type { Bound } from './everyRead.ts';
import { withIds } from './examples.ts';
import { ofAccounts } from './situations/accounts.ts';
import { ofAttention } from './situations/attention.ts';
import { ofCentres } from './situations/centres.ts';
import { ofGuests } from './situations/guests.ts';
import { ofRegisters } from './situations/registers.ts';
import { type Situations, type Work, workOf } from './situations/work.ts';
import type { Two } from './twoOperations.ts';

/** How each command comes to be done. One that is missing does not compile. */
const situations: Situations = { ...ofGuests, ...ofCentres, ...ofRegisters, ...ofAccounts, ...ofAttention };

export const commandNames = Object.keys(situations) as CommandName[];

export interface Somebody {
  who: string;
  role: RoleName;
  person: Person;
}

const roleOf: Record<Bound, RoleName> = {
  'silver with addresses': 'silver',
  'silver without addresses': 'silver',
  'the manager': 'manager',
  'a volunteer': 'volunteer',
  'a tablet user': 'volunteer',
};

export interface Everybody {
  work: Work;
  people: Somebody[];
}

/** Somebody of every role, with a place in the one of two operations. */
export const everybodyAt = async (app: TestApp, two: Two): Promise<Everybody> => {
  const administrator = await app.signInAs('administrator');
  const people = Object.entries(roleOf).map(([who, role]) => ({ who, role, person: two.people[who as Bound] }));
  return {
    work: workOf(app, two, administrator),
    people: [
      ...people,
      { who: 'the planner', role: 'planner', person: two.planner },
      { who: 'an administrator', role: 'administrator', person: administrator },
    ],
  };
};

export interface Said {
  who: string;
  /** Whether their role lets it be done at all. */
  may: boolean;
  answer: Answer<Loose>;
}

/** The command as it can be done now: its example, with here, with new ids and with what has been made for it. */
export const argsNow = async (name: CommandName, work: Work): Promise<object> => {
  const example = withIds(work.app, registry.get(name)?.contract.example, work.here);
  return { ...(example as object), ...(await situations[name](work)) };
};

/** Everybody says it: those who may not of one situation, which they leave as it is, the others each of a new one. */
const askAround = async (name: CommandName, right: string, { work, people }: Everybody): Promise<Said[]> => {
  const untouched = await argsNow(name, work);
  const all: Said[] = [];
  for (const { who, role, person } of people) {
    const may = permits(role, right);
    all.push({ who, may, answer: await person.command(name, may ? await argsNow(name, work) : untouched) });
  }
  return all;
};

/**
 * @returns what everybody is answered, and what the handler itself told each time: what it tells beyond its contract is
 * in no answer
 */
export const saidByEverybody = async (name: CommandName, everybody: Everybody) => {
  const command = registry.get(name);
  if (!command) throw new Error(`There is no ${name}`);
  const handler = vi.spyOn(command, 'handle');
  try {
    const said = await askAround(name, command.right ?? name, everybody);
    const told = handler.mock.settledResults.filter((it) => it.type === 'fulfilled').map((it): unknown => it.value);
    return { said, told };
  } finally {
    handler.mockRestore();
  }
};

export const isDone = ({ answer }: Said): boolean => answer.status === 200;
