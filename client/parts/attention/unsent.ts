import { pending } from '../../data/pending.ts';
import { raisedBy } from '../../data/raising.ts';

/** What is shown of a need was said here, and Haven has not answered: nobody else sees it so yet. */
export const isUnsent = (needId: string): boolean =>
  pending.value.some(
    (it) => it.state === 'waiting' && (it.args['needId'] === needId || raisedBy(it).some(({ id }) => id === needId)),
  );
