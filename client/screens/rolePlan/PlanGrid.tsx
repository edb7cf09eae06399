import { roleTitle, rosterRoleNames, type PartnerView } from '../../../shared/partners.ts';
import { Icon } from '../../ui/icons.tsx';
import { type DraftRow, scalingKinds, scalingOf, sizeKeys, totalOf } from './plan.ts';

export interface PlanGridProps {
  rows: readonly DraftRow[];
  partners: readonly PartnerView[];
  editable: boolean;
  errors: ReadonlyMap<number, string>;
  onChange: (rows: DraftRow[]) => void;
}

interface CellsProps {
  row: DraftRow;
  name: string;
  editable: boolean;
  set: (change: Partial<DraftRow>) => void;
}

const numberIn = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function Heads({ row, name, editable, set }: CellsProps) {
  return (
    <>
      {sizeKeys.map((size) => (
        <td key={size} class="is-end plan-heads" data-label={size}>
          {editable ? (
            <input
              type="number"
              inputMode="numeric"
              min={0}
              max={1_000}
              class="govuk-input plan-number"
              aria-label={`${name} at a ${size} centre`}
              value={row[size] ?? ''}
              onInput={(event) => set({ [size]: numberIn(event.currentTarget.value) })}
            />
          ) : (
            <span class="strong">{row[size]}</span>
          )}
        </td>
      ))}
    </>
  );
}

function Scales({ row, name, editable, set }: CellsProps) {
  const kind = row.scalesWith?.kind ?? '';
  const per = row.scalesWith && 'per' in row.scalesWith ? row.scalesWith.per : 8;
  const words = scalingKinds.find((it) => it.value === kind)?.label.replace('…', String(per));
  if (!editable) return <td class="plan-scales">{kind === '' ? <span class="quiet">Does not grow</span> : words}</td>;
  return (
    <td class="plan-scales">
      <select
        class="govuk-select"
        aria-label={`How ${name} grows`}
        value={kind}
        onInput={(event) => set({ scalesWith: scalingOf(event.currentTarget.value, per) })}
      >
        {scalingKinds.map((it) => (
          <option key={it.value} value={it.value}>
            {it.label}
          </option>
        ))}
      </select>
      {(kind === 'people' || kind === 'per_language') && (
        <input
          type="number"
          inputMode="numeric"
          min={1}
          max={1_000}
          class="govuk-input plan-number"
          aria-label={`${name}: one for every`}
          value={per}
          onInput={(event) => set({ scalesWith: scalingOf(kind, Number(event.currentTarget.value)) })}
        />
      )}
    </td>
  );
}

function Who({ row, editable, set, partners }: CellsProps & { partners: readonly PartnerView[] }) {
  if (!editable)
    return (
      <>
        <th scope="row">
          <span class="strong">{roleTitle(row.role)}</span>
        </th>
        <td>{row.partner}</td>
      </>
    );
  const known = row.role === '' || row.role in rosterRoleNames ? [] : [row.role];
  return (
    <>
      <th scope="row">
        <select
          class="govuk-select"
          aria-label="Role"
          value={row.role}
          onInput={(event) => set({ role: event.currentTarget.value })}
        >
          <option value="">Choose a role</option>
          {[...Object.keys(rosterRoleNames), ...known].map((role) => (
            <option key={role} value={role}>
              {roleTitle(role)}
            </option>
          ))}
        </select>
      </th>
      <td>
        <select
          class="govuk-select"
          aria-label={`Partner for ${roleTitle(row.role)}`}
          value={row.partner}
          onInput={(event) => set({ partner: event.currentTarget.value })}
        >
          <option value="">Choose</option>
          {partners.map(({ code }) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      </td>
    </>
  );
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
              <Who {...cells} partners={partners} />
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
