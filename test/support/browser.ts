import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Person, TestApp } from './app.ts';
import { wholeNames } from './wholeNames.ts';

/** The built client, for `startTestApp({ clientDir })`. */
export const clientDir = path.resolve(import.meta.dirname, '../../dist/client');

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const advice =
  'No browser for the tests. Install Chromium (Debian: "apt-get install chromium") or Chrome, or name one in HAVEN_CHROMIUM.';

const installed = (): string | undefined => {
  const named = process.env['HAVEN_CHROMIUM'];
  if (named && !existsSync(named)) throw new Error(`HAVEN_CHROMIUM names ${named}, which is not there.`);
  return named ?? usual.find((it) => existsSync(it));
};

/** Made for a cloud function. In one process for all, a single page that fails takes every window with it. */
const unwanted = new Set(['--single-process', '--no-zygote']);

/** An installed Chromium or Chrome, else the one the npm package brings. */
const program = async (): Promise<{ executablePath: string; args: string[] }> => {
  const found = installed();
  if (found) return { executablePath: found, args: quiet };
  const args = [...chromiumPackage.args, ...quiet].filter((it) => !unwanted.has(it));
  return { executablePath: await chromiumPackage.executablePath(), args };
};

/** @throws Error that says how to get one */
export const openBrowser = async (): Promise<Browser> => {
  try {
    return await chromium.launch(await program());
  } catch (cause) {
    if (installed()) throw cause;
    throw new Error(advice, { cause });
  }
};

export interface Profile {
  context: BrowserContext;
  /** As when the battery dies. */
  kill(): Promise<void>;
}

/** A browser that keeps what it stores in a folder, as one on a tablet does, and finds it there when opened again. */
export const openProfile = async (folder: string): Promise<Profile> => {
  const { executablePath, args } = await program();
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'];
  const child = spawn(executablePath, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`${advice}\n${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no window');
  return {
    context,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};

export const sizes = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  portrait: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
} as const;

/** Whatever is waited for: a slow machine takes longer, and nothing is measured by it. */
export const PATIENCE_MS = 60_000;

export interface Window {
  page: Page;
  context: BrowserContext;
  /** Everything the page was sent over HTTP and the socket, as text. */
  received: string[];
  /** The same, once whatever has come so far is in it. */
  told(): Promise<string>;
  /** @throws where the page logged an error, broke its policy or asked another origin for something */
  close(): Promise<void>;
}

/** Answers a wait for what is being read. */
const watch = (page: Page, origin: string, received: string[], faults: string[]): (() => Promise<unknown>) => {
  const reading = new Set<Promise<unknown>>();
  page.on('console', (message) => {
    // The browser itself reports refused requests; screens say what they mean.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin)
      faults.push(`another origin was asked: ${url.origin}`);
  });
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return;
    const read = response
      .text()
      .then(
        (text) => received.push(text),
        () => received.push('(no body)'),
      )
      .finally(() => reading.delete(read));
    reading.add(read);
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString())));
  return () => Promise.all(reading);
};

/**
 * A window of one person's own: their cookie, nobody else's storage. Haven installs itself only where a test is about
 * that: each time it fetches every file there is. With `movesTime` its clock can be stopped and moved.
 */
export const openWindow = async (
  browser: Browser,
  app: Pick<TestApp, 'url'>,
  person: Pick<Person, 'cookie'> | null,
  size: { width: number; height: number } = sizes.desk,
  { installs = false, movesTime = false } = {},
): Promise<Window> => {
  const serviceWorkers = installs ? 'allow' : 'block';
  const place = { locale: 'en-GB', timezoneId: 'Europe/London' };
  const context = await browser.newContext({ viewport: size, serviceWorkers, ...place });
  if (person) {
    const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: app.url, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = wholeNames(await context.newPage());
  page.setDefaultTimeout(PATIENCE_MS);
  if (movesTime) await page.clock.install();
  const received: string[] = [];
  const faults: string[] = [];
  const read = watch(page, new URL(app.url).origin, received, faults);
  return {
    page,
    context,
    received,
    told: async () => {
      await read();
      return received.join('\n');
    },
    close: async () => {
      // What is being answered as the window goes is nobody's fault.
      for (const it of [page, context]) await it.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
      if (faults.length > 0) throw new Error(`The page had faults:\n${faults.join('\n')}`);
    },
  };
};
