import { lazy } from 'preact-iso';
import { useState } from 'preact/hooks';
import { scanned } from '../../../shared/references.ts';
import { letterHere } from '../../parts/centres/here.ts';
import { mayHaveCamera } from '../../parts/scan/camera.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
import { here, hereUnlisted } from './actions.ts';
import { countHere, type HeadHere, nameOf } from './count.ts';
import { outWords, placeOf } from './words.ts';

const Scanner = lazy(() => import('../../parts/scan/Scanner.tsx').then((m) => m.Scanner));

/** `17` is of the letter most wear here; any other letter is typed. */
const wanted = (text: string): string | null => {
  const it = scanned(/^\s*\d/.test(text) ? `${letterHere.value}${text.trim()}` : text.replace(/^\s*([a-z])\s+/i, '$1'));
  return it && 'reference' in it ? it.reference : null;
};

const wearers = (reference: string): HeadHere[] => {
  const { notSeen, out, seen } = countHere.value;
  return [...notSeen, ...out, ...seen].filter((it) => it.guest?.reference === reference);
};

function NotListed({ reference, onDone }: { reference: string; onDone: (reference: string) => void }) {
  return (
    <Callout tone="info" icon="info" title={`${reference} is on no list here`}>
      <p>Another tablet may have checked them in. If they stand before you, mark the number.</p>
      <Button acts={async () => hereUnlisted(reference).then(() => onDone(reference))}>{reference} is here</Button>
    </Callout>
  );
}

function Match({ reference, onDone }: { reference: string; onDone: (reference: string) => void }) {
  const heads = wearers(reference);
  if (heads.length === 0) return <NotListed reference={reference} onDone={onDone} />;
  return (
    <ul class="head-list">
      {heads.map((it) => (
        <li key={it.id} class="line-card head-row head-row--out">
          <div class="grow">
            <p class="size-19">
              <strong class="size-22">{reference}</strong> {nameOf(it)}
            </p>
            <p class="size-17 quiet">{it.guest?.presence === 'on_site' ? placeOf(it) : outWords(it)}</p>
          </div>
          {it.marks.length > 0 ? (
            <span class="head-row__done">Seen already</span>
          ) : (
            <Button class="head-row__here" acts={async () => here(it).then(() => onDone(reference))}>
              Here
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A scanned wristband is a person before the camera: the one who wears it is marked at once. */
const useBands = () => {
  const [text, type] = useState('');
  const [done, finish] = useState<string[]>([]);
  const marked = (reference: string) => {
    finish((before) => [...before, reference]);
    type('');
  };
  const read = async (reference: string): Promise<void> => {
    const [only, ...more] = wearers(reference);
    if (only && more.length === 0 && only.marks.length === 0) await here(only).then(() => marked(reference));
    else if (only && more.length === 0) marked(reference);
    else type(reference);
  };
  return { text, type, done, marked, read };
};

/** One wristband after another, by camera or by number. */
export function ScanDialog({ onClose }: { onClose: () => void }) {
  const { text, type, done, marked, read } = useBands();
  const reference = wanted(text);
  const last = done.at(-1);
  return (
    <Dialog about={null} open title="Scan wristbands" onClose={onClose} class="scan-bands">
      {mayHaveCamera() && (
        <Scanner
          key={done.length}
          onRead={(it) => {
            if ('reference' in it) void read(it.reference);
          }}
        />
      )}
      <TextField
        id="band"
        label="Number on the wristband"
        hint={`For letter ${letterHere.value} the digits are enough, such as 17`}
        value={text}
        width={10}
        inputMode={/[a-z]/i.test(text) ? 'text' : 'numeric'}
        onInput={type}
      />
      <div role="status">
        {reference && <Match key={reference} reference={reference} onDone={marked} />}
        {!reference && last && <p class="ok-text strong">{last} is marked as here. Next?</p>}
      </div>
    </Dialog>
  );
}
