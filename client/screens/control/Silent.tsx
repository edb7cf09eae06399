import { centreHere, centrePath } from '../../parts/centres/here.ts';
import { useSilentTablets } from '../../parts/centres/useSilentTablets.ts';
import { listed } from '../../../shared/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { ButtonLink } from '../../ui/button.tsx';

/** Names the tablets that have not been heard from, to whoever may see them. */
export function Silent() {
  const silent = useSilentTablets(centreHere.value?.id ?? '');
  if (silent.length === 0) return null;
  return (
    <Banner
      tone="warn"
      icon="wifi-off"
      action={
        <ButtonLink kind="secondary" size="small" href={`${centrePath.value}/tablets`}>
          Tablets
        </ButtonLink>
      }
    >
      <strong>{listed(silent)}.</strong> What is said there may not have been sent. Bring{' '}
      {silent.length === 1 ? 'it' : 'them'} to where there is signal.
    </Banner>
  );
}
