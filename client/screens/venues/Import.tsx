import './venues.scss';
import { importVenues } from '../../../shared/venues/contract.ts';
import { ImportFile } from '../../parts/imports/ImportFile.tsx';
import { canRegister } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';

export function Import() {
  return (
    <>
      <PageHead
        title="Import venues"
        actions={
          <ButtonLink kind="secondary" href="/venues">
            Back to venues
          </ButtonLink>
        }
      />
      <div class="columns columns--one">
        <div class="column">
          <Panel title="From a file" fill>
            {canRegister('venues.import') ? (
              <ImportFile
                kind="venues"
                path="/api/venues/import/preview"
                contract={importVenues}
                hint="With the columns of the export. Download it from Venues, or begin with an empty file, and bring it back. Venues are found by their code."
              />
            ) : (
              <EmptyState title="Importing is for emergency planners" />
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
