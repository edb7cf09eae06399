import { render } from 'preact';
import { App } from './app/App.tsx';
import { startSession } from './app/session.ts';
import './styles/main.scss';

const root = document.getElementById('app');
if (root) {
  void startSession();
  render(<App />, root);
}
