import { readNumber } from '../../ui/readNumber.ts';
import type { PartnerView } from '../../../shared/partners/contract.ts';
import { roleTitle, rosterRoleNames } from '../../../shared/partners/names.ts';
import { scalingKinds, scalingOf, sizeKeys, type DraftRow } from './plan.ts';

export interface CellsProps {
  row: DraftRow;
  name: string;
  editable: boolean;
  set: (change: Partial<DraftRow>) => void;
}

export function Heads({ row, name, editable, set }: CellsProps) {
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
              onInput={(event) => set({ [size]: readNumber(event.currentTarget.value) })}
            />
          ) : (
            <span class="strong">{row[size]}</span>
          )}
        </td>
      ))}
    </>
  );
}

export function Scales({ row, name, editable, set }: CellsProps) {
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
          onInput={(event) => set({ scalesWith: scalingOf(kind, readNumber(event.currentTarget.value) ?? 0) })}
        />
      )}
    </td>
  );
}

interface WhoProps extends CellsProps {
  /** Its row, from 1. */
  place: number;
  partners: readonly PartnerView[];
}

export function Who({ row, editable, set, place, partners }: WhoProps) {
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
          aria-label={`Role in row ${place}`}
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
          aria-label={`Partner in row ${place}`}
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
