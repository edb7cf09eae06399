import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyCommand } from '../../server/engine/define.ts';
import { registry } from '../../server/commands.ts';
import { isRegisterRight, permits, type RoleName } from '../../shared/roles.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { Bound, Ids } from '../support/everyRead.ts';
import { withIds } from '../support/examples.ts';
import type { RunningOperation } from '../support/runOperation.ts';
import { besideAnother, found, idsOfNothing, ofOther, type Two } from '../support/twoOperations.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let two: Two;
let other: RunningOperation;

beforeAll(async () => {
  app = await startTestApp();
  two = await besideAnother(app);
  other = await two.beginOther();
}, 180_000);
afterAll(() => app.stop());

/** Which of the ids it names are of one's own operation: the operation and the centre, also one of them, also none. */
const mixesFor = ({ contract, right = contract.name }: AnyCommand, role: RoleName): Partial<Ids>[] => {
  const { operationId, centreId } = two.own.ids;
  const whole = { operationId, centreId };
  // Whoever may not do it anywhere is refused before anything is read.
  if (!permits(role, right)) return [whole];
  return 'centreId' in (contract.example as object) ? [{}, { operationId }, whole] : [{}, whole];
};

const wordsIn = (text: string): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');

/** What is wrong with how one person's commands are answered. */
const wronglyAnswered = async (who: Bound, role: RoleName): Promise<string[]> => {
  const wrong: string[] = [];
  for (const command of registry.values()) {
    const { name, example } = command.contract;
    for (const mine of mixesFor(command, role)) {
      const say = (ids: Ids) => two.people[who].command(name, withIds(app, example, { ...ids, ...mine }));
      const nothing = await say(idsOfNothing(app, other));
      const theirs = await say(other.ids);
      const refused = theirs.status === nothing.status && wordsIn(theirs.text) === wordsIn(nothing.text);
      // What makes a new record is told that its id is taken, and ids cannot be guessed.
      const made = nothing.status === 200 && [200, 404, 409].includes(theirs.status);
      const said = found(wordsIn(theirs.text), ofOther(other));
      if (!(refused || made) || said.length > 0) wrong.push(`${who}: ${name} ${nothing.text} ${theirs.text}`);
    }
  }
  return wrong;
};

test.for([
  ['silver with addresses', 'silver'],
  ['the manager', 'manager'],
  ['a tablet user', 'volunteer'],
] as const)(
  'a command of %s that names what is another operation’s is answered as for what does not exist',
  { timeout: 240_000 },
  async ([who, role]) => {
    expect(await wronglyAnswered(who, role)).toEqual([]);
  },
);

test('every command is asked of the registers, with a right over them, or of the operation it names', () => {
  for (const { contract, where, right = contract.name } of some(registry.values())) {
    const ofRegisters = where === 'registers';
    expect([contract.name, isRegisterRight(right)]).toEqual([contract.name, ofRegisters]);
    expect([contract.name, ofRegisters || 'operationId' in (contract.example as object)]).toEqual([
      contract.name,
      true,
    ]);
  }
});
