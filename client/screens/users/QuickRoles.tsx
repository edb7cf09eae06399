import { grantRole, type PlaceItem, staffCentre, type UserItem } from '../../../shared/users.ts';
import { newId } from '../../data/ids.ts';
import { Form } from '../../forms/Form.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { me } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';

interface Offer {
  role: 'manager' | 'silver';
  words: string;
  operationId: string;
  centreId?: string;
}

/** The newest are what somebody is wanted for. */
const MOST = 6;

const offersFor = (user: UserItem, places: readonly PlaceItem[]): Offer[] => {
  const all = places.flatMap((place): Offer[] => [
    ...place.centres.map(({ id, name }) => ({
      role: 'manager' as const,
      words: `Make them manager of Centre ${name}, ${place.codeName}`,
      operationId: place.id,
      centreId: id,
    })),
    { role: 'silver', words: `Give them silver command of ${place.codeName}`, operationId: place.id },
  ]);
  const held = ({ role, operationId, centreId }: Offer): boolean =>
    user.grants.some(
      (it) => it.role === role && it.operationId === operationId && (it.centreId ?? undefined) === centreId,
    );
  return all.filter((it) => !held(it)).slice(0, MOST);
};

/** Nobody gives an address that they do not hold; whoever may give any role decides it in the form. */
const ownAddress = (): boolean => me.value?.grants.some((it) => it.operationId === null && it.address) ?? false;

export interface QuickRolesProps {
  user: UserItem;
  places: readonly PlaceItem[];
  all: boolean;
  onDone: () => void;
}

/** A place in an operation in one press, without an end: it can be taken back. */
export function QuickRoles({ user, places, all, onDone }: QuickRolesProps) {
  const offers = offersFor(user, places);
  const [first] = offers;
  const sendsAs = ({ words: _words, ...offer }: Offer) => {
    const grant = { userId: user.id, grantId: newId(), ...offer, address: ownAddress() };
    return all ? toSend(grantRole, grant) : toSend(staffCentre, grant);
  };
  const form = useForm({ draft: () => ({}), sends: () => (first ? sendsAs(first) : null), onDone });
  if (!first || user.state === 'disabled' || user.state === 'by_pin') return null;
  return (
    <Form of={form} label="In one press">
      <div class="row wrap">
        {offers.map((it) => (
          <Button
            key={it.words}
            kind="secondary"
            size="small"
            busy={form.busy}
            onClick={() => void form.submit(() => sendsAs(it))}
          >
            {it.words}
          </Button>
        ))}
      </div>
    </Form>
  );
}
