import type { AttentionItem } from '../../../shared/attention.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { emptyWords, type Field, fieldTitles, heldBy, rowsOf, valueWords } from './values.ts';
import { NOW } from './words.ts';
import { whenWords } from '../../session/now.ts';

function Value({ field, place }: { field: Field; place: number }) {
  const words = valueWords(field.name, field.values[place]);
  return (
    <>
      {field.differs && <Icon name="alert" size={17} label="Differs:" />}
      {words === null ? <span class="quiet">{emptyWords(field.name)}</span> : words}
    </>
  );
}

/** The same whether anything is behind it or not. */
function Locked({ field, across }: { field: Field; across: number }) {
  return (
    <td colSpan={across} class="semi locked">
      <Icon name="lock" size={16} /> {heldBy(field.name)}
    </td>
  );
}

function Rows({ field, across }: { field: Field; across: number }) {
  const hasValue = field.values.some((it) => it !== null && it.length > 0);
  const places = Array.from({ length: across }, (_, place) => place);
  return (
    <>
      <tr class={classes(field.differs && 'is-differing')}>
        <th scope="row" rowSpan={field.locked && hasValue ? 2 : 1}>
          {fieldTitles[field.name]}
        </th>
        {field.locked && !hasValue ? (
          <Locked field={field} across={across} />
        ) : (
          places.map((place) => (
            <td key={place}>
              <Value field={field} place={place} />
            </td>
          ))
        )}
      </tr>
      {field.locked && hasValue && (
        <tr>
          <Locked field={field} across={across} />
        </tr>
      )}
    </>
  );
}

/** What was said besides; nothing stands against it. */
function More({ label, value, across }: AttentionItem['more'][number] & { across: number }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td colSpan={across}>{value ?? <span class="quiet">not said</span>}</td>
    </tr>
  );
}

/** Of two answers: the one that came too late, and what stood against it. */
const roleOf = ({ settledAt }: AttentionItem, place: number): string =>
  ['This tablet said', settledAt ? 'It said then' : 'It says now'][place] ?? '';

/** What each side says, field by field; a difference has a sign as well as a tint. */
export function Sides({ item }: { item: AttentionItem }) {
  if ((item.fields.length === 0 && item.more.length === 0) || item.sides.length === 0) return null;
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
              {item.kind === 'conflict' && <span class="block quiet">{roleOf(item, place)}</span>}
              {it.who !== NOW && <span class="block strong">{it.who}</span>}
              {it.at && <span class="quiet">{whenWords(it.at)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(item.fields).map((field) => (
          <Rows key={field.name} field={field} across={item.sides.length} />
        ))}
        {item.more.map((it, place) => (
          <More key={place} {...it} across={item.sides.length} />
        ))}
      </tbody>
    </table>
  );
}
