import { useEffect, useRef } from 'preact/hooks';

export interface FieldError {
  /** The id of the field (or of the first choice of a group). */
  id: string;
  text: string;
}

function goTo(event: Event, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  field.closest('.field')?.scrollIntoView({ block: 'nearest' });
  field.focus();
}

interface ErrorSummaryProps {
  errors: readonly FieldError[];
  /** Another one each time somebody asked what is wrong. */
  answer: unknown;
  title?: string;
}

/** Takes focus when it appears and with each answer; not when a fault leaves it or comes back, as whoever mends that is typing. */
export function ErrorSummary({ errors, answer, title = 'There is a problem' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [answer]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} class="govuk-error-summary" tabIndex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <ul class="govuk-error-summary__list">
          {errors.map((error) => (
            <li key={error.id}>
              <a href={`#${error.id}`} onClick={(event) => goTo(event, error.id)}>
                {error.text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
