/**
 * Keeps the built client, so that it opens without a network. It keeps nothing else: what the server says about
 * people never passes through here.
 */
export type Shell = Readonly<Record<string, string>>;

declare const self: ServiceWorkerGlobalScope;
/** Path to `sha256-…` of every built file; written before this by the build. */
declare const SHELL: Shell;
/** Another for every build. */
declare const BUILD: string;

const PREFIX = 'haven ';
const CACHE = PREFIX + BUILD;
const PAGE = '/index.html';
const SERVERS_OWN = /^\/(api|socket\.io|healthz|readyz)(\/|$)/;
/** Loaded at once: more would be in the way of the page's own requests. */
const SIDE_BY_SIDE = 3;

/**
 * One file as it was built, or an error. A captive portal's page has another digest, whatever its status says, and so
 * has a file of another build.
 */
const keep = async (cache: Cache, path: string, integrity: string): Promise<void> => {
  const had = path.startsWith('/assets/') ? await caches.match(path, { ignoreVary: true }) : undefined;
  if (had) return cache.put(path, had);
  const answer = await fetch(path, { integrity, cache: 'no-cache', credentials: 'omit', redirect: 'error' });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  await cache.put(path, answer);
};

/** All of them or none: half a build would open and then break. */
const install = async (): Promise<void> => {
  const cache = await caches.open(CACHE);
  const waiting = Object.entries(SHELL);
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await keep(cache, ...next);
  };
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(CACHE);
    throw error;
  }
};

/** Every page holds a lock with the name of its own script (see update.ts); a build is kept while one of its pages is open. */
const isOpen = async (name: string): Promise<boolean> => {
  const { held = [] } = await self.navigator.locks.query();
  for (const lock of held) {
    if (lock.name?.startsWith('/assets/') && (await caches.match(lock.name, { cacheName: name }))) return true;
  }
  return false;
};

/**
 * Drops older builds that no page has open. Builds are told in the order in which they came: one that came after this
 * waits for its turn, or has just been given it, and is never this worker's to drop.
 */
const tidy = async (): Promise<void> => {
  const builds = (await caches.keys()).filter((it) => it.startsWith(PREFIX));
  const older = builds.slice(0, Math.max(0, builds.indexOf(CACHE)));
  for (const name of older) if (!(await isOpen(name))) await caches.delete(name);
};

/** The page of this build, files of this and of older builds that still have pages open; the network for the rest. */
const answer = async (request: Request, path: string): Promise<Response> => {
  const cache = await caches.open(CACHE);
  const own = await cache.match(path, { ignoreVary: true });
  return own ?? (await caches.match(path, { ignoreVary: true })) ?? fetch(request);
};

self.addEventListener('install', (event) => event.waitUntil(install()));
// The first page of all was loaded without a worker, and should go on when the network does not.
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data === 'use this version') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || SERVERS_OWN.test(pathname)) return;
  const isFile = pathname in SHELL || pathname.startsWith('/assets/');
  const isScreen = request.mode === 'navigate' && !isFile && pathname !== '/sw.js';
  if (isFile || isScreen) event.respondWith(answer(request, isScreen ? PAGE : pathname));
  if (isScreen) event.waitUntil(tidy());
});
