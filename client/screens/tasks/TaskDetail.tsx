import { useState } from 'preact/hooks';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { clockRuns, groupWords } from '../../parts/needs/needBoard.ts';
import { pictureOf } from '../../parts/needs/needPictures.ts';
import { now } from '../../session/now.ts';
import { isPartial } from '../../data/partial.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Pictogram } from '../../ui/pictograms.tsx';
import { leftWords } from '../../ui/duration.ts';
import { finish, take } from './actions.ts';
import { HandBack, type HandBackReason } from './HandBack.tsx';
import type { Task } from './lists.ts';

const whoOf = ({ guest, name }: Task) =>
  guest ? (
    <>
      {guest.reference}
      {name && (
        <span class="plain">
          {' '}
          likes to be called <b>{name}</b>
        </span>
      )}
    </>
  ) : (
    'The whole centre'
  );

const factsOf = (task: Task) => {
  const { guest, detail } = task;
  const language = guest && !isPartial(guest) ? guest.language : null;
  const notes = detail.note?.split('\n').filter(Boolean) ?? [];
  return [
    { term: 'Who', value: whoOf(task) },
    ...(guest ? [{ term: 'Where', value: guest.zone ?? 'Not said. Ask at the desk' }] : []),
    ...(language
      ? [
          {
            term: 'Language',
            value: <LanguageName tag={language} />,
          },
        ]
      : []),
    ...notes.map((note) => ({ term: 'Note', value: note })),
  ];
};

function Actions({ task }: { task: Task }) {
  const [why, ask] = useState<HandBackReason | null>(null);
  const { need } = task;
  return (
    <div class="push-down">
      <Button size="main" icon="check" full acts={async () => finish(need, 'met')}>
        Done
      </Button>
      <div class="btn-row btn-row--even">
        <Button kind="secondary" acts={async () => finish(need, 'declined')}>
          They said no
        </Button>
        <Button kind="secondary" onClick={() => ask('notPossible')}>
          Not possible
        </Button>
        <Button kind="secondary" onClick={() => ask('handOver')}>
          Hand over
        </Button>
      </div>
      {why && <HandBack need={need} reason={why} onClose={() => ask(null)} />}
    </div>
  );
}

/** One task opened: who, where, in which language, and how it ended. */
export function TaskDetail({ task, mine, onBack }: { task: Task; mine: boolean; onBack: () => void }) {
  const { need, detail, title } = task;
  const left = clockRuns(need) && need.dueAt ? ` · ${leftWords(need.dueAt, now.value)}` : '';
  return (
    <div class="task-detail">
      <Button kind="quiet" icon="chevron-left" class="back on-portrait" onClick={onBack}>
        All tasks
      </Button>
      <div class="row gap-18 below-18">
        <span class="picture-box">
          <Pictogram name={pictureOf(detail.kind)} />
        </span>
        <div>
          <h2 class="question phone-size-24">{title}</h2>
          <p class="quiet">
            {groupWords[need.priority]}
            {left}
          </p>
        </div>
      </div>
      <Facts items={factsOf(task)} />
      {mine && need.state !== 'open' ? (
        <Actions task={task} />
      ) : (
        <div class="push-down">
          <Button size="main" full acts={async () => take(need)}>
            Take it
          </Button>
        </div>
      )}
    </div>
  );
}
