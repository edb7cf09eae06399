import { useEffect, useState } from 'preact/hooks';
import { CODE_LENGTH, pairingCode } from '../../../shared/tablets.ts';
import type { WallEnd } from '../../../shared/walls.ts';
import { ApiProblem } from '../../data/api.ts';
import { useFound } from '../../forms/useFound.ts';
import { whenWords } from '../../session/now.ts';
import { type Ended, openWall } from '../../session/wallSession.ts';
import { Plain } from '../../shell/Plain.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { refusalWords } from './useOrder.ts';

/** A link from the screen that started the wall brings its code along, behind the `#`. */
const codeInLink = (): string | null => {
  const parsed = pairingCode.safeParse(location.hash.slice(1));
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return parsed.success ? parsed.data : null;
};

function CodeForm() {
  const { answer, errors, find, typed } = useFound();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState('');
  const give = async (text: string): Promise<void> => {
    const parsed = pairingCode.safeParse(text);
    if (!parsed.success) return find([{ id: 'wall-code', text: 'Type the ten letters and digits of the code' }]);
    find([]);
    setBusy(true);
    try {
      await openWall(parsed.data);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      find([{ id: 'wall-code', text: refusalWords(error) }]);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    const brought = codeInLink();
    if (brought) void give(brought);
  }, []);
  return (
    <form
      noValidate
      class="sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void give(code);
      }}
    >
      <ErrorSummary errors={errors} answer={answer} />
      <TextField
        kept={false}
        id="wall-code"
        label="Code of the wall"
        hint="Ten letters and digits, such as MQR7 2HX9 TD"
        value={code}
        error={errors[0]?.text}
        onInput={(text) => {
          setCode(text.toUpperCase().slice(0, CODE_LENGTH + 4));
          typed({ 'wall-code': text });
        }}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
      />
      <Button type="submit" busy={busy}>
        Show it here
      </Button>
    </form>
  );
}

const endWords: Record<WallEnd, string> = {
  command: 'Silver command or a planner ended it',
  screen: 'It was ended at this screen',
  operation: 'The operation was closed',
  starter: 'Whoever started it may not show it any more',
};

/** Where no wall is shown: why, and how one is. */
export function NoWall({ ended }: { ended: Ended | null }) {
  return (
    <Plain title="Wall">
      <h1 class="page-title">{ended ? 'This wall has ended' : 'Show a wall on this screen'}</h1>
      {ended && (
        <p>
          {endWords[ended.by]}, at {whenWords(ended.at)}. Nothing of it is left here.
        </p>
      )}
      <p>
        {ended ? 'To show another, silver' : 'Silver'} command or a planner opens “Walls” in Haven, starts one and reads
        out its code.
      </p>
      <CodeForm />
      <p>
        <a class="tall-link" href="/" target="_top">
          Sign in instead
        </a>
      </p>
    </Plain>
  );
}
