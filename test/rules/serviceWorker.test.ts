import { beforeEach, expect, test, vi } from 'vitest';

const ORIGIN = 'https://haven.example';
const SHELL = {
  '/index.html': 'sha256-page',
  '/assets/app-1.js': 'sha256-app',
  '/assets/same-1.js': 'sha256-same',
  '/manifest.json': 'sha256-manifest',
};
const PAGES = { '/index.html': 'this page', '/assets/app-1.js': 'this app' };

/** Caches of one browser, by name, in the order in which they came. */
const browserCaches = () => {
  const all = new Map<string, Map<string, string>>();
  const opened = (name: string) => {
    const held = all.get(name) ?? new Map<string, string>();
    all.set(name, held);
    return {
      match: async (path: string) => (held.has(path) ? new Response(held.get(path)) : undefined),
      put: async (path: string, answer: Response) => void held.set(path, await answer.text()),
    };
  };
  return {
    all,
    open: async (name: string) => opened(name),
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (path: string, { cacheName }: { cacheName?: string } = {}) => {
      const found = cacheName ? [all.get(cacheName)] : [...all.values()];
      const text = found.find((it) => it?.has(path))?.get(path);
      return text === undefined ? undefined : new Response(text);
    },
  };
};

let caches: ReturnType<typeof browserCaches>;
let locks: { name: string }[];
let fetched: [path: string, init: RequestInit | undefined][];
let network: (path: string) => Response;
let skipped: number;
let claimed: number;

const worker = async (build = '1') => {
  const heard = new Map<string, (event: object) => void>();
  caches = browserCaches();
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('SHELL', SHELL);
  vi.stubGlobal('BUILD', build);
  vi.stubGlobal('fetch', async (asked: string | { url: string }, init?: RequestInit) => {
    const path = typeof asked === 'string' ? asked : new URL(asked.url).pathname;
    fetched.push([path, init]);
    return network(path);
  });
  vi.stubGlobal('self', {
    addEventListener: (name: string, run: (event: object) => void) => void heard.set(name, run),
    clients: { claim: async () => void (claimed += 1) },
    skipWaiting: async () => (skipped += 1),
    navigator: { locks: { query: async () => ({ held: locks }) } },
    location: { origin: ORIGIN },
  });
  vi.resetModules();
  await import('../../client/sw.ts');
  /** Lets it happen, and answers what the worker answered, if it did. */
  return async (name: string, event: object = {}): Promise<Response | null> => {
    let [work, answered] = [Promise.resolve() as Promise<unknown>, null as Promise<Response> | null];
    heard.get(name)?.({
      ...event,
      waitUntil: (it: Promise<unknown>) => (work = Promise.all([work, it])),
      respondWith: (it: Promise<Response>) => (answered = it),
    });
    const said = await (answered as Promise<Response> | null);
    await work;
    return said;
  };
};

beforeEach(() => {
  locks = [];
  fetched = [];
  skipped = 0;
  claimed = 0;
  network = (path) => new Response(`built ${path}`);
});

const put = (name: string, files: Record<string, string>): void =>
  void caches.all.set(name, new Map(Object.entries(files)));
const asks = (path: string, over: Partial<Request> = {}, origin = ORIGIN) => ({
  request: { url: `${origin}${path}`, method: 'GET', mode: 'no-cors', ...over },
});

test('every file of a build is kept by its digest, fresh from this site and as nobody', async () => {
  await (
    await worker()
  )('install');
  expect([...(caches.all.get('haven 1')?.keys() ?? [])].toSorted()).toEqual(Object.keys(SHELL).toSorted());
  const plain = { cache: 'no-cache', credentials: 'omit', redirect: 'error' };
  expect(fetched.toSorted()).toEqual(
    Object.entries(SHELL)
      .map(([path, integrity]) => [path, { integrity, ...plain }])
      .toSorted(),
  );
});

test('a script an older build has is not fetched again; a page is', async () => {
  const happens = await worker();
  put('haven 0', { '/assets/same-1.js': 'as it was', '/index.html': 'the old page' });
  await happens('install');
  expect(fetched.map(([path]) => path)).not.toContain('/assets/same-1.js');
  expect(caches.all.get('haven 1')?.get('/assets/same-1.js')).toBe('as it was');
  expect(caches.all.get('haven 1')?.get('/index.html')).toBe('built /index.html');
});

test('where one file cannot be had nothing of the build is kept, and older ones stay', async () => {
  const happens = await worker();
  put('haven 0', { '/index.html': 'the old page' });
  network = (path) => new Response('gone', { status: path === '/manifest.json' ? 404 : 200 });
  await expect(happens('install')).rejects.toThrow(/manifest/);
  expect(await caches.keys()).toEqual(['haven 0']);
});

test('once one file could not be had no further one is asked for, nor kept after', async () => {
  const happens = await worker();
  const more = Array.from({ length: 12 }, (_, at) => [`/assets/more-${at}.js`, 'sha256-more']);
  vi.stubGlobal('SHELL', { ...Object.fromEntries(more), '/manifest.json': 'sha256-manifest' });
  network = (path) => new Response('gone', { status: path === '/manifest.json' ? 404 : 200 });
  await expect(happens('install')).rejects.toThrow(/manifest/);
  const soFar = fetched.length;
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(soFar).toBeLessThan(more.length);
  expect(fetched.length).toBeLessThan(more.length);
  expect(await caches.keys()).toEqual([]);
});

test.each([
  ['a screen', asks('/operations/1/centres/2/people', { mode: 'navigate' }), 'this page'],
  ['the first screen', asks('/', { mode: 'navigate' }), 'this page'],
  ['a script', asks('/assets/app-1.js'), 'this app'],
  ['a script of an older build', asks('/assets/app-0.js'), 'older app'],
  ['a script that is nowhere', asks('/assets/other.js'), 'built /assets/other.js'],
  ['a file that is opened as a page', asks('/manifest.json', { mode: 'navigate' }), 'built /manifest.json'],
])('%s is answered', async (_what, event, said) => {
  const happens = await worker();
  put('haven 0', { '/index.html': 'older page', '/assets/app-0.js': 'older app', '/assets/app-1.js': 'older' });
  put('haven 1', PAGES);
  locks = [{ name: '/assets/app-0.js' }];
  expect(await (await happens('fetch', event))?.text()).toBe(said);
});

test.each([
  ['what Haven says of people', asks('/api/operations/1/pull')],
  ['the API, opened as a page', asks('/api/docs', { mode: 'navigate' })],
  ['the live line', asks('/socket.io/?transport=websocket')],
  ['whether it is well', asks('/healthz', { mode: 'navigate' })],
  ['whether it is ready', asks('/readyz', { mode: 'navigate' })],
  ['what is sent', asks('/index.html', { method: 'POST' })],
  ['another site', asks('/index.html', {}, 'https://other.example')],
  ['the worker itself', asks('/sw.js', { mode: 'navigate' })],
  ['a picture that no build has', asks('/picture.png')],
])('%s does not pass through the worker', async (_what, event) => {
  const happens = await worker();
  put('haven 1', PAGES);
  expect(await happens('fetch', event)).toBeNull();
  expect(fetched).toEqual([]);
});

test('a path that only begins like the server’s own is a screen', async () => {
  const happens = await worker();
  put('haven 1', PAGES);
  expect(await (await happens('fetch', asks('/apiary', { mode: 'navigate' })))?.text()).toBe('this page');
});

test.each(['activate', 'fetch'])(
  'older builds go by "%s" once no page has them open; newer ones, and what is not ours, stay',
  async (by) => {
    const happens = await worker('2');
    put('another app', { '/assets/old.js': '' });
    put('haven 0', { '/assets/old.js': '', '/index.html': '' });
    put('haven 1', { '/assets/app-1.js': '' });
    put('haven 2', PAGES);
    put('haven 3', { '/assets/app-3.js': '' });
    // A lock of something else that has the name of one of its files is none of a page's.
    locks = [{ name: '/assets/app-1.js' }, { name: '/index.html' }];
    await happens(by, asks('/', { mode: 'navigate' }));
    expect(await caches.keys()).toEqual(['another app', 'haven 1', 'haven 2', 'haven 3']);
  },
);

test('a worker whose own build is not there drops no other', async () => {
  const happens = await worker('9');
  put('haven 0', { '/assets/old.js': '' });
  put('haven 1', { '/assets/old.js': '' });
  await happens('activate');
  expect(await caches.keys()).toEqual(['haven 0', 'haven 1']);
});

test('a new version waits until it is asked for', async () => {
  const happens = await worker();
  await happens('message', { data: 'something else' });
  expect(skipped).toBe(0);
  await happens('message', { data: 'use this version' });
  expect(skipped).toBe(1);
});

test('the page that was loaded before there was a worker goes on with it, once that is in use', async () => {
  const happens = await worker();
  await happens('install');
  expect(claimed).toBe(0);
  await happens('activate');
  expect(claimed).toBe(1);
});
