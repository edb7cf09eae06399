import { dialling } from '../../../shared/dialling.ts';
import { ButtonLink } from '../../ui/button.tsx';

interface Reached {
  name: string;
  phone: string;
}

/** Whom to reach, each a press away on a telephone. */
export function Numbers({ people }: { people: readonly Reached[] }) {
  const known = people.filter((it) => it.phone !== '');
  if (known.length === 0) return <p class="warn-text">No number is known. Ask the duty emergency planner.</p>;
  return (
    <div class="call__numbers">
      {known.map(({ name, phone }) => (
        <ButtonLink key={phone} kind="quiet" icon="phone" href={dialling(phone)}>
          {name} <span class="nowrap">{phone}</span>
        </ButtonLink>
      ))}
    </div>
  );
}
