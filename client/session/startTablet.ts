import type { Known } from '../data/device.ts';
import { signedOut } from '../data/api.ts';
import { flush } from '../data/outbox.ts';
import { accessChanged } from '../data/sync.ts';
import { setClock } from '../data/time.ts';
import { lastHeardAt } from '../data/connection.ts';
import { ensureSecret, touchContact } from '../data/vault.ts';
import { device, deviceState, keepDevice } from '../data/device.ts';
import { readView } from '../data/tabletApi.ts';
import { leave } from './session.ts';
import { tick } from './now.ts';
import { listen, startListening, tabletSessionEnded } from './contact.ts';
import { watchTabletSession } from './tabletSession.ts';

/** This device's own clock has run on since Haven said the time. */
const carryOn = ({ view, readAt }: Known): void => {
  const passed = (Date.now() - readAt) * view.clock.rate;
  setClock(new Date(Date.parse(view.clock.now) + passed).toISOString(), view.clock.rate);
  lastHeardAt.value = new Date(view.clock.now);
  tick();
};

let started = false;

/** A paired tablet: its lock screen is there at once, whatever the network does. */
export const startTablet = (known: Known): void => {
  carryOn(known);
  leave();
  signedOut.tell = () => void tabletSessionEnded();
  accessChanged.tell = () => void listen();
  flush();
  if (started) return;
  started = true;
  watchTabletSession();
  startListening();
};

/** The manager has said yes: this browser is a tablet from now on. @throws ApiProblem, DOMException */
export const becomeTablet = async (): Promise<void> => {
  const view = await readView();
  await ensureSecret();
  await touchContact(Date.now());
  const known = { view, readAt: Date.now(), ended: false };
  await keepDevice(known);
  startTablet(device.peek() ?? known);
  deviceState.value = 'locked';
};
