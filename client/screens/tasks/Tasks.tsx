import { computed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { centreHere, needsHere } from '../../parts/centres/here.ts';
import { SaidOfNeed } from '../../parts/needs/SaidOfNeed.tsx';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { me } from '../../session/session.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { untold } from '../../data/alerts.ts';
import { offlineListAt } from '../../data/device.ts';
import { byId } from '../../data/store.ts';
import { offlineSince, online } from '../../data/connection.ts';
import { Banner } from '../../ui/banner.tsx';
import { classes } from '../../ui/classes.ts';
import { type Task, taskLists } from './lists.ts';
import { Others } from './Others.tsx';
import { TaskCard } from './TaskCard.tsx';
import { TaskDetail } from './TaskDetail.tsx';
import { whenWords } from '../../session/now.ts';
import './tasks.scss';

const lists = computed(() =>
  taskLists(
    {
      needs: needsHere.value,
      details: byId.needDetail.value,
      people: byId.person.value,
      names: byId.personIdentity.value,
    },
    me.value?.userId ?? null,
  ),
);

function Offline() {
  if (online.value) return null;
  const since = offlineSince.value ? ` since ${whenWords(offlineSince.value)}` : '';
  return (
    <Banner tone="warn" icon="wifi-off">
      No signal{since}. Keep going: tasks you finish are saved here. New tasks may be missing.
    </Banner>
  );
}

function List({ title, tasks, mine, empty, chosen, onOpen }: ListProps) {
  return (
    <section class="task-list">
      <h2 class="list-title">
        {title}
        {offlineListAt.value === null && ` · ${tasks.length}`}
      </h2>
      {tasks.length === 0 ? (
        <p class="inset">{empty}</p>
      ) : (
        <ul class="stack-list">
          {tasks.map((it) => (
            <TaskCard
              key={it.need.id}
              task={it}
              mine={mine}
              chosen={it.need.id === chosen}
              onOpen={() => onOpen(it.need.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface ListProps {
  title: string;
  tasks: readonly Task[];
  mine: boolean;
  empty: string;
  chosen: string | undefined;
  onOpen: (id: string) => void;
}

function Lists() {
  const { mine, free, lead, restricted } = lists.value;
  const [wanted, open] = useState<string | null>(null);
  const all = [...mine, ...free];
  // Only what somebody chose: what comes to stand first would be done by a second press.
  const chosen = all.find((it) => it.need.id === wanted);
  const list = { chosen: chosen?.need.id, onOpen: open };
  // Opened without signal, a tablet knows who is here and nothing of what they need.
  const unknown = offlineListAt.value !== null && 'Tasks come with the signal.';
  const rest = free.length > 0 ? 'Rest, or take one below.' : 'Rest.';
  const nothing = untold().length > 0 ? 'Nothing else for you right now.' : `Nothing for you right now. ${rest}`;
  return (
    <main class={classes('split opens tasks', chosen && 'opens--on')} id="main" tabIndex={-1}>
      <div>
        <h1 class="visually-hidden">My tasks</h1>
        <List title="Mine" tasks={mine} mine empty={unknown || nothing} {...list} />
        <List title="Anyone can take" tasks={free} mine={false} empty={unknown || 'Nothing is waiting.'} {...list} />
        <Others lead={lead} restricted={restricted} />
      </div>
      <div>
        {chosen ? (
          <TaskDetail key={chosen.need.id} task={chosen} mine={mine.includes(chosen)} onBack={() => open(null)} />
        ) : (
          <p class="quiet">{all.length > 0 ? 'Choose a task.' : 'New tasks appear here by themselves.'}</p>
        )}
      </div>
    </main>
  );
}

/** What a volunteer is to do now, and what they may take next. */
export function Tasks() {
  return (
    <>
      <Offline />
      <SaidOfNeed />
      {centreHere.value ? (
        <Lists />
      ) : (
        <main class="stack" id="main" tabIndex={-1}>
          <Waiting>{() => null}</Waiting>
        </main>
      )}
      <TabletNav />
    </>
  );
}
