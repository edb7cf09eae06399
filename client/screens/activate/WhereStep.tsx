import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { shownOf } from './Ranked.tsx';
import type { Activation } from './useActivation.ts';
import { VenueMap } from './VenueMap.tsx';
import { Candidates, WhereFoot } from './Where.tsx';

export function WhereStep({ it }: { it: Activation }) {
  const [all, setAll] = useState(false);
  const [map, setMap] = useState(false);
  return (
    <>
      <div class="row row--between below-12">
        <h1 class="page-title" tabIndex={-1}>
          Where?
        </h1>
        <Button kind="secondary" icon="pin" onClick={() => setMap(true)}>
          Map
        </Button>
      </div>
      <Candidates it={it} all={all} />
      <WhereFoot it={it} all={all} onAll={() => setAll(!all)} />
      <Dialog about={null} open={map} title="Venues that fit" class="phone-map" onClose={() => setMap(false)}>
        <VenueMap it={it} shown={shownOf(it, all)} />
      </Dialog>
    </>
  );
}
