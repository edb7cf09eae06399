import './rolePlan.scss';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { importPartners } from '../../../shared/partners/contract.ts';
import { savePlan } from '../../../shared/plans/contract.ts';
import { ImportFile } from '../../parts/imports/ImportFile.tsx';
import { Template } from '../../parts/imports/Template.tsx';
import { Refusal } from '../../forms/Refusal.tsx';
import { useQuery } from '../../data/useQuery.ts';
import type { Refused } from '../../forms/faults.ts';
import { useSend } from '../../forms/useSend.ts';
import { canRegister } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { useKept } from '../../ui/kept.ts';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { draftOf, isChanged, newRow, rowsOf, withRows, type DraftRow, type PlanAnswer } from './plan.ts';
import { PlanGrid } from './PlanGrid.tsx';
import { Example, Versions } from './Versions.tsx';

/** Which rows were refused, by their place. */
const errorRows = (refused: Refused | null): Map<number, string> => {
  const found = new Map<number, string>();
  for (const { pointer, detail } of refused?.errors ?? []) {
    const [, index] = /\/rows\/(\d+)/.exec(pointer) ?? [];
    if (index !== undefined) found.set(Number(index), detail);
  }
  return found;
};

const wordsOf = (refused: Refused | null): Refused | null => {
  const rows = errorRows(refused);
  if (!refused || rows.size === 0) return refused;
  const errors = [...rows].map(([index, detail]) => ({
    pointer: `/${index}`,
    code: 'row',
    detail: `Row ${index + 1}: ${detail}`,
  }));
  return { ...refused, errors };
};

const useDraft = (answer: PlanAnswer | null) => {
  const [rows, setRows] = useState<DraftRow[]>([]);
  const version = answer?.plan?.rowVersion ?? 0;
  useEffect(() => setRows(draftOf(answer?.plan?.rows ?? [])), [version, answer === null]);
  return { rows, setRows, reset: () => setRows(draftOf(answer?.plan?.rows ?? [])) };
};

export function RolePlan() {
  const current = useQuery('/api/role-plan', {});
  const [version, setVersion] = useState<number | null>(null);
  const past = useQuery('/api/role-plan', version === null ? null : { version });
  const { data: partners } = useQuery('/api/partners', {});
  const { rows, setRows, reset } = useDraft(current.data);
  // A plan of another version is not what it was typed over.
  const kept = current.data && `role-plan ${current.data.plan?.rowVersion ?? 0}`;
  const [keep] = useKept(kept, rowsOf(rows), (next) => setRows((all) => withRows(all, next)));
  const change = (next: DraftRow[]) => {
    setRows(next);
    keep(rowsOf(next));
  };
  const [importing, setImporting] = useState(false);
  const { send, busy, refused, clear } = useSend();
  const errors = useMemo(() => errorRows(refused), [refused]);
  const plan = current.data?.plan ?? null;
  const old = version !== null && past.data?.plan?.rowVersion === version ? past.data.plan : null;
  const oldRows = useMemo(() => draftOf(old?.rows ?? []), [old]);
  const changed = current.data !== null && isChanged(rows, plan);
  const save = async () => {
    const done = await send(savePlan, {
      planId: plan?.id ?? newId(),
      baseVersion: plan?.rowVersion ?? null,
      rows: rowsOf(rows),
    });
    if (done === null) return;
    current.reload();
    // The button has nothing left to save, so it cannot keep focus.
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const editable = canRegister('plans.save') && version === null;
  return (
    <>
      <PageHead
        title="Role plan"
        tags={
          <>
            {plan && <Tag tone="outline">Version {plan.rowVersion}</Tag>}
            {changed && (
              <Tag tone="warn" icon="edit">
                Changed, not saved
              </Tag>
            )}
          </>
        }
        actions={
          canRegister('plans.save') && (
            <>
              <Button kind="secondary" onClick={() => setImporting(true)}>
                Import CSV
              </Button>
              {changed && (
                <Button kind="quiet" onClick={() => (reset(), clear())}>
                  Undo changes
                </Button>
              )}
              <Button busy={busy} disabled={!changed || version !== null} onClick={() => void save()}>
                Save a new version
              </Button>
            </>
          )
        }
      />
      <div class="columns columns--side plan-columns">
        <div class="column">
          <Refusal refused={wordsOf(refused)} now={plan ? `version ${plan.rowVersion}` : undefined} />
          <Panel
            title={version === null ? 'People per shift' : `People per shift in version ${version}`}
            hint="The larger of the number for the size and what it grows to counts"
            fill
            flush
            foot={
              editable && (
                <Button kind="secondary" size="small" icon="plus" onClick={() => change([...rows, newRow()])}>
                  Add a role
                </Button>
              )
            }
          >
            {current.failed && !current.data && (
              <FailedPanel title="The plan could not be read" onRetry={current.reload} />
            )}
            {!current.data && !current.failed && <LoadingBars rows={10} />}
            {current.data && rows.length === 0 && version === null && (
              <EmptyState title="No plan yet" action={editable && <Template of="plan" />}>
                Add the roles a centre needs, or import them from a file.
              </EmptyState>
            )}
            {current.data && (rows.length > 0 || version !== null) && (
              <div class="table-scroll">
                <PlanGrid
                  rows={version === null ? rows : oldRows}
                  partners={(partners?.items ?? []).filter((it) => !it.archivedAt)}
                  editable={editable}
                  errors={version === null ? errors : new Map()}
                  onChange={change}
                />
              </div>
            )}
          </Panel>
        </div>
        <div class="column">
          <Example rows={version === null ? rows : oldRows} />
          <Versions versions={current.data?.versions ?? []} shown={version} onShow={setVersion} />
        </div>
      </div>
      {importing && (
        <Drawer about={null} open title="Import the role plan" class="wide-drawer" onClose={() => setImporting(false)}>
          <ImportFile
            kind="plan"
            path="/api/role-plan/import/preview"
            contract={importPartners}
            hint="role, partner, small, medium, large, scales_with. The file is the whole plan."
            onDone={current.reload}
          />
        </Drawer>
      )}
    </>
  );
}
