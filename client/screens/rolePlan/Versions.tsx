import { useState } from 'preact/hooks';
import type { PlanVersion } from '../../../shared/venues/views.ts';
import { LinkButton } from '../../ui/button.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { clockTime, dateWords } from '../../ui/time.ts';
import { scaledTotal, type DraftRow } from './plan.ts';

/** What the plan comes to for a number of people. */
export function Example({ rows }: { rows: readonly DraftRow[] }) {
  const [expected, setExpected] = useState<number | null>(40);
  const total = expected === null ? null : scaledTotal(rows, expected);
  return (
    <Panel title="Try it">
      <NumberField
        id="plan-expected"
        label="People expected"
        min={1}
        max={10_000}
        value={expected}
        onInput={setExpected}
      />
      <p>
        <strong class="size-32">{total ?? '–'}</strong> on each shift, before interpreters by language
      </p>
    </Panel>
  );
}

export interface VersionsProps {
  versions: readonly PlanVersion[];
  /** The version looked at; null for the one being edited. */
  shown: number | null;
  onShow: (version: number | null) => void;
}

/** Every version ever saved. A centre keeps the one it was activated with. */
export function Versions({ versions, shown, onShow }: VersionsProps) {
  const newest = versions[0]?.rowVersion;
  return (
    <Panel title="Versions" fill>
      {versions.length === 0 && (
        <EmptyState title="Each save stands here">Earlier versions can be read again.</EmptyState>
      )}
      <ol class="plan-versions" reversed>
        {versions.map((it) => {
          const current = shown === null ? it.rowVersion === newest : it.rowVersion === shown;
          return (
            <li key={it.rowVersion} aria-current={current ? 'true' : undefined}>
              <LinkButton onClick={() => onShow(it.rowVersion === newest ? null : it.rowVersion)}>
                Version {it.rowVersion}
                {it.rowVersion === newest ? ', now' : ''}
              </LinkButton>
              <span class="quiet">
                {dateWords(it.savedAt)} {clockTime(it.savedAt)}, {it.savedBy}, {it.roles} roles
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
