import { staffRoles, type GrantItem } from '../../../shared/users.ts';
import { LinkButton } from '../../ui/button.tsx';
import { placeWords, roleWords, termsWords } from './words.ts';

export interface GrantListProps {
  grants: readonly GrantItem[];
  all: boolean;
  onTakeBack: (grant: GrantItem) => void;
}

const isStaffing = ({ role, operationId }: GrantItem): boolean =>
  operationId !== null && staffRoles.some((it) => it === role);

/** The roles someone holds, each with what may be done about it. */
export function GrantList({ grants, all, onTakeBack }: GrantListProps) {
  if (grants.length === 0)
    return (
      <p class="quiet">No role yet: they can sign in, and see nothing until they are given an operation or a centre.</p>
    );
  return (
    <ul class="rows grant-list">
      {grants.map((it) => (
        <li key={it.id} class="row--between row--top gap-14 grant-list__row">
          <span>
            <strong>{roleWords(it)}</strong>
            <br />
            {placeWords(it)} · <span class="quiet">{termsWords(it)}</span>
          </span>
          {(all || isStaffing(it)) && (
            <LinkButton class="firm" onClick={() => onTakeBack(it)}>
              Take back<span class="visually-hidden"> {roleWords(it)}</span>
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}
