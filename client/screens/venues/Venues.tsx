import './venues.scss';
import { lazy } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { desk, useMedia } from '../../ui/useMedia.ts';
import { useQuery } from '../../data/useQuery.ts';
import { canRegister } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { EmptyState, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Filters } from './Filters.tsx';
import { Archive, Inspect } from './Inspect.tsx';
import { type Doing, Record } from './Record.tsx';
import { useVenues, type Venues as Register } from './useVenues.ts';
import { AddVenue, ChangeVenue } from '../../parts/venues/VenueForm.tsx';
import { Pages, VenueTable } from './VenueTable.tsx';
import { nameOf } from './words.ts';

const VenueMap = lazy(() => import('./VenueMap.tsx').then((m) => m.VenueMap));

function Tallies({ register }: { register: Register }) {
  const { overdue = 0, unsuitable = 0 } = register.data?.tallies ?? {};
  return (
    <>
      {overdue > 0 && (
        <Tag tone="warn" icon="alert">
          {overdue} {overdue === 1 ? 'inspection' : 'inspections'} overdue
        </Tag>
      )}
      {unsuitable > 0 && (
        <Tag tone="alert" icon="cross">
          {unsuitable} unsuitable
        </Tag>
      )}
    </>
  );
}

function Head({
  register,
  onMap,
  map,
  onAdd,
}: {
  register: Register;
  map: boolean;
  onMap: () => void;
  onAdd: () => void;
}) {
  return (
    <PageHead
      title="Venues"
      tags={<Tallies register={register} />}
      actions={
        <>
          {canRegister('venues.import') && (
            <ButtonLink kind="secondary" href="/venues/import">
              Import CSV
            </ButtonLink>
          )}
          <Button kind="secondary" aria-pressed={map} onClick={onMap}>
            {map ? 'List' : 'Map'}
          </Button>
          {canRegister('venues.create') && (
            <Button icon="plus" onClick={onAdd}>
              Add a venue
            </Button>
          )}
        </>
      }
    />
  );
}

function Foot({ register }: { register: Register }) {
  return (
    <div class="row row--between wrap">
      <Pages venues={register} />
      {canRegister('venues.export') && register.data?.items[0]?.access && (
        <span class="quiet">
          Download{' '}
          <a href="/api/venues.csv" download>
            CSV
          </a>{' '}
          or{' '}
          <a href="/api/venues.geojson" download>
            GeoJSON
          </a>{' '}
          (recorded)
        </span>
      )}
    </div>
  );
}

const forms = { inspect: Inspect, change: ChangeVenue, archive: Archive } as const;

/** The chosen venue as it stands now; the first of the list until one is chosen. */
const useChosen = (register: Register, wide: boolean) => {
  const [chosen, choose] = useState<VenueItem | null>(null);
  const fresh = useQuery('/api/venues/:id', chosen ? { id: chosen.id } : null);
  const first = register.data?.items[0];
  useEffect(() => {
    if (wide && first) choose((was) => was ?? first);
  }, [wide, first]);
  const shown = chosen && fresh.data?.id === chosen.id ? fresh.data : chosen;
  return { shown, choose, reload: fresh.reload };
};

export function Venues() {
  const [map, setMap] = useState(false);
  const [adding, setAdding] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const wide = useMedia(desk);
  const register = useVenues(map);
  const { shown, choose, reload } = useChosen(register, wide);
  const saved = () => {
    setAdding(false);
    setDoing(null);
    register.reload();
    reload();
  };
  const Form = doing ? forms[doing] : null;
  const record = shown && <Record venue={shown} onDo={setDoing} />;
  return (
    <>
      <Head register={register} map={map} onMap={() => setMap(!map)} onAdd={() => setAdding(true)} />
      <div class={wide ? 'columns columns--side venues' : 'columns columns--one venues'}>
        <section class="panel panel--fill panel--flush venue-list" aria-label="Register">
          <Filters venues={register} />
          <div class="panel__body pile">
            {map ? (
              <VenueMap venues={register.data?.items ?? []} chosen={shown?.id ?? null} onChoose={choose} />
            ) : (
              <VenueTable
                venues={register}
                chosen={shown?.id ?? null}
                onChoose={choose}
                onAdd={() => setAdding(true)}
              />
            )}
          </div>
          <footer class="panel__foot">
            <Foot register={register} />
          </footer>
        </section>
        {wide && (
          <div class="column">
            {record ?? (
              <Panel fill title="Venue">
                {register.data ? <EmptyState title="Choose a venue to read its record" /> : <LoadingBars />}
              </Panel>
            )}
          </div>
        )}
      </div>
      {!wide && record && !doing && (
        <Drawer about={shown.id} open title={nameOf(shown)} class="record-drawer" onClose={() => choose(null)}>
          {record}
        </Drawer>
      )}
      {Form && shown && <Form venue={shown} onClose={() => setDoing(null)} onSaved={saved} />}
      {adding && <AddVenue onClose={() => setAdding(false)} onSaved={saved} />}
    </>
  );
}
