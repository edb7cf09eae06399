import { listed } from '../../../shared/words.ts';
import { slotsHere } from '../../parts/centres/here.ts';
import { Icon } from '../../ui/icons.tsx';
import { countHere, shiftTitle } from './count.ts';

const count = (n: number, words: string): string[] => (n > 0 ? [`${n} ${words}`] : []);

/** `British Red Cross, welfare: 2`, one line a shift. */
const notSigned = (): string[] => {
  const lines = new Map<string, number>();
  for (const { shift } of countHere.value.differs.unsigned) {
    const who = shiftTitle(shift);
    lines.set(who, (lines.get(who) ?? 0) + 1);
  }
  return [...lines].map(([who, n]) => `${who}: ${n}`);
};

const onNoRoster = (): string[] =>
  countHere.value.differs.unrostered.map((it) => [it.name, it.organisation].filter(Boolean).join(', '));

function Side({ title, lines, more }: { title: string; lines: readonly string[]; more: string }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p class="strong above-10">{title}</p>
      <ul class="points">
        {lines.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      <p class="quiet">{more}</p>
    </>
  );
}

/** Where the roster and the sign-in book say different things of who is on site. Nothing where there is no roster. */
export function Differs() {
  const { unsigned, unrostered } = countHere.value.differs;
  const kept = slotsHere.value.some((it) => it.state !== 'stood_down');
  if (!kept || unsigned.length + unrostered.length === 0) return null;
  const words = [...count(unsigned.length, 'not signed in'), ...count(unrostered.length, 'on no roster')];
  return (
    <details class="call-differs">
      <summary class="semi">
        <Icon name="alert" size={18} /> Roster and sign-in book differ: {listed(words)}
      </summary>
      <Side
        title="On site by the roster, not in the sign-in book"
        lines={notSigned()}
        more="They are counted, and waited for. Ask whoever leads their group."
      />
      <Side
        title="In the sign-in book, on no roster that is on site"
        lines={onNoRoster()}
        more="They are counted too. One of them may be somebody of the roster whose organisation was written differently: ask, so that nobody is looked for twice."
      />
    </details>
  );
}
