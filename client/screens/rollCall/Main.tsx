import type { ComponentChildren } from 'preact';
import { onTablet } from '../../session/home.ts';

/** The page's main part: a desk's frame has one already. */
export function Main({ class: look, children }: { class: string; children: ComponentChildren }) {
  if (!onTablet.value) return <div class={look}>{children}</div>;
  return (
    <main class={look} id="main" tabIndex={-1}>
      {children}
    </main>
  );
}
