import type { ComponentChildren } from 'preact';
import { roleTitle } from '../../../shared/partners/names.ts';
import { LinkButton } from '../../ui/button.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Override, ReadyLate } from './Decide.tsx';
import { callsFor } from './phones.ts';
import type { Register } from './Phones.tsx';
import { headsIn, isShort, venueName } from './shortlist.ts';
import type { RolePreview } from '../../../shared/routes/centres.ts';
import type { Activation } from './useActivation.ts';
import type { Step } from './steps.ts';
import { whenWords } from '../../session/now.ts';

interface RowProps {
  title: ComponentChildren;
  sub: ComponentChildren;
  link: string;
  about: string;
  onGo: () => void;
}

function Row({ title, sub, link, about, onGo }: RowProps) {
  return (
    <li class="check-row">
      <div>
        <div class="size-17">{title}</div>
        <div class="quiet">{sub}</div>
      </div>
      <LinkButton onClick={onGo}>
        {link}
        <span class="visually-hidden"> {about}</span>
      </LinkButton>
    </li>
  );
}

const firstFew = (roles: readonly RolePreview[]): string =>
  roles
    .slice(0, 4)
    .map((it) => `${roleTitle(it.role)} ${it.coverage.words.replace(/^\w/, (letter) => letter.toLowerCase())}`)
    .join(', ');

function Warning({ text }: { text: string }) {
  return (
    <span class="warn-text strong">
      <Icon name="alert" size={16} /> {text}
    </span>
  );
}

function Staff({ it, register, go }: { it: Activation; register: Register; go: (step: Step) => void }) {
  const roles = it.ranking.list?.roles ?? [];
  const short = roles.filter(({ coverage }) => isShort(coverage.level));
  const relief = roles.filter(({ coverage }) => coverage.level === 'relief');
  const partners = callsFor(roles, register.data?.items ?? []).length;
  const doors = it.doorsAt ? `Doors ${whenWords(it.doorsAt)}. ` : '';
  const seen = () => go(3);
  return (
    <>
      <Row
        title={`${headsIn(roles)} people from ${partners} partners`}
        sub={`${doors}You phone them: Haven calls no one.`}
        link="See"
        about="who is needed"
        onGo={seen}
      />
      {short.length > 0 && (
        <Row
          title={<Warning text={`Short at doors: ${short.length} ${short.length === 1 ? 'role' : 'roles'}`} />}
          sub={firstFew(short)}
          link="See"
          about="which roles are short"
          onGo={seen}
        />
      )}
      {relief.length > 0 && (
        <Row
          title={<Warning text={`Relief needed: ${relief.length} ${relief.length === 1 ? 'role' : 'roles'}`} />}
          sub={firstFew(relief)}
          link="See"
          about="which roles need relief"
          onGo={seen}
        />
      )}
    </>
  );
}

export function CheckStep({ it, register, go }: { it: Activation; register: Register; go: (step: Step) => void }) {
  const { chosen, draft } = it;
  const venue =
    chosen && chosen.kind !== 'gone' ? `${venueName(chosen.venue)} ${chosen.venue.code}` : 'No venue chosen';
  return (
    <>
      <h1 class="page-title" tabIndex={-1}>
        Check, then stand up
      </h1>
      <ul class="below-14">
        <Row title={`Centre ${it.name}`} sub={venue} link="Change" about="the venue" onGo={() => go(2)} />
        <Row
          title={`${draft.expected ?? 0} people expected`}
          sub={draft.square ? `From ${draft.square}, first at ${draft.time}` : `First at ${draft.time}`}
          link="Change"
          about="who is coming"
          onGo={() => go(1)}
        />
        <Staff it={it} register={register} go={go} />
      </ul>
      <ReadyLate it={it} />
      <Override it={it} />
      <TextArea
        id="reason"
        label="Why this venue?"
        hint="Goes in the decision log"
        rows={3}
        value={draft.reason}
        error={it.errorOf('reason')}
        onInput={(reason) => it.set({ reason })}
      />
    </>
  );
}
