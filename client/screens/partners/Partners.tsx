import './partners.scss';
import { useState } from 'preact/hooks';
import { finds } from '../../../shared/fold.ts';
import type { PartnerView } from '../../../shared/partners/contract.ts';
import { Template } from '../../parts/imports/Template.tsx';
import { now } from '../../session/now.ts';
import { useQuery } from '../../data/useQuery.ts';
import { desk, useMedia } from '../../ui/useMedia.ts';
import { canRegister } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { columnsOf } from './columns.tsx';
import { Forms, type Doing } from './Forms.tsx';
import { PartnerRecord } from './PartnerRecord.tsx';
import { offersOf, oldestConfirmation, type Partners as Register } from './words.ts';

const isFound = (it: PartnerView, q: string): boolean => finds(q, [it.name, it.code, it.kind]);

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
  const { data, failed, reload } = useQuery('/api/partners', {});
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
          canRegister('partners.import') && (
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
        <section class="panel panel--fill panel--flush partner-list" aria-label="Register">
          <div class="list-bar">
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
          <div class="panel__body">
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
                  <EmptyState
                    title={live.length > 0 ? 'No partner is like that' : 'No partners yet'}
                    action={live.length === 0 && canRegister('partners.import') && <Template of="partners" />}
                  >
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
        <Drawer about={shown.id} open title={shown.name} class="record-drawer" onClose={() => choose(null)}>
          {record}
        </Drawer>
      )}
      {doing && <Forms doing={doing} shown={shown} onClose={() => setDoing(null)} onSaved={reload} />}
    </>
  );
}
