const icons = {
  haven: '',
  wifi: 'M2 9a15 15 0 0 1 20 0M5.5 12.8a10 10 0 0 1 13 0M9 16.4a5 5 0 0 1 6 0M12 20h.01',
  'wifi-off':
    'M3 3l18 18M2 9a15 15 0 0 1 4.6-2.9M10.5 5.1A15 15 0 0 1 22 9M5.5 12.8a10 10 0 0 1 4-2.2M15 10.8a10 10 0 0 1 3.5 2M9 16.4a5 5 0 0 1 6 0M12 20h.01',
  upload: 'M12 15V3M7.5 7.5L12 3l4.5 4.5M4 13v7.5h16V13',
  download: 'M12 3v12M7.5 10.5L12 15l4.5-4.5M4 14v6.5h16V14',
  check: 'M4 12.5l5.5 5.5L20 6.5',
  alert: 'M12 3.5L22 20.5H2zM12 10v4.5M12 17.5h.01',
  lock: 'M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 15v2',
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 .01 0z',
  'eye-off':
    'M3 3l18 18M6.5 7.5C3.6 9.3 2 12 2 12s3.6 6.5 10 6.5c2 0 3.7-.6 5.1-1.4M10 5.7c.6-.1 1.3-.2 2-.2C18.4 5.5 22 12 22 12s-.8 1.5-2.4 3',
  clock: 'M12 3a9 9 0 1 0 .01 0zM12 7v5l3 2.5',
  bus: 'M4 5h16v11.5H4zM4 10.5h16M12 5v5.5M6.5 16.5V19M17.5 16.5V19M7.5 13.5h.01M16.5 13.5h.01M1.8 8.5v3M22.2 8.5v3',
  van: 'M4.5 17H2V6h12v11H8.5M14 10h4.5L22 13.5V17h-2.5M14 17h1.5M4.5 17.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15.5 17.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  phone: 'M5 3h3.5l2 5L8 9.8a12 12 0 0 0 6.2 6.2L16 13.5l5 2V19a2 2 0 0 1-2.2 2A17 17 0 0 1 3 5.2 2 2 0 0 1 5 3z',
  keyboard: 'M2.5 6h19v12h-19zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8',
  return: 'M4 18a8 8 0 0 1 14.5-6.5M19.5 5v6.5H13',
  undo: 'M20 18A8 8 0 0 0 5.5 11.5M4.5 5v6.5H11',
  refresh: 'M20 12a8 8 0 1 1-2.3-5.6L20 8.5M20 3.5v5h-5',
  person: 'M12 4a4 4 0 1 0 .01 0zM5 21a7 7 0 0 1 14 0',
  people:
    'M9 4a3.5 3.5 0 1 0 .01 0zM2.5 20v-1a6.5 6.5 0 0 1 13 0v1M16 4.3a3.5 3.5 0 0 1 0 6.4M18 13.7a6.5 6.5 0 0 1 3.5 5.3v1',
  document: 'M5.5 2.5H14l5 5v14H5.5zM13.5 2.5V8H19M9 12.5h6.5M9 16.5h6.5',
  form: 'M9 4.5H5v17h14v-17h-4M9 2.5h6v4H9zM8.5 12l1.5 1.5 2-2.5M14.5 12.5h1M9 17.5h6.5',
  list: 'M9 6h12M9 12h12M9 18h12M3.5 6H5M3.5 12H5M3.5 18H5',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2.5M14 20h2M20 20h-.5',
  camera: 'M3 7h4.5L9 4.5h6L16.5 7H21v13H3zM12 9.5a3.5 3.5 0 1 0 .01 0z',
  speech: 'M3 4h18v13H10l-4.5 4v-4H3z',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6M4 17h16M10.5 21h3',
  flame:
    'M12 2.5c.5 4 6.5 6.5 6.5 12a6.5 6.5 0 0 1-13 0c0-2.5 1.3-4.3 2.7-5.5.2 1.6.9 2.6 1.8 3.2C9.6 8.5 10.5 5 12 2.5z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  cross: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  dash: 'M6 12h12',
  circle: 'M12 4.5a7.5 7.5 0 1 0 .01 0z',
  dot: 'M12 12h.01',
  'chevron-down': 'M6 9.5l6 6 6-6',
  'chevron-up': 'M6 14.5l6-6 6 6',
  'chevron-left': 'M14.5 5.5L8 12l6.5 6.5',
  'chevron-right': 'M9.5 5.5L16 12l-6.5 6.5',
  pin: 'M12 22s-7.5-7-7.5-12.5a7.5 7.5 0 0 1 15 0C19.5 15 12 22 12 22zM12 7a2.5 2.5 0 1 0 .01 0z',
  envelope: 'M2.5 5h19v14h-19zM3 6.5l9 6.5 9-6.5',
  'envelope-off': 'M3 2.5l18 19M7.5 5h14v14h-3M14.7 11.2L21 6.5M16 19H2.5V5.5M3 6.5l9 6.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L21 21',
  info: 'M12 3a9 9 0 1 0 .01 0zM12 11.5v5M12 7.8h.01',
  question: 'M12 3a9 9 0 1 0 .01 0zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01',
  printer: 'M7 9V3h10v6M7 18H3V9h18v9h-4M7 14h10v7.5H7z',
  tablet: 'M5 2.5h14v19H5zM11 18h2',
  'tablet-check': 'M5 2.5h14v19H5zM8.5 12l2.5 2.5 4.5-4.5',
  escalate: 'M3 20.5h5.5v-5.5h5V9.5h5V4H22',
  logout: 'M10 3H4v18h6M9 12h12M16.5 7.5L21 12l-4.5 4.5',
  speaker: 'M3 9v6h4l5 4.5v-15L7 9zM15.5 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  map: 'M3 6l6-3 6 3 6-3v15l-6 3-6-3-6 3zM9 3v15M15 6v15',
  key: 'M7 8.5a3.5 3.5 0 1 0 .01 0zM10.5 12h11v4M17 12v3',
  shield: 'M12 2.5l8 3V12c0 5-4 8.5-8 9.5-4-1-8-4.5-8-9.5V5.5z',
  fork: 'M12 21v-8L5.5 4M12 13l6.5-9',
  join: 'M12 3v8L5.5 20M12 11l6.5 9',
  backspace: 'M8 5h13.5v14H8l-6-7zM11.5 9.5l5 5M16.5 9.5l-5 5',
  sun: 'M12 8a4 4 0 1 0 .01 0zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z',
} as const;

export type IconName = keyof typeof icons;

const mark = 'M12 2l10 8.5V21a1 1 0 0 1-1 1h-5v-6a4 4 0 0 0-8 0v6H3a1 1 0 0 1-1-1V10.5z';

export interface IconProps {
  name: IconName;
  /** Edge in CSS pixels. */
  size?: number;
  /** Given only when no word stands beside the icon. */
  label?: string;
  class?: string;
}

export function Icon({ name, size = 18, label, class: extra }: IconProps) {
  const filled = name === 'haven';
  return (
    <svg
      class={`icon icon--${name} ${extra ?? ''}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      stroke-width={name === 'dot' ? 11 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
      focusable="false"
    >
      <path d={filled ? mark : icons[name]} />
    </svg>
  );
}
