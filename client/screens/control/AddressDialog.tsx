import { dialling } from '../../../shared/dialling.ts';
import { accessHere } from '../../parts/centres/here.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';

/** Which venue the centre is in, for those with a grant to the address. */
export function AddressDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const access = accessHere.value;
  if (!access) return null;
  const items = [
    { term: 'Venue', value: `${access.name} (${access.venueCode})` },
    { term: 'Address', value: `${access.address}, ${access.town}` },
    { term: 'Postcode', value: access.postcode },
    ...access.keyholders.map((it) => ({
      term: 'Keyholder',
      value: (
        <>
          {it.name} · <a href={dialling(it.phone)}>{it.phone}</a>
        </>
      ),
    })),
  ];
  return (
    <Dialog
      about={null}
      open={open}
      title="Where this centre is"
      onClose={onClose}
      foot={<Button onClick={onClose}>Hide</Button>}
    >
      <Facts items={items} />
      <p class="quiet">Say it only to people who must come here. Everyone else knows the centre by its code name.</p>
    </Dialog>
  );
}
