import { isExercise } from '../../shell/parts.tsx';
import { now, whenWords } from '../../session/now.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { plural } from '../../../shared/words.ts';
import { operation } from '../../session/session.ts';
import { dayAndTime } from '../../ui/time.ts';
import { byZone, countHere, type HeadHere, nameOf, titleOf } from './count.ts';
import { ageWords, kindWords, outWords } from './words.ts';

const BLANK_LINES = [1, 2, 3, 4];

const noteOf = ({ guest, visit, shift }: HeadHere): string => {
  if (shift) return 'on the roster, not signed in';
  return visit ? `signed in ${whenWords(visit.signedInAt)}` : (ageWords[guest?.ageBand ?? 'adult'] ?? '');
};

function Line({ head, note }: { head: HeadHere; note: string }) {
  return (
    <tr>
      <td class="print-roll__box">
        <span>{head.marks.length > 0 && '✓'}</span>
      </td>
      <td>
        <strong>{titleOf(head)}</strong>
      </td>
      <td>{nameOf(head)}</td>
      <td>{kindWords[head.kind].one}</td>
      <td>{note}</td>
    </tr>
  );
}

function Lines({ title, heads, note }: { title: string; heads: readonly HeadHere[]; note: (it: HeadHere) => string }) {
  if (heads.length === 0) return null;
  return (
    <table>
      <caption>
        {title} · {heads.length}
      </caption>
      <thead>
        <tr>
          <th scope="col">Seen</th>
          <th scope="col">Wristband or name</th>
          <th scope="col">Called, or from</th>
          <th scope="col">Who</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {heads.map((it) => (
          <Line key={it.id} head={it} note={note(it)} />
        ))}
      </tbody>
    </table>
  );
}

/** The same list on paper, by place, for when there is no tablet. */
export function PrintList() {
  const { notSeen, seen, out, expected } = countHere.value;
  return (
    <div class="print-roll print-only">
      <h1>Roll call list · Centre {centreHere.value?.name}</h1>
      <p>
        {isExercise() ? 'Exercise' : 'Operation'} {operation.value?.codeName} · printed {dayAndTime(now.value)} ·{' '}
        {plural(expected, 'person', 'people')} believed on site
      </p>
      {byZone([...notSeen, ...seen]).map(({ zone, heads }) => (
        <Lines key={zone} title={zone ?? 'Place not said'} heads={heads} note={noteOf} />
      ))}
      <Lines title="Marked as out. Are they here?" heads={out} note={outWords} />
      <table>
        <caption>On no list</caption>
        <tbody>
          {BLANK_LINES.map((it) => (
            <tr key={it}>
              <td class="print-roll__box" aria-label="Seen">
                <span />
              </td>
              <td colSpan={4} aria-label="Who" />
            </tr>
          ))}
        </tbody>
      </table>
      <p>Counted by ______________________ at ________ · seen ______ of {expected}</p>
      <p>This list has names. Give it back to the lead, who destroys it.</p>
    </div>
  );
}
