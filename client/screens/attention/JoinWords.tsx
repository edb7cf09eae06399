import { type JoinPart, kept } from './outcome.ts';

/** What a join makes of two records, as one sentence, and that nothing is lost by it. */
export const JoinWords = ({ parts }: { parts: readonly JoinPart[] }) => (
  <>
    {parts.map(({ strong, words }, place) => (
      <span key={words}>
        {place > 0 && (place === parts.length - 1 ? ', and ' : ', ')}
        {strong && <b>{strong} </b>}
        {words}
      </span>
    ))}
    . {kept}
  </>
);
