import type { BreakdownView, CountView } from '../../../shared/counts.ts';
import { SMALLEST_GROUP, SMALLEST_SHOWN } from '../../../shared/disclosure.ts';
import { languageName } from '../../parts/people/words.ts';
import { rows } from '../../data/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { cameInWords, isHidden } from './words.ts';

const titles: Record<string, string> = {
  male: 'Male',
  female: 'Female',
  unknown: 'Other, or not asked',
  adult: 'Adults',
  child: 'Child, or not sure',
  other: 'Others, not told apart',
};

/** What a cell is about: a language goes by its name. */
export const cellTitle = (key: string): string => titles[key] ?? languageName(key);

function Cell({ name, count }: { name: string; count: CountView }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="num strong">
        {isHidden(count) && <Icon name="lock" size={15} label="Hidden" />} {count.text}
      </td>
    </tr>
  );
}

type Cells = BreakdownView['sex'];

/** Nobody without a recorded sex is nothing to tell. */
const isShown = ({ key, count }: Cells[number]): boolean => key !== 'unknown' || count.value !== 0;

const Cells = ({ cells }: { cells: Cells }) => (
  <tbody>
    {cells.filter(isShown).map(({ key, count }) => (
      <Cell key={key} name={cellTitle(key)} count={count} />
    ))}
  </tbody>
);

const isRough = ({ sex, age, languages }: BreakdownView): boolean =>
  [...sex, ...age, ...languages].some(({ count }) => count.kind !== 'exact');

/** Who came in, by groups; never per arrival, and not who is still here. */
export function CameIn() {
  const [sent] = rows.operationCounts.value;
  if (!sent) return null;
  const view = sent.breakdown;
  return (
    <Panel title="Who came in" hint={view ? cameInWords(view) : undefined}>
      {view ? (
        <>
          <table class="came-in size-15">
            <caption class="visually-hidden">People by sex, age and language: {cameInWords(view)}</caption>
            <Cells cells={view.sex} />
            <Cells cells={view.age} />
            {view.languages.length > 0 && <Cells cells={view.languages} />}
          </table>
          {isRough(view) && (
            <p class="quiet size-15">
              A range stands where a number, or the difference of two, could name fewer than {SMALLEST_SHOWN} people. It
              widens with every group.
            </p>
          )}
        </>
      ) : (
        <p class="quiet">Counted on the half hour, in groups of {SMALLEST_GROUP} or more. None is counted yet.</p>
      )}
    </Panel>
  );
}
