import type { Db } from './deps.ts';
import { verifyAll, type Fault } from './verify.ts';

const words: Record<Fault['what'], string> = {
  missing: 'an event before this one is missing',
  'event-changed': 'the event was changed',
  'order-changed': 'the event does not follow the one before it',
  'version-changed': 'what it wrote was changed',
  'head-changed': 'the last events were cut off or the head was changed',
};

/** Prints one line for each stream and one for each fault. @returns whether everything fits */
export const reportAudit = async (db: Db, key: Uint8Array): Promise<boolean> => {
  const verdicts = await verifyAll(db, key);
  for (const { streamId, events, versions, erased, head, faults } of verdicts) {
    console.log(`${streamId}  ${events} events, ${versions} versions (${erased} erased), head ${head.slice(0, 16)}`);
    for (const { seq, what } of faults.slice(0, 20)) console.log(`  at ${seq}: ${words[what]}`);
  }
  const faulty = verdicts.filter(({ faults }) => faults.length > 0).length;
  console.log(faulty === 0 ? 'Every chain fits.' : `${faulty} of ${verdicts.length} streams do not fit.`);
  return faulty === 0;
};
