import type { ComponentChildren, JSX } from 'preact';
import { classes } from './classes.ts';

type Children = ComponentChildren;

export function Facts({
  items,
  class: extra,
}: {
  items: readonly { term: Children; value: Children }[];
  class?: string;
}): JSX.Element {
  return (
    <dl class={classes('facts', extra)}>
      {items.map(({ term, value }, index) => (
        <div key={index} class="facts__row">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
