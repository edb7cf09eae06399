import type { ComponentChildren } from 'preact';
import { Icon } from '../icons.tsx';

export interface PhoneBarProps {
  title: string;
  online?: boolean;
  waiting?: number;
  right?: ComponentChildren;
}

function Status({ online, waiting = 0 }: { online: boolean; waiting?: number }) {
  return (
    <output class="bar__phone-status">
      <Icon name={online ? 'wifi' : 'wifi-off'} size={18} />
      <span class="visually-hidden">{online ? 'Online' : 'Offline'}, </span>
      {waiting}
      <Icon name="upload" size={17} />
      <span class="visually-hidden"> waiting</span>
    </output>
  );
}

export function PhoneBar({ title, online, waiting, right }: PhoneBarProps) {
  return (
    <header class="bar bar--phone">
      <Icon name="haven" size={22} />
      <span class="bar__title">{title}</span>
      <div class="bar__space" />
      {right ?? (online !== undefined && <Status online={online} waiting={waiting} />)}
    </header>
  );
}
