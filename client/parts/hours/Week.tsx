import { weekOf } from '../../../shared/hours/words.ts';
import { readHours } from '../../../shared/hours/read.ts';
import './hours.scss';

/** A week at a glance, as the hours were understood; the question where they are not. */
export function Week({ hours }: { hours: string }) {
  const week = weekOf(hours);
  if (!week) {
    const read = readHours(hours);
    return <span class="warn-text">{read.ok ? '' : `${read.words} (written: “${hours}”)`}</span>;
  }
  return (
    <ul class="week">
      {week.map(({ days, hours: open }) => (
        <li key={days}>
          <span class="week__days">{days}</span> <span class={open === 'closed' ? 'quiet' : 'semi'}>{open}</span>
        </li>
      ))}
    </ul>
  );
}
