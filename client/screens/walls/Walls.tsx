import { useState } from 'preact/hooks';
import { MOST_WALLS, type WallItem } from '../../../shared/walls.ts';
import { whenWords } from '../../session/now.ts';
import { can, me, operationId } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CodeDialog, EndDialog, StartDialog } from './Dialogs.tsx';
import { useWalls } from './useWalls.ts';
import { screenWords } from './words.ts';
import './walls.scss';

type Open = { as: 'start' } | { as: 'code'; wallId: string } | { as: 'end'; wall: WallItem };
type Act = (open: Open) => void;

function Actions({ wall, onAct }: { wall: WallItem; onAct: Act }) {
  return (
    <div class="row wrap row--end">
      {wall.state === 'waiting' && wall.startedById === me.value?.userId && (
        <Button
          size="small"
          aria-label={`Show ${wall.name} on a screen`}
          onClick={() => onAct({ as: 'code', wallId: wall.id })}
        >
          Show it
        </Button>
      )}
      <Button kind="secondary" size="small" aria-label={`End ${wall.name}`} onClick={() => onAct({ as: 'end', wall })}>
        End
      </Button>
    </div>
  );
}

const columns = (onAct: Act): Column<WallItem>[] => [
  { key: 'name', head: 'Where', cell: (it) => it.name },
  {
    key: 'screen',
    head: 'Screen',
    cell: (it) => (
      <>
        <Tag tone={screenWords(it).tone}>{screenWords(it).text}</Tag>{' '}
        {it.openedAt && <span class="quiet nowrap">since {whenWords(it.openedAt)}</span>}
      </>
    ),
  },
  {
    key: 'by',
    head: 'Started by',
    cell: (it) => (
      <>
        {it.startedBy} <span class="quiet">{whenWords(it.startedAt)}</span>
      </>
    ),
  },
  {
    key: 'act',
    head: <span class="visually-hidden">Actions</span>,
    cell: (it) => <Actions wall={it} onAct={onAct} />,
  },
];

function List({ items, onAct }: { items: readonly WallItem[]; onAct: Act }) {
  return (
    <Panel title="Walls" hint={`${items.filter((it) => it.state === 'on').length} on`} flush>
      {items.length > 0 ? (
        <div class="table-scroll">
          <DataTable caption="Walls of this operation" columns={columns(onAct)} rows={items} rowKey={(it) => it.id} />
        </div>
      ) : (
        <EmptyState title="No wall is on">
          A screen in your operations room can show the map and the counts, with nobody signed in at it.
        </EmptyState>
      )}
    </Panel>
  );
}

interface ShownProps {
  open: Open;
  items: readonly WallItem[];
  onShow: (open: Open | null) => void;
  onDone: () => void;
}

function Shown({ open, items, onShow, onDone }: ShownProps) {
  const close = (): void => onShow(null);
  if (open.as === 'end') return <EndDialog wall={open.wall} onClose={close} onDone={onDone} />;
  if (open.as === 'start') {
    const started = (wallId: string): void => {
      onDone();
      onShow({ as: 'code', wallId });
    };
    return <StartDialog onClose={close} onStarted={started} />;
  }
  const item = items.find((it) => it.id === open.wallId) ?? null;
  return <CodeDialog wallId={open.wallId} item={item} onClose={close} />;
}

/** The screens that show this operation with nobody signed in at them: which, since when, and by whom. */
export function Walls() {
  const { data, failed, reload } = useWalls();
  const [open, show] = useState<Open | null>(null);
  const items = data?.items ?? [];
  return (
    <>
      <PageHead
        title="Walls"
        note="Counts and nobody. On until ended here, the operation closes, or whoever started it loses the role."
        actions={
          <>
            <ButtonLink kind="secondary" href={`/operations/${operationId.value ?? ''}/wall`}>
              See what a wall shows
            </ButtonLink>
            {can('walls.keep') && items.length < MOST_WALLS && (
              <Button icon="plus" onClick={() => show({ as: 'start' })}>
                Start a wall
              </Button>
            )}
          </>
        }
      />
      {failed && <FailedPanel title="The list could not be read" onRetry={reload} />}
      {data ? <List items={items} onAct={show} /> : !failed && <LoadingBars rows={4} />}
      {open && <Shown open={open} items={items} onShow={show} onDone={reload} />}
    </>
  );
}
