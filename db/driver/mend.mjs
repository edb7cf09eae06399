/**
 * Runs after `npm ci`: mends what postgres.js 3.4.9 does where a connection ends under it. See docs/decisions/0014.
 * Plain JavaScript, because it runs before anything is built.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '3.4.9';

/** What was, and what is to stand there instead; each `was` is found once in its file. */
const MENDS = {
  'connection.js': [
    {
      why: 'A write that comes after the end is an error of its query, not of the process.',
      was: `  function nextWrite(fn) {\n`,
      is: `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
`,
    },
    {
      why: 'What was not written yet is not the beginning of the next connection.',
      was: `    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer`,
      is: `    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer`,
    },
    {
      why: 'Whatever was asked is refused at the end, so that no later answer is taken for one to it; half an answer goes too.',
      was: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      is: `    const unanswered = query
    query = results = errorResponse = final = null
    result = new Result()
    rows = 0
    unanswered && queryError(unanswered, Errors.connection('CONNECTION_CLOSED', options))

    if (initial)
      return reconnect()

    ;(stream || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options))
`,
    },
    {
      why: 'An answer that broke off with an error is no beginning of the next.',
      was: `    query = results = errorResponse = null\n    result = new Result()\n`,
      is: `    query = results = errorResponse = null\n    result = new Result()\n    rows = 0\n`,
    },
    {
      why: 'What is said in one moment goes out in one piece, long or not: each piece wakes the database.',
      was: `chunk.length >= 1024`,
      is: `chunk.length >= 65536`,
    },
    {
      why: 'What it asks for itself while a connection begins is refused like anything else, where nobody waits for it.',
      was: `        return fetchArrayTypes()\n`,
      is: `        return void fetchArrayTypes().catch(noop)\n`,
    },
  ],
  'index.js': [
    {
      why: 'A transaction whose connection has ended says nothing more: another may have that connection by now.',
      was: `        q.catch(e => uncaughtError || (uncaughtError = e))\n`,
      is: `        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (over) return q.reject(over)\n`,
    },
    {
      why: 'So it has to be told that it ended.',
      was: `connection.onclose = reject)`,
      is: `connection.onclose = (e) => { over = e; reject(e) })`,
    },
    {
      why: 'And remember it.',
      was: `      , prepare = null\n\n    try {`,
      is: `      , prepare = null\n      , over = null\n\n    try {`,
    },
    {
      why: 'Who listened before the end goes on trying to, until the database is back.',
      was: `Promise.all(listeners.map(l => listen(name, l.fn, l.onlisten).catch(() => { /* noop */ })))`,
      is: `listeners.forEach(l => listenAgain(name, l))`,
    },
    {
      why: 'So there is a way to.',
      was: `  async function notify(`,
      is: `  function listenAgain(name, l) {
    listen(name, l.fn, l.onlisten).catch(() => {
      delete listen.channels[name]
      ending || setTimeout(listenAgain, 1000, name, l).unref()
    })
  }

  async function notify(`,
    },
    {
      why: 'Haven asks for this before it connects.',
      was: `Object.assign(Postgres, {\n`,
      is: `Object.assign(Postgres, {\n  mended: true,\n`,
    },
  ],
};

const mended = (text, { was, is }, file) => {
  if (text.includes(is)) return text;
  if (text.split(was).length !== 2)
    throw new Error(`${file} of postgres.js is not what it was: look at each mend anew.`);
  return text.replace(was, () => is);
};

const mendFile = (folder, name) => {
  const file = path.join(folder, name);
  const before = readFileSync(file, 'utf8');
  const after = MENDS[name].reduce((text, it) => mended(text, it, name), before);
  if (after === before) return;
  // In one step: whoever reads it meanwhile finds the one or the other.
  writeFileSync(`${file}.new`, after);
  renameSync(`${file}.new`, file);
};

const source = path.dirname(fileURLToPath(import.meta.resolve('postgres')));
const { version } = JSON.parse(readFileSync(path.join(source, '..', 'package.json'), 'utf8'));
if (version !== VERSION)
  throw new Error(`The mends are for postgres.js ${VERSION}; this is ${version}. Look at each anew.`);
for (const name of Object.keys(MENDS)) mendFile(source, name);
