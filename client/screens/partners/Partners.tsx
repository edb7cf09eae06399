import './partners.scss';
import { useState } from 'preact/hooks';
import { importPartners, type CapacityView, type PartnerView } from '../../../shared/partners.ts';
import { now } from '../../app/now.ts';
import { ImportFile } from '../../app/parts/ImportFile.tsx';
import { useLoad } from '../../app/parts/useLoad.ts';
import { desk, useMedia } from '../../app/parts/useMedia.ts';
import { can } from '../../app/session.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState, FailedPanel, LoadingBars, PageHead, Panel } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ArchivePartner } from './ArchivePartner.tsx';
import { OfferForm } from './OfferForm.tsx';
import { PartnerForm } from './PartnerForm.tsx';
import { PartnerRecord } from './PartnerRecord.tsx';
import { hoursWords, offersOf, oldestConfirmation, totalHeads, type Partners as Register } from './words.ts';

export function Confirmed({ offers }: { offers: readonly CapacityView[] }) {
  const found = oldestConfirmation(offers, now.value);
  if (!found) return <span class="quiet">nothing offered</span>;
  return found.stale ? (
    <Tag tone="warn" icon="clock">
      {found.words}
    </Tag>
  ) : (
    <span class="quiet">{found.words}</span>
  );
}

const columnsOf = (register: Register): Column<PartnerView>[] => [
  {
    key: 'name',
    head: 'Partner',
    cell: (it) => (
      <>
        <span class="strong">{it.name}</span> <span class="quiet">{it.code}</span>
      </>
    ),
  },
  { key: 'kind', head: 'Kind', optional: true, cell: (it) => it.kind },
  { key: 'hours', head: 'Hours', optional: true, cell: (it) => hoursWords(it.hours) },
  {
    key: 'roles',
    head: 'Roles',
    align: 'end',
    cell: (it) => offersOf(register, it.code).filter(({ heads }) => heads > 0).length,
  },
  {
    key: 'heads',
    head: 'People',
    align: 'end',
    cell: (it) => <span class="strong">{totalHeads(offersOf(register, it.code))}</span>,
  },
  { key: 'confirmed', head: 'Confirmed', cell: (it) => <Confirmed offers={offersOf(register, it.code)} /> },
];

export type Doing =
  | { what: 'add' | 'edit' | 'archive' | 'importPartners' | 'importCapacities' }
  | { what: 'offer'; offer: CapacityView | null };

interface Open {
  doing: Doing;
  shown: PartnerView | null;
  onClose: () => void;
  onSaved: () => void;
}

function Import({ capacities, onClose, onSaved }: { capacities: boolean; onClose: () => void; onSaved: () => void }) {
  return (
    <Drawer open title={capacities ? 'Import capacity' : 'Import partners'} class="partner-import" onClose={onClose}>
      <ImportFile
        path={capacities ? '/api/partners/capacities/import/preview' : '/api/partners/import/preview'}
        contract={importPartners}
        hint={
          capacities
            ? 'partner, role, heads, callout_minutes, max_hours, languages, confirmed_on'
            : 'code, name, kind, hours, contact, contact_phone, contact_email, deputy, deputy_phone'
        }
        onDone={onSaved}
      />
    </Drawer>
  );
}

function Forms({ doing, shown, onClose, onSaved }: Open) {
  const closing = { onClose, onSaved: () => (onClose(), onSaved()) };
  if (doing.what === 'importPartners' || doing.what === 'importCapacities')
    return <Import capacities={doing.what === 'importCapacities'} onClose={onClose} onSaved={onSaved} />;
  if (doing.what === 'add') return <PartnerForm partner={null} {...closing} />;
  if (!shown) return null;
  if (doing.what === 'offer') return <OfferForm partner={shown} offer={doing.offer} {...closing} />;
  if (doing.what === 'archive') return <ArchivePartner partner={shown} {...closing} />;
  return <PartnerForm partner={shown} {...closing} />;
}

const isFound = (it: PartnerView, q: string): boolean =>
  `${it.name} ${it.code} ${it.kind}`.toLowerCase().includes(q.trim().toLowerCase());

function Stale({ register }: { register: Register | null }) {
  const stale = (register?.items ?? []).filter(
    (it) => !it.archivedAt && oldestConfirmation(offersOf(register as Register, it.code), now.value)?.stale,
  ).length;
  if (stale === 0) return null;
  return (
    <Tag tone="warn" icon="clock">
      {stale} not confirmed for six months
    </Tag>
  );
}

export function Partners() {
  const { data, failed, reload } = useLoad<Register>('/api/partners');
  const [chosen, choose] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [q, setQ] = useState('');
  const wide = useMedia(desk);
  const live = (data?.items ?? []).filter((it) => !it.archivedAt);
  const rows = live.filter((it) => isFound(it, q));
  const shown = live.find((it) => it.id === chosen) ?? (wide ? (rows[0] ?? null) : null);
  const record = shown && data && <PartnerRecord partner={shown} offers={offersOf(data, shown.code)} onDo={setDoing} />;
  return (
    <>
      <PageHead
        title="Partners"
        tags={<Stale register={data} />}
        actions={
          can('partners.import') && (
            <>
              <Button kind="secondary" onClick={() => setDoing({ what: 'importPartners' })}>
                Import partners
              </Button>
              <Button kind="secondary" onClick={() => setDoing({ what: 'importCapacities' })}>
                Import capacity
              </Button>
              <Button icon="plus" onClick={() => setDoing({ what: 'add' })}>
                Add a partner
              </Button>
            </>
          )
        }
      />
      <div class={wide ? 'columns columns--side' : 'columns columns--one'}>
        <section class="panel panel--fill partner-list" aria-label="Register">
          <div class="partner-list__search">
            <TextField
              id="partner-search"
              label="Search partners"
              hideLabel
              type="search"
              icon="search"
              placeholder="Name, code or kind"
              value={q}
              onInput={setQ}
            />
            <output class="quiet">{data && `${rows.length} of ${live.length}`}</output>
          </div>
          <div class="partner-list__body">
            {failed && !data && <FailedPanel title="The partners could not be read" onRetry={reload} />}
            {!data && !failed && <LoadingBars rows={8} />}
            {data && (
              <DataTable
                caption="Partners"
                columns={columnsOf(data)}
                rows={rows}
                rowKey={(it) => it.id}
                selected={shown?.id ?? null}
                onOpen={(it) => choose(it.id)}
                empty={
                  <EmptyState title={live.length > 0 ? 'No partner is like that' : 'No partners yet'}>
                    Organisations that send people, and how many, stand here.
                  </EmptyState>
                }
              />
            )}
          </div>
        </section>
        {wide && (
          <div class="column">
            {record || (
              <Panel fill title="Partner">
                <EmptyState title="Choose a partner to see what it can send" />
              </Panel>
            )}
          </div>
        )}
      </div>
      {!wide && record && !doing && (
        <Drawer open title={shown.name} class="partner-drawer" onClose={() => choose(null)}>
          {record}
        </Drawer>
      )}
      {doing && <Forms doing={doing} shown={shown} onClose={() => setDoing(null)} onSaved={reload} />}
    </>
  );
}
