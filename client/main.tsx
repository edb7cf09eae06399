import { render } from 'preact';
import { App } from './app/App.tsx';
import { deskScreens } from './app/routes.tsx';
import { start } from './app/start.ts';
import { keepOnDevice } from './session/update.ts';
import './styles/main.scss';

const root = document.getElementById('app');
if (root) {
  // A wall is a window by itself, whoever is signed in beside it.
  if (location.pathname === '/wall') void deskScreens().then((it) => it.OwnWall(root));
  else {
    void start();
    render(<App />, root);
  }
  addEventListener('load', () => keepOnDevice(new URL(import.meta.url).pathname));
}
