import type { ButtonHTMLAttributes, AnchorHTMLAttributes, ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';
import { onePress } from './onePress.ts';

export interface ButtonLook {
  kind?: 'primary' | 'secondary' | 'warning' | 'quiet';
  /** Left out, the surface decides: 40 on a desk, 56 on a tablet. */
  size?: 'small' | 'desk' | 'tablet' | 'main';
  icon?: IconName;
  iconAfter?: IconName;
  full?: boolean;
  class?: string;
  children?: ComponentChildren;
}

/** `acts`: done at once to one row of a list, and to no other that comes under the finger by it; see `onePress`. */
export type ButtonProps = ButtonLook & { busy?: boolean; acts?: () => Promise<unknown> } & Omit<
    ButtonHTMLAttributes<HTMLButtonElement>,
    'size' | 'icon'
  >;
export type ButtonLinkProps = ButtonLook & { href: string } & Omit<
    AnchorHTMLAttributes<HTMLAnchorElement>,
    'size' | 'role'
  >;

const iconSize = { small: 16, desk: 18, tablet: 22, main: 26 } as const;

function look({ kind = 'primary', size, full, class: extra }: ButtonLook): string {
  return classes('govuk-button', 'btn', `btn--${kind}`, size && `btn--${size}`, full && 'btn--full', extra as string);
}

function Inside({ icon, iconAfter, size = 'desk', children }: ButtonLook) {
  return (
    <>
      {icon && <Icon name={icon} size={iconSize[size]} />}
      {children !== undefined && <span class="btn__text">{children}</span>}
      {iconAfter && <Icon name={iconAfter} size={iconSize[size]} />}
    </>
  );
}

export function Button({
  kind,
  size,
  icon,
  iconAfter,
  full,
  class: extra,
  busy,
  children,
  acts,
  onClick = acts && (() => void onePress(acts)),
  ...native
}: ButtonProps) {
  const own: ButtonLook = { kind, size, icon, iconAfter, full, class: classes(extra as string, acts && 'btn--acts') };
  return (
    <button
      type="button"
      {...native}
      class={look(own)}
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      <Inside {...own}>{children}</Inside>
    </button>
  );
}

export function ButtonLink({
  kind,
  size,
  icon,
  iconAfter,
  full,
  class: extra,
  children,
  href,
  ...native
}: ButtonLinkProps) {
  const own: ButtonLook = { kind, size, icon, iconAfter, full, class: extra as string };
  return (
    <a {...native} href={href} class={look(own)} draggable={false}>
      <Inside {...own}>{children}</Inside>
    </a>
  );
}

/** A button that reads as a link, for small actions inside text and lists. */
export function LinkButton({ class: extra, children, ...native }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...native} class={classes('link-button', extra as string)}>
      {children}
    </button>
  );
}
