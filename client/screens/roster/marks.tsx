import { Icon, type IconName } from '../../ui/icons.tsx';
import type { Mark } from './board.ts';

export const markIcons: Record<Mark, IconName> = {
  not_asked: 'circle',
  asked: 'envelope',
  yes: 'check',
  no: 'cross',
  late: 'clock',
  on_site: 'pin',
  stood_down: 'dash',
};

const meanings: Record<Mark, string> = {
  not_asked: 'not asked',
  asked: 'asked',
  yes: 'yes',
  no: 'no',
  late: 'late',
  on_site: 'on site',
  stood_down: 'stood down',
};

export function MarkKey() {
  return (
    <p class="sign-key inset">
      What the marks mean:
      {(Object.keys(meanings) as Mark[]).map((mark) => (
        <span key={mark} class={`roster-mark roster-mark--${mark}`}>
          <Icon name={markIcons[mark]} size={16} /> {meanings[mark]}
        </span>
      ))}
    </p>
  );
}
