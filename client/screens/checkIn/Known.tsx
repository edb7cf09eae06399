import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { draft, go, referenceNow, wearer } from './draft.ts';

/** Warns of a number that somebody wears already, and never refuses it. */
export function Known() {
  const { reference, saved } = draft.value;
  if (reference === null || saved || !wearer(referenceNow.value)) return null;
  return (
    <output class="block below-14">
      <Callout tone="warn" icon="alert" title={`${reference} is already here. Came back?`}>
        <p>If this is somebody else, look at the number on the band. You can carry on either way.</p>
        <div class="btn-row above-10">
          <Button kind="secondary" size="small" onClick={() => go('find')}>
            They came back
          </Button>
          <Button kind="secondary" size="small" onClick={() => go('wristband')}>
            Change wristband
          </Button>
        </div>
      </Callout>
    </output>
  );
}
