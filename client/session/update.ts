import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const LOOK_AGAIN_MS = 30 * 60_000;

/** A newer build is kept on this device and waits for somebody to say so. Nothing is loaded anew by itself. */
export const newVersion = signal(false);
/** How many screens are in the middle of something. */
export const underWay = signal(0);

/** Nobody is asked about a new version while a guest stands in front of them. */
export const useUnderWay = (is: boolean): void => {
  useEffect(() => {
    if (!is) return undefined;
    underWay.value += 1;
    return () => void (underWay.value -= 1);
  }, [is]);
};

const typed = 'textarea, input:not([type=radio], [type=checkbox], [type=search])';

/** Is something typed on this page that loading it anew would interrupt? */
export const holdsTyped = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typed)].some((it) => it.value !== '');

let registration: ServiceWorkerRegistration | undefined;
let agreed = false;

/** Loads this window with the newer build. Other windows go on with the build they have until they are asked. */
export const takeNewVersion = (): void => {
  agreed = true;
  if (registration?.waiting) registration.waiting.postMessage('use this version', []);
  else location.reload();
};

const follow = (found: ServiceWorkerRegistration): void => {
  registration = found;
  const look = () => {
    if (found.waiting && navigator.serviceWorker.controller) newVersion.value = true;
  };
  look();
  found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look));
};

// Without signal, or behind a captive portal: the kept build stays, and it is tried again.
const keepTrying = (): void => undefined;

const register = (): void => {
  if (registration) registration.update().catch(keepTrying);
  else navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).then(follow).catch(keepTrying);
};

const followVersions = (): void => {
  let first = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (agreed) location.reload();
    else if (!first) newVersion.value = true;
    first = false;
  });
};

/**
 * Keeps the client on this device, so that it opens without a network, and looks for newer builds.
 * @param script path of the page's own script, which differs from build to build
 */
export const keepOnDevice = (script: string): void => {
  if (!isSecureContext || !('serviceWorker' in navigator)) return;
  // Says for as long as this page lives that its build is in use: see sw.ts.
  void navigator.locks.request(script, { mode: 'shared' }, () => new Promise(() => undefined));
  followVersions();
  register();
  addEventListener('online', register);
  setInterval(register, LOOK_AGAIN_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && register());
};
