import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ProblemBody } from '../../shared/problems.ts';
import { Callout } from '../ui/notice.tsx';
import type { Refused } from './faults.ts';

const heading = ({ problem }: Refused): string => {
  if (problem?.type === '/problems/not-found') return 'This is not for your role, or it is gone';
  return problem?.title ?? 'Some fields need another answer';
};

/** What has to be seen to first. */
export function Missing({ things }: { things: NonNullable<ProblemBody['missing']> }) {
  return (
    <ul class="points above-4 below-4 semi">
      {things.map((it) => (
        <li key={it.code}>{it.words}</li>
      ))}
    </ul>
  );
}

/** Why something was refused, in plain words. `now` says how things stand, for a change that came too late. */
export function Refusal({ refused, now }: { refused: Refused | null; now?: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) box.current?.focus();
  }, [refused]);
  if (!refused) return null;
  const { problem, errors } = refused;
  const details = [...new Set(errors.map((it) => it.detail))];
  return (
    <div ref={box} role="alert" tabIndex={-1} class="refusal">
      <Callout tone="alert" icon="alert" title={heading(refused)}>
        {problem?.detail && <p>{problem.detail.replace(/\.?$/, '.')}</p>}
        {details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
        {problem?.missing && <Missing things={problem.missing} />}
        {problem?.type === '/problems/stale-version' && now && (
          <p>
            Now: <strong>{now}</strong>. Check it, then save again if yours still holds.
          </p>
        )}
      </Callout>
    </div>
  );
}
