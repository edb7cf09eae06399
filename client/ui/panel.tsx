import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { classes } from './classes.ts';
import { StepNumber } from './tag.tsx';

type Children = ComponentChildren;

export interface PanelProps {
  title: Children;
  hint?: Children;
  actions?: Children;
  step?: number;
  foot?: Children;
  level?: 2 | 3;
  fill?: boolean;
  flush?: boolean;
  /** The body scrolls and holds no link or button, so it takes focus itself. */
  textOnly?: boolean;
  tone?: 'plain' | 'alert' | 'warn';
  id?: string;
  class?: string;
  children?: Children;
}

export function Heading({
  level = 2,
  ...rest
}: {
  level?: 1 | 2 | 3;
  id?: string;
  class?: string;
  children: Children;
}) {
  const Name: 'h1' | 'h2' | 'h3' = `h${level}`;
  return <Name {...rest} />;
}

export function Panel({
  title,
  hint,
  actions,
  step,
  foot,
  level,
  fill,
  flush,
  textOnly,
  tone = 'plain',
  id,
  class: extra,
  children,
}: PanelProps) {
  const heading = useId();
  return (
    <section
      id={id}
      class={classes('panel', `panel--${tone}`, fill && 'panel--fill', flush && 'panel--flush', extra)}
      aria-labelledby={heading}
    >
      <header class="panel__head">
        {step !== undefined && <StepNumber n={step} />}
        <Heading level={level} id={heading} class="panel__title">
          {title}
        </Heading>
        {hint && <span class="fine">{hint}</span>}
        {actions && <div class="panel__actions">{actions}</div>}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="panel__body" tabIndex={textOnly ? 0 : undefined}>
        {children}
      </div>
      {foot && <footer class="panel__foot">{foot}</footer>}
    </section>
  );
}

export function PageHead({
  title,
  note,
  tags,
  actions,
}: {
  title: Children;
  note?: Children;
  tags?: Children;
  actions?: Children;
}) {
  return (
    <div class="page-head">
      <h1 class="page-title">{title}</h1>
      {tags}
      {note && <div class="page-head__note">{note}</div>}
      {actions && <div class="page-head__actions">{actions}</div>}
    </div>
  );
}

export interface StatProps {
  value: Children;
  caption: Children;
  /** Beside the figure, for example 'of 36'. */
  note?: Children;
  /** The figure is words ('fewer than 5'), so it is set smaller. */
  words?: boolean;
}

export function Stat({ value, caption, note, words }: StatProps) {
  return (
    <div class={classes('stat', words && 'stat--words')}>
      <div class="stat__value">
        {value}
        {note && <span class="stat__note"> {note}</span>}
      </div>
      <div class="stat__caption">{caption}</div>
    </div>
  );
}

export function StatStrip({ label, children }: { label: string; children: Children }) {
  return (
    <section class="stat-strip" aria-label={label}>
      {children}
    </section>
  );
}
