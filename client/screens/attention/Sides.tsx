import type { AttentionItem } from '../../../shared/attention.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { clockTime } from '../../ui/time.ts';
import { type Field, fieldTitles, heldBy, unsaidWords, valueWords } from './values.ts';

function Value({ field, place }: { field: Field; place: number }) {
  const words = valueWords(field.name, field.values[place]);
  if (field.locked && words === null) return <Locked field={field} />;
  return (
    <>
      {field.differs && <Icon name="alert" size={17} label="Differs:" />}
      {words === null ? <span class="sides__unsaid">{unsaidWords(field.name)}</span> : words}
      {field.locked && <Locked field={field} />}
    </>
  );
}

function Locked({ field }: { field: Field }) {
  return (
    <span class="sides__locked">
      <Icon name="lock" size={15} />
      {heldBy(field.name)}
    </span>
  );
}

/** What each side says, field by field; a difference has a sign as well as a tint. */
export function Sides({ item }: { item: AttentionItem }) {
  if (item.fields.length === 0 || item.sides.length === 0) return null;
  return (
    <table class={classes('sides', item.sides.length === 1 && 'sides--one')}>
      <caption class="visually-hidden">What was said. A sign marks what differs.</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">About</span>
          </th>
          {item.sides.map((it, place) => (
            <th key={place} scope="col">
              <span class="sides__who">{it.who}</span>
              {it.at && <span class="sides__at">{clockTime(it.at)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {item.fields.map((field) => (
          <tr key={field.name} class={classes(field.differs && 'is-differing', field.locked && 'is-locked')}>
            <th scope="row">{fieldTitles[field.name]}</th>
            {item.sides.map((_, place) => (
              <td key={place}>
                <Value field={field} place={place} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
