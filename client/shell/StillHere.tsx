import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { stillHere } from '../session/idle.ts';

/** Said before it signs out. Any touch, in any window, is the answer; the button is for whoever looks for one. */
export function StillHere() {
  if (!stillHere.value) return null;
  return (
    <Banner
      tone="warn"
      assertive
      action={
        <Button kind="secondary" size="small">
          I am here
        </Button>
      }
    >
      Still here? Nobody has touched Haven for 13 minutes. In two minutes it signs out in every window.
    </Banner>
  );
}
