import { writeLog } from '../../../shared/log.ts';
import { Form } from '../../forms/Form.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { newId } from '../../data/ids.ts';
import { accessHere, logHere, placeHere } from '../../parts/centres/here.ts';
import { whenWords } from '../../session/now.ts';
import { can } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Numbers } from './Numbers.tsx';

const BEGINS = 'Keyholder phoned';
const opens = `${BEGINS}: comes to open`;
const silent = `${BEGINS}: no answer`;

const useSaid = () =>
  useForm({ draft: () => ({}), sends: () => toSend(writeLog, { ...placeHere.value, entryId: newId(), text: opens }) });

/** Who opens the building is phoned first. What came of it stands in the log, from where it is read back. */
export function Keyholder() {
  const form = useSaid();
  const people = accessHere.value?.keyholders ?? [];
  const said = logHere.value.find((it) => it.text === opens || it.text === silent);
  if (!accessHere.value) return null;
  const notReached = () =>
    void form.submit(() => toSend(writeLog, { ...placeHere.value, entryId: newId(), text: silent }));
  return (
    <li class="call">
      <div class="call__head">
        <h2 class="size-19">1. Keyholder</h2>
        <span class="quiet">to open {accessHere.value.name}</span>
        <Numbers people={people} />
      </div>
      {said && (
        <p class="call__answer">
          <strong class={said.text === opens ? 'ok-text' : 'warn-text'}>
            {said.text === opens ? 'Comes to open' : 'No answer'}
          </strong>
          <span class="quiet">
            {said.author}, {whenWords(said.occurredAt)}
          </span>
        </p>
      )}
      {said?.text !== opens && can('log.write') && (
        <Form of={form} label="What the keyholder said">
          <div class="btn-row">
            <Button type="submit" busy={form.busy}>
              They come to open
            </Button>
            <Button kind="secondary" busy={form.busy} onClick={notReached}>
              No answer
            </Button>
          </div>
        </Form>
      )}
    </li>
  );
}
