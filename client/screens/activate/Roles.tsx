import type { PartnerView } from '../../../shared/partners/contract.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import { Icon } from '../../ui/icons.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { headsIn, isShort } from './shortlist.ts';
import type { RolePreview, Strip as StripData } from '../../../shared/routes/centres.ts';
import { Strip } from './Strip.tsx';
import type { Activation } from './useActivation.ts';
import { whenWords } from '../../session/now.ts';

const partnerNames = (codes: readonly string[], partners: readonly PartnerView[]): string =>
  codes.map((code) => partners.find((it) => it.code === code)?.name ?? code).join(', ');

function Cover({ strip }: { strip: StripData }) {
  if (strip.level === 'covered') {
    return (
      <span class="size-13 nowrap ok-text">
        <Icon name="check" size={14} /> {strip.words}
      </span>
    );
  }
  if (strip.level === 'relief') return <span class="size-13 nowrap quiet">{strip.words}</span>;
  return (
    <span class="size-13 nowrap warn-text">
      <Icon name="alert" size={14} /> {strip.words}
    </span>
  );
}

function RoleRow({ it, partners }: { it: RolePreview; partners: readonly PartnerView[] }) {
  const names = partnerNames(it.partners, partners);
  return (
    <tr>
      <th scope="row" title={`${roleTitle(it.role)}, ${names}: ${it.why}`}>
        <b>{roleTitle(it.role)}</b> <span class="quiet">{it.partners.join(', ')}</span>
      </th>
      <td class="is-end">
        <b>{it.heads}</b>
      </td>
      <td class="nowrap off-phone">
        <Strip strip={it.coverage} />
      </td>
      <td>
        <Cover strip={it.coverage} />
      </td>
    </tr>
  );
}

/** Each role with how many, a day of cover, and the first shortage in words. */
export function RoleTable({ it, partners }: { it: Activation; partners: readonly PartnerView[] }) {
  const roles = it.ranking.list?.roles;
  if (!roles) return <LoadingBars label="Working out the roles" rows={6} />;
  return (
    <table class="table roles">
      <caption class="visually-hidden">Who we need, and how long partners say they can cover</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col" class="is-end">
            Need
          </th>
          <th scope="col" class="off-phone">
            24 h of cover
          </th>
          <th scope="col">At doors, and later</th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <RoleRow key={role.role} it={role} partners={partners} />
        ))}
      </tbody>
    </table>
  );
}

export function StripKey({ it }: { it: Activation }) {
  const short = (it.ranking.list?.roles ?? []).filter(({ coverage }) => isShort(coverage.level)).length;
  return (
    <p class="row gap-6 caption">
      <span class="strip-key__mark strip-key__mark--covered" /> covered
      <span class="strip-key__mark strip-key__mark--some" /> some
      <span class="strip-key__mark" /> nobody
      {short > 0 && (
        <span class="aside semi warn-text">
          <Icon name="alert" size={14} /> {short} {short === 1 ? 'role' : 'roles'} short at doors
        </span>
      )}
    </p>
  );
}

/** How many people, and when the doors open. */
export function RolesTotal({ it }: { it: Activation }) {
  const roles = it.ranking.list?.roles;
  if (!roles || !it.doorsAt) return null;
  return (
    <span>
      <b>{headsIn(roles)}</b> people a shift · doors open <b>{whenWords(it.doorsAt)}</b>
    </span>
  );
}

/** ③ Who we need. */
export function Roles({ it, partners }: { it: Activation; partners: readonly PartnerView[] }) {
  return (
    <Panel
      title="Who we need"
      step={3}
      flush
      class="who-we-need"
      actions={<RolesTotal it={it} />}
      foot={<StripKey it={it} />}
    >
      <RoleTable it={it} partners={partners} />
    </Panel>
  );
}
