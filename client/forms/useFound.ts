import { useState } from 'preact/hooks';
import type { FieldError } from '../ui/error-summary.tsx';

/** What was found wrong with a page that is no form of ours, without what has been typed over since. */
export const useFound = () => {
  const [answer, setAnswer] = useState<readonly FieldError[]>([]);
  const [touched, touch] = useState<readonly string[]>([]);
  const find = (all: readonly FieldError[]): void => {
    setAnswer(all);
    touch([]);
  };
  return {
    answer,
    errors: answer.filter(({ id }) => !touched.includes(id)),
    find,
    /** @param part of the draft, its fields by their ids */
    typed: (part: object): void => touch((all) => [...all, ...Object.keys(part)]),
  };
};
