import { useState } from 'preact/hooks';
import { type NeedRow, raiseNeed } from '../../../shared/needs.ts';
import { newId } from '../../data/ids.ts';
import { rows } from '../../data/store.ts';
import { Form } from '../../forms/Form.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { isUntold, standing, standingAdvice, standingSentence } from '../../parts/attention/leadTold.ts';
import { placeHere } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { whenWords } from '../../session/now.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
import './getLead.scss';

/** What the lead reads before anything else. */
const CALL = 'The lead is wanted';

/** How far the call has come, as it is known and no further. */
function Called({ need, onAgain }: { need: Pick<NeedRow, 'id'>; onAgain: () => void }) {
  const it = standing(need.id);
  const raised = rows.need.value.find(({ id }) => id === need.id)?.raisedAt;
  return (
    <Callout tone={isUntold(it) ? 'alert' : 'info'} icon="bell" title={standingSentence(it)}>
      <p>{standingAdvice(it) || 'Stay where you said, if you can.'}</p>
      {raised && (
        <p class="quiet">Asked at {whenWords(raised)}. Nobody is telephoned by this: it shows on their screen.</p>
      )}
      <Button kind="secondary" class="above-10" onClick={onAgain}>
        Ask for something else
      </Button>
    </Callout>
  );
}

function Ask({ onAsked }: { onAsked: (needId: string) => void }) {
  const [needId] = useState(newId);
  const form = useForm({
    draft: () => ({ where: '' }),
    faults: ({ where }) => ({ where: where.trim() === '' && 'Say where you are, so that they find you' }),
    sends: ({ where }) =>
      toSend(raiseNeed, {
        ...placeHere.value,
        needId,
        // The kind that says least: everybody on duty can read it.
        kind: 'follow_up',
        priority: 'P1',
        note: `${CALL}: ${where.trim()}`,
      }),
    onDone: () => onAsked(needId),
  });
  return (
    <Form of={form} label="Get the lead">
      <TextField
        {...form.field('where', 'lead-where')}
        label="Where are you?"
        hint="Such as: front door, Hall A. Everybody on duty can read it: no names, nothing told in confidence."
        maxLength={80}
      />
      <Button type="submit" icon="bell" full busy={form.busy}>
        Ask for the lead
      </Button>
    </Form>
  );
}

function Page() {
  const [asked, ask] = useState<string | null>(null);
  return (
    <div class="get-lead pile gap-18">
      <h1 class="size-28">Get the lead</h1>
      <Callout tone="warn" icon="alert" title="Somebody in danger, or very unwell">
        <p>Call 999 first. Shout for help. Then ask here.</p>
      </Callout>
      {asked === null ? <Ask onAsked={ask} /> : <Called need={{ id: asked }} onAgain={() => ask(null)} />}
    </div>
  );
}

/** Asks the lead of the centre to come, and says how far that has got. */
export function GetLead() {
  return (
    <>
      <main class="stack" id="main" tabIndex={-1}>
        <Waiting>{() => <Page />}</Waiting>
      </main>
      <TabletNav />
    </>
  );
}
