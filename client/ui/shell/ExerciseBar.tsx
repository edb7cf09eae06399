export interface ExerciseBarProps {
  /** The exercise's code name, without the word. */
  name: string;
  note?: string;
}

const usual = 'Practice only. Nobody here is real.';

export function ExerciseBar({ name, note = usual }: ExerciseBarProps) {
  return (
    <section class="exercise-bar" aria-label="Exercise">
      <b>EXERCISE {name.toUpperCase()}</b>
      <span class="off-phone">{note}</span>
    </section>
  );
}
