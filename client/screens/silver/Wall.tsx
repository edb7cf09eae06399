import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { now } from '../../session/now.ts';
import { operation, operationId } from '../../session/session.ts';
import { Exercise, isExercise } from '../../shell/parts.tsx';
import { StillHere } from '../../shell/Desk.tsx';
import { loaded } from '../../data/store.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { DataAge } from '../../ui/shell/DataAge.tsx';
import { clockTime } from '../../ui/time.ts';
import { confirmedAt } from './model.ts';
import { useModule } from './useModule.ts';
import { useStirred } from './useStirred.ts';
import { WallFoot } from './WallFoot.tsx';
import { WallSide } from './WallSide.tsx';
import './wall.scss';

const loadMap = () => import('./WallMap.tsx').then((it) => it.WallMap);
type Theme = 'light' | 'dark';

/** The whole page takes the theme while the wall is shown. */
const useTheme = (theme: Theme): void => {
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    return () => void delete document.documentElement.dataset['theme'];
  }, [theme]);
};

interface BarProps {
  theme: Theme;
  onTheme: (theme: Theme) => void;
  tool?: ComponentChildren;
}

function Bar({ theme, onTheme, tool }: BarProps) {
  const stirred = useStirred();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header class="wall-bar">
      <Icon name="haven" size={44} />
      <h1 class="wall-name size-40 nowrap">
        {isExercise() ? 'Exercise' : 'Operation'} {operation.value?.codeName}
      </h1>
      <div class={classes('wall-tools row row--stretch gap-12', stirred && 'wall-tools--shown')}>
        <Button kind="secondary" size="small" icon={other === 'light' ? 'sun' : 'moon'} onClick={() => onTheme(other)}>
          {other === 'light' ? 'Light' : 'Dark'}
        </Button>
        {tool ?? (
          <ButtonLink kind="secondary" size="small" href={`/operations/${operationId.value ?? ''}/walls`}>
            Leave the wall
          </ButtonLink>
        )}
      </div>
      <DataAge at={confirmedAt.value} now={now.value} />
      <time class="size-56 strong">{clockTime(now.value)}</time>
    </header>
  );
}

/** For a room: no controls, no venue, positions no finer than a square. `tool`: of one by itself, in place of the way back. */
export function Wall({ tool }: { tool?: ComponentChildren }) {
  const [theme, setTheme] = useState<Theme>('dark');
  const { loaded: Map } = useModule(loadMap);
  useTheme(theme);
  return (
    <div class={classes('wall surface-wall', isExercise() && 'exercise')}>
      <Exercise />
      <Bar theme={theme} onTheme={setTheme} tool={tool} />
      <StillHere />
      <main class="wall-main" id="main" tabIndex={-1}>
        {loaded.value && Map ? <Map theme={theme} /> : <LoadingBars label="Loading the map" />}
        {loaded.value && <WallSide />}
      </main>
      <WallFoot />
    </div>
  );
}
