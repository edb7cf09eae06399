import './settings.scss';
import { useQuery } from '../../data/useQuery.ts';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { SettingForm } from './SettingForm.tsx';

/** The planning assumptions a council sets for itself. */
export function Settings() {
  const { data, failed, reload } = useQuery('/api/settings', {});
  return (
    <>
      <PageHead title="Settings" note="Planning assumptions. Each change counts at once, everywhere." />
      {failed && !data && failed.body.status === 404 && (
        <EmptyState title="Settings are for planners and administrators" />
      )}
      {failed && !data && failed.body.status !== 404 && (
        <FailedPanel title="The settings could not be read" onRetry={reload} />
      )}
      {!data && !failed && <LoadingBars />}
      <div class="columns columns--even">
        {data &&
          [data.items.slice(0, 1), data.items.slice(1)].map((items, column) => (
            <div key={column} class="column">
              {items.map((it) => (
                <SettingForm key={`${it.key} ${it.rowVersion}`} setting={it} onSaved={reload} />
              ))}
            </div>
          ))}
      </div>
    </>
  );
}
