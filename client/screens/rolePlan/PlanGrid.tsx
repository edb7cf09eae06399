import type { PartnerView } from '../../../shared/partners/contract.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import { Icon } from '../../ui/icons.tsx';
import { Heads, Scales, Who } from './PlanCells.tsx';
import { sizeKeys, totalOf, type DraftRow } from './plan.ts';

export interface PlanGridProps {
  rows: readonly DraftRow[];
  partners: readonly PartnerView[];
  editable: boolean;
  errors: ReadonlyMap<number, string>;
  onChange: (rows: DraftRow[]) => void;
}

/** Who is needed per shift at a centre of each size, and how that grows with the people. */
export function PlanGrid({ rows, partners, editable, errors, onChange }: PlanGridProps) {
  const set = (key: string) => (change: Partial<DraftRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  return (
    <table class="table plan-grid">
      <caption class="visually-hidden">Roles and how many people each needs per shift</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col">Partner</th>
          <th scope="col" class="is-end">
            Small
          </th>
          <th scope="col" class="is-end">
            Medium
          </th>
          <th scope="col" class="is-end">
            Large
          </th>
          <th scope="col">Grows with</th>
          {editable && (
            <th scope="col">
              <span class="visually-hidden">Remove</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const name = row.role === '' ? `Row ${index + 1}` : `${roleTitle(row.role)}, ${row.partner}`;
          const cells = { row, name, editable, set: set(row.key) };
          return (
            <tr key={row.key} class={errors.has(index) ? 'late-row' : undefined} title={errors.get(index)}>
              <Who {...cells} place={index + 1} partners={partners} />
              <Heads {...cells} />
              <Scales {...cells} />
              {editable && (
                <td class="plan-remove">
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={`Remove ${name}`}
                    onClick={() => onChange(rows.filter((it) => it.key !== row.key))}
                  >
                    <Icon name="cross" size={16} />
                  </button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2} class="strong">
            In all, per shift
          </th>
          {sizeKeys.map((size) => (
            <td key={size} class="is-end strong">
              {totalOf(rows, size)}
            </td>
          ))}
          <td colSpan={editable ? 2 : 1} class="quiet">
            before growing
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
