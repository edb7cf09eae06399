import { draft } from './draft.ts';
import { FindStep } from './FindStep.tsx';
import { WristbandStep } from './WristbandStep.tsx';

/** The two steps about wristbands: which to use, and whose came back. */
export function Bands() {
  return draft.value.step === 'find' ? <FindStep /> : <WristbandStep />;
}
