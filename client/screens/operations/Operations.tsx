import './operations.scss';
import { useEffect, useState } from 'preact/hooks';
import { canRegister, operations, refreshOperations } from '../../session/session.ts';
import { ApiProblem } from '../../data/api.ts';
import { rows } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { Count } from '../../ui/tag.tsx';
import { type Card, cardsNow, groups } from './cards.ts';
import { FirstThings } from './FirstThings.tsx';
import { OperationCard } from './OperationCard.tsx';
import { Start } from './Start.tsx';

const AGAIN_MS = 30_000;

/** Asks again now and then, and whenever a centre or an operation changes. */
const useFresh = (): { failed: boolean; again: () => void } => {
  const [failed, setFailed] = useState(false);
  const again = () => {
    refreshOperations().then(
      () => setFailed(false),
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setFailed(true);
      },
    );
  };
  const live = [rows.operation.value, rows.centre.value].flat().map((it) => `${it.id} ${it.rowVersion}`);
  const changed = live.join();
  useEffect(() => {
    again();
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [changed]);
  return { failed, again };
};

function Group({ title, cards }: { title: string; cards: readonly Card[] }) {
  return (
    <section class="operation-group" aria-label={title}>
      <h2 class="row gap-8 below-10 size-19">
        {title} <Count value={cards.length} />
      </h2>
      <div class="operation-group__cards">
        {cards.map((card) => (
          <OperationCard key={card.id} card={card} />
        ))}
      </div>
    </section>
  );
}

function None({ starts, onStart }: { starts: boolean; onStart: () => void }) {
  return starts ? (
    <EmptyState
      title="No operation yet. Start one when the phone rings."
      action={<Button onClick={onStart}>Start an operation</Button>}
    />
  ) : (
    <EmptyState title="No operation yet.">When you are given a place in one, it appears here.</EmptyState>
  );
}

/** Every operation this person has a place in, running ones first. */
export function Operations() {
  const [starting, setStarting] = useState(false);
  const { failed, again } = useFresh();
  const starts = canRegister('operations.open');
  const start = () => setStarting(true);
  const cards = cardsNow();
  // Whoever comes back to one that runs has no time for the registers.
  const isRunning = cards.some((it) => it.state === 'running');
  return (
    <>
      <PageHead
        title="Operations"
        actions={
          starts &&
          cards.length > 0 && (
            <Button icon="plus" onClick={start}>
              Start an operation
            </Button>
          )
        }
      />
      <div class="operations">
        {failed && operations.value === null && (
          <FailedPanel title="The operations could not be fetched." onRetry={again} />
        )}
        {!failed && operations.value === null && <LoadingBars />}
        {operations.value !== null && cards.length === 0 && <None starts={starts} onStart={start} />}
        {!isRunning && <FirstThings />}
        {groups.map(({ state, title }) => {
          const own = cards.filter((it) => it.state === state);
          return own.length > 0 && <Group key={state} title={title} cards={own} />;
        })}
        {isRunning && <FirstThings />}
      </div>
      <Start open={starting} onClose={() => setStarting(false)} />
    </>
  );
}
