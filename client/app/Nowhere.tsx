import { holds, isLead, me, roleTitle } from '../session/session.ts';

/** Who can give them what they need: on the floor that is the lead, whom they know. */
const whom = (): string => (isLead() || !holds('volunteer') ? 'the planner' : 'the lead of your centre');

/** Why there is no screen, with a way back. `of`: what it would have been, where it is not for them. */
export function Nowhere({ of }: { of: string | null }) {
  return (
    <div class="sheet">
      <div class="sheet-main">
        <h1 class="page-title">{of === null ? 'Nothing here' : 'Not for your role'}</h1>
        <p>
          {of === null
            ? 'The address may be wrong, or what it led to may not be yours to open. Nothing is lost.'
            : `“${of}” does not open for you here: you are signed in as ${me.value?.name ?? ''}, ${roleTitle.value}. If you need it, ask ${whom()}.`}{' '}
          <a href="/">Go to the start</a>
        </p>
      </div>
    </div>
  );
}
