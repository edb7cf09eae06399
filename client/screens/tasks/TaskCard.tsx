import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { NeedClock } from '../../parts/needs/NeedClock.tsx';
import { pictureOf } from '../../parts/needs/needPictures.ts';
import { isPartial } from '../../data/partial.ts';
import { whenWords } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Priority } from '../../ui/tag.tsx';
import { Pictogram } from '../../ui/pictograms.tsx';
import { finish, take } from './actions.ts';
import type { Task } from './lists.ts';

function Where({ guest }: { guest: Task['guest'] }) {
  if (!guest) return <span class="row-card__sub phone-size-16">For the whole centre</span>;
  if (isPartial(guest))
    return <span class="row-card__sub phone-size-16">{[guest.reference, guest.zone].filter(Boolean).join(' · ')}</span>;
  return (
    <span class="row-card__sub phone-size-16">
      {[guest.reference, guest.zone].filter(Boolean).join(' · ')} · <LanguageName tag={guest.language} />
    </span>
  );
}

interface TaskCardProps {
  task: Task;
  mine: boolean;
  chosen: boolean;
  onOpen: () => void;
}

/** One task: its words open it, its button does the likeliest thing. */
export function TaskCard({ task, mine, chosen, onOpen }: TaskCardProps) {
  const { need, detail, title, guest } = task;
  const which = `${title}, ${guest?.reference ?? whenWords(need.raisedAt)}`;
  return (
    <li class={classes('row-card task-card', chosen && 'task-card--chosen')}>
      <button type="button" class="task-card__open" aria-pressed={chosen} onClick={onOpen}>
        <Pictogram name={pictureOf(detail.kind)} size={48} />
        <span class="row-card__text">
          <span class="row-card__title phone-size-17">
            {need.priority === 'P1' && <Priority level="P1" small />} {title}
          </span>
          <Where guest={guest} />
        </span>
        <NeedClock need={need} />
      </button>
      {mine && need.state !== 'open' ? (
        <Button class="task-card__do on-portrait firm" acts={async () => finish(need, 'met')}>
          Done<span class="visually-hidden">: {which}</span>
        </Button>
      ) : (
        <Button class="task-card__do on-portrait firm" kind="secondary" acts={async () => take(need)}>
          Take<span class="visually-hidden">: {which}</span>
        </Button>
      )}
    </li>
  );
}
