import { onTablet } from '../../app/home.ts';
import { centreId } from '../../app/session.ts';
import { TabletNav } from '../../app/shell/Tablet.tsx';
import { discard } from '../../data/outbox.ts';
import { type Pending, pending } from '../../data/pending.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState, PageHead } from '../../ui/panel.tsx';
import { clockTime } from '../../ui/time.ts';
import './attention.scss';
import { currentOf, tryAgain } from './current.ts';
import { isStale, whatOf, whyOf } from './words.ts';

function Refused({ it }: { it: Pending }) {
  const what = whatOf(it);
  const now = isStale(it.problem) ? currentOf(it) : null;
  return (
    <li class="attention-item">
      <Icon name="alert" size={26} />
      <div class="grow">
        <h2 class="attention-item__title">{what}</h2>
        <p class="quiet">Said at {clockTime(it.occurredAt)}. Not accepted.</p>
        {whyOf(it.problem).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {now && (
          <p>
            It now says: <b>{now.words}</b>. Look first, then send yours again if it still holds.
          </p>
        )}
      </div>
      <div class="btn-row">
        <Button kind="secondary" icon="refresh" onClick={() => tryAgain(it)}>
          Try again<span class="visually-hidden">: {what}</span>
        </Button>
        <Button kind="secondary" onClick={() => discard(it.id)}>
          Discard<span class="visually-hidden">: {what}</span>
        </Button>
      </div>
    </li>
  );
}

function List() {
  const refused = pending.value.filter((it) => it.state === 'refused');
  if (refused.length === 0) {
    return (
      <EmptyState title="Nothing to sort out.">Anything that is not accepted waits here with its reason.</EmptyState>
    );
  }
  return (
    <>
      <p class="attention-note">Nothing has been lost. Each one needs a person to choose.</p>
      <ul class="stack-list">
        {refused.map((it) => (
          <Refused key={it.id} it={it} />
        ))}
      </ul>
    </>
  );
}

/** What the server did not accept, why, and what can be done. */
export function Attention() {
  if (!onTablet.value) {
    return (
      <>
        <PageHead title="Needs attention" />
        <div class="attention">
          <List />
        </div>
      </>
    );
  }
  return (
    <>
      <main class="stack attention" id="main" tabIndex={-1}>
        <h1 class="page-title">Needs attention</h1>
        <List />
      </main>
      {centreId.value && <TabletNav />}
    </>
  );
}
