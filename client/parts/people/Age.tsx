import { dataAge, online } from '../../data/connection.ts';
import { Tag } from '../../ui/tag.tsx';
import { spokenDuration } from '../../../shared/words.ts';

const MINUTE = 60_000;

const words = (age: number): string =>
  age < 2 * MINUTE ? `${Math.floor(age / 1000)} s` : spokenDuration(age / MINUTE);

/** Says that what is shown may be old, once it may be. */
export function Age() {
  const age = dataAge.value;
  if (online.value && age < MINUTE) return null;
  return (
    <Tag tone="warn" icon="clock">
      These numbers are {words(age)} old
    </Tag>
  );
}
