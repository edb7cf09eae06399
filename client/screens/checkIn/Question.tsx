import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The question of a step. It takes the focus when its step appears, so that it is read first. */
export function Question({ children, class: extra = 'question' }: { children: ComponentChildren; class?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 class={extra} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
