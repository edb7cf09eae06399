import { uuidv7 } from '../../server/engine/ids.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import type { checkIn } from '../../shared/people.ts';
import type { Ground } from './fill.ts';
import { names } from './names.ts';

export interface Arrival {
  id: string;
  args: ArgsOf<typeof checkIn>;
  occurredAt: string;
}

export interface CheckIn extends Arrival {
  args: Arrival['args'] & { reference: string };
}

const LETTERS = 'EFGHJKLMNPQRSTUWXYZ';
let given = 0;

/** The next guest at the door, each with a wristband of their own and one need. */
export const nextGuest = ({ operationId, centreId }: Ground): CheckIn => {
  given += 1;
  const letter = LETTERS[Math.floor(given / 9000) % LETTERS.length] ?? 'E';
  return {
    id: uuidv7(),
    args: {
      operationId,
      centreId,
      personId: uuidv7(),
      reference: `${letter}-${String((given % 9000) + 1).padStart(3, '0')}`,
      ageBand: 'adult',
      language: 'vi',
      needs: [{ id: uuidv7(), kind: 'drink' }],
    },
    occurredAt: new Date().toISOString(),
  };
};

/** The same, but with a name, and without a wristband. */
export const nextNamed = (ground: Ground): Arrival => {
  const { args, ...guest } = nextGuest(ground);
  const { reference: _worn, ...said } = args;
  return { ...guest, args: { ...said, preferredName: names[(given * 104_729) % names.length] } };
};
