import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, ask } from '../data/api.ts';
import { ExerciseBar } from '../ui/shell/ExerciseBar.tsx';
import { Icon } from '../ui/icons.tsx';
import { SkipLink } from '../ui/shell/SkipLink.tsx';
import { NewVersion } from './NewVersion.tsx';

const useExercise = (): boolean => {
  const [exercise, set] = useState(false);
  useEffect(() => {
    ask('/api/about', {}).then(
      (it) => set(it.exercise),
      (error: unknown) => {
        // The form says it when there is no answer.
        if (!(error instanceof ApiProblem)) throw error;
      },
    );
  }, []);
  return exercise;
};

/** The frame before anyone is signed in: the bar, and a page to read. */
export function Plain({
  title,
  side,
  children,
}: {
  title: string;
  side?: ComponentChildren;
  children: ComponentChildren;
}) {
  const exercise = useExercise();
  useEffect(() => {
    document.title = `${exercise ? 'EXERCISE · ' : ''}${title} · Haven`;
  }, [title, exercise]);
  return (
    <div class={exercise ? 'shell exercise' : 'shell'}>
      <SkipLink />
      {exercise && <ExerciseBar name="" />}
      <header class="bar bar--plain">
        <span class="bar__home">
          <Icon name="haven" size={28} />
          <span>Haven</span>
        </span>
      </header>
      <NewVersion />
      <main class="sheet" id="main" tabIndex={-1}>
        <div class="sheet-main">{children}</div>
        {side && <aside class="sheet-side">{side}</aside>}
      </main>
    </div>
  );
}
