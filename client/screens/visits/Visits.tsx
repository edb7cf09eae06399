import { useState } from 'preact/hooks';
import { signOutVisit, type VisitRow } from '../../../shared/visits.ts';
import { onTablet } from '../../session/home.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { centreId, sees } from '../../session/session.ts';
import { whenWords } from '../../session/now.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { newId } from '../../data/ids.ts';
import { trySubmit } from '../../data/outbox.ts';
import { signInVisit } from '../../../shared/visits.ts';
import { rows } from '../../data/store.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { SignInForm } from './SignInForm.tsx';
import './visits.scss';
import { kindTitles } from './words.ts';

const signOut = async ({ operationId, id: visitId, rowVersion: baseVersion }: VisitRow): Promise<void> => {
  await trySubmit(signOutVisit, { operationId, visitId, baseVersion });
};

/** A new line for the same person: the old one keeps its times. */
const signInAgain = async ({ operationId, centreId: centre, kind, name, organisation, zone }: VisitRow) => {
  const args = { operationId, centreId: centre, visitId: newId(), kind, name, organisation };
  await trySubmit(signInVisit, { ...args, ...(zone ? { zone } : {}) });
};

function Line({ visit }: { visit: VisitRow }) {
  const gone = visit.signedOutAt !== null;
  const words = gone ? 'Sign in again' : 'Sign out';
  const times = `in ${whenWords(visit.signedInAt)}${visit.signedOutAt ? `, out ${whenWords(visit.signedOutAt)}` : ''}`;
  return (
    <li class="line-card">
      <div class="grow">
        <p>
          <strong>{visit.name}</strong> {visit.organisation}
        </p>
        <p class="quiet">{[kindTitles[visit.kind], visit.zone, times].filter(Boolean).join(' · ')}</p>
      </div>
      <Button
        kind="secondary"
        aria-label={`${words}: ${visit.name}`}
        acts={async () => (gone ? signInAgain(visit) : signOut(visit))}
      >
        {words}
      </Button>
    </li>
  );
}

function Head({ inside, onSign }: { inside: number; onSign: () => void }) {
  const words = inside === 1 ? '1 person here who is not a guest' : `${inside} people here who are not guests`;
  const actions = (
    <>
      <Button icon="plus" onClick={onSign}>
        Sign in
      </Button>
      <ButtonLink kind="secondary" icon="flame" href={`${centrePath.value}/roll-call`}>
        Roll call
      </ButtonLink>
    </>
  );
  if (!onTablet.value) return <PageHead title="Sign-in book" note={words} actions={actions} />;
  return (
    <header class="row wrap row--between gap-12 below-18">
      <div>
        <h1 class="size-28">Sign-in book</h1>
        <p class="quiet">{words}</p>
      </div>
      <div class="btn-row">{actions}</div>
    </header>
  );
}

function Book() {
  const [signing, sign] = useState(false);
  const here = rows.visit.value.filter((it) => it.centreId === centreId.value);
  const inside = here.filter((it) => it.signedOutAt === null).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const out = here
    .filter((it) => it.signedOutAt !== null)
    .toSorted((a, b) => ((a.signedOutAt ?? '') > (b.signedOutAt ?? '') ? -1 : 1));
  const head = <Head inside={inside.length} onSign={() => sign(true)} />;
  return (
    <>
      {!onTablet.value && head}
      <div class="visits">
        {onTablet.value && head}
        {inside.length === 0 && (
          <EmptyState title="Nobody is signed in yet">
            Staff, interpreters and visitors sign in here, so that a roll call can wait for them.
          </EmptyState>
        )}
        <ul class="stack-list">
          {inside.map((it) => (
            <Line key={it.id} visit={it} />
          ))}
        </ul>
        {out.length > 0 && (
          <details class="above-22">
            <summary class="semi">Signed out: {out.length}</summary>
            <ul class="stack-list">
              {out.map((it) => (
                <Line key={it.id} visit={it} />
              ))}
            </ul>
          </details>
        )}
        {signing && <SignInForm onClose={() => sign(false)} />}
      </div>
    </>
  );
}

function Shown() {
  if (sees('onSite') !== 'full')
    return <EmptyState title="The sign-in book is kept at the centre">Ask the centre’s lead.</EmptyState>;
  return <Book />;
}

/** Everyone at the centre who is not a guest. */
export function Visits() {
  const book = <Waiting>{() => <Shown />}</Waiting>;
  if (!onTablet.value) return <div class="visits-page">{book}</div>;
  return (
    <>
      <main class="visits-page" id="main" tabIndex={-1}>
        {book}
      </main>
      <TabletNav />
    </>
  );
}
