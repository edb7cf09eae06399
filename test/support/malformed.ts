/** Malformed requests of every kind there is an address for, from the contracts: commands, queries, exchanges, files. */
import { registry } from '../../server/commands.ts';
import { type AnyRoute, isQuery, methodOf, namesIn } from '../../server/http/answer.ts';
import { isDeep } from '../../server/engine/deep.ts';
import { parse } from '../../server/engine/parse.ts';
import type { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { envelope } from '../../shared/contract.ts';
import { pushItems } from '../../shared/routes/tablets.ts';
import type { Loose, Person, Sending, TestApp } from './app.ts';
import { contractsOf } from './contracts.ts';
import { withIds } from './examples.ts';
import type { Scene } from './scene.ts';
import { garbledJson, pick, spoilt } from './spoilt.ts';

export interface Malformed {
  about: string;
  who: Person;
  path: string;
  sending: Sending;
  /** It cannot be understood, or asks and changes nothing: whatever it is answered, no row is another one after it. */
  harmless: boolean;
  /** The id of the command, where it is one that may be done. */
  commandId?: string;
}

type Random = () => number;

interface Asking {
  app: TestApp;
  random: Random;
  people: readonly Person[];
  /** Ids that lead somewhere, by the names they have. */
  ids: Readonly<Record<string, string>>;
}

const json = { 'content-type': 'application/json' };
const types = [
  'text/plain',
  'application/jsonp',
  'multipart/form-data; boundary=',
  'application/json; charset=utf-16',
  '',
];

const headersFor = (random: Random): Record<string, string> =>
  random() < 0.97 ? json : { 'content-type': pick(random, types) };

/** What the server makes of a body, or `undefined` where it is none. */
const readAs = (body: string | Uint8Array, headers: Record<string, string>): Loose => {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body)));
  } catch {
    return undefined;
  }
};

const isUnderstood = (schema: z.ZodType, value: unknown): boolean => {
  if (value === undefined || isDeep(value)) return false;
  try {
    parse(schema, value);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
};

const command = ({ app, random, people, ids }: Asking): Malformed => {
  const { contract } = pick(random, [...registry.values()]);
  const args = withIds(app, contract.example, ids);
  const whole = { id: app.newId(), args, occurredAt: '2026-11-19T05:30:00Z' };
  // Some are well made, and of nothing that is there.
  const spoil = random();
  const inside = spoil < 0.15 ? args : spoilt(random, args);
  const said = spoil < 0.85 ? { ...whole, args: inside } : spoilt(random, whole);
  const headers = headersFor(random);
  const body = garbledJson(random, said);
  const read = readAs(body, headers);
  const mayBeDone = isUnderstood(envelope, read) && isUnderstood(contract.args, read.args);
  return {
    about: contract.name,
    who: pick(random, people),
    path: `/api/commands/${contract.name}`,
    sending: { method: 'POST', body, headers },
    harmless: !mayBeDone,
    ...(mayBeDone ? { commandId: read.id } : {}),
  };
};

const wrongNames = ['%00', '%ff', '%', '..', '%2e%2e%2f', "'", 'null', '0', '%F0%9F%92%A9', 'a'.repeat(3000)];

const addressOf = ({ random, ids }: Asking, { path }: AnyRoute): string =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    random() < 0.4 ? pick(random, wrongNames) : (ids[name] ?? ids['operationId'] ?? ''),
  );

const encoded = (random: Random, value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  // As it stands it is often no query at all.
  return random() < 0.1 ? pick(random, ['%', '%ff', '%00', '%ed%a0%80']) : encodeURIComponent(text.toWellFormed());
};

const askedOf = (random: Random, { path, params, example }: AnyRoute): string => {
  const inPath = namesIn(path);
  const given = {
    ...(example.params as object),
    ...Object.fromEntries(Object.keys(params.shape).map((it) => [it, '1'])),
  };
  const own = Object.fromEntries(Object.entries(given).filter(([key]) => !inPath.includes(key)));
  const made = spoilt(random, own);
  if (made === null || typeof made !== 'object') return '';
  const pairs = Object.entries(made).map(([key, value]) => `${encoded(random, key)}=${encoded(random, value)}`);
  return `?${(random() < 0.1 ? [...pairs, ...pairs] : pairs).join('&')}`.slice(0, 8000);
};

const query = (asking: Asking, route: AnyRoute): Malformed => ({
  about: `get ${route.path}`,
  who: pick(asking.random, asking.people),
  path: `${addressOf(asking, route)}${askedOf(asking.random, route)}`,
  sending: {},
  harmless: true,
});

const boundary = 'a-boundary';
const inForm = (random: Random, file: string): string =>
  pick(random, [
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}\r\n--${boundary}--\r\n`,
    `--${boundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\n${file}\r\n--${boundary}--\r\n`,
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}`,
    `--${boundary}\r\n\r\n${file}\r\n--${boundary}--`,
    file,
  ]);

const spoiltFile = (random: Random, file: string): string => {
  const at = Math.floor(random() * file.length);
  const more = pick(random, [
    '"',
    ',',
    '\n',
    '\r',
    '\u0000',
    ';',
    '\t',
    '"a""',
    '\ufffd',
    '=1+1',
    '9'.repeat(400),
    '\u202e',
    'é,"\n"',
  ]);
  return file.slice(0, at) + more + file.slice(at + (random() < 0.5 ? 1 : 0));
};

const fileSent = ({ random }: Asking, example: unknown): Sending => {
  const csv = Array.from({ length: 3 }).reduce<string>((it) => spoiltFile(random, it), String(example));
  const isForm = random() < 0.5;
  const bytes = Buffer.from(isForm ? inForm(random, csv) : csv, random() < 0.9 ? 'utf8' : 'latin1');
  const type = isForm ? `multipart/form-data; boundary=${boundary}` : 'text/csv';
  return { method: 'POST', body: bytes, headers: { 'content-type': random() < 0.95 ? type : pick(random, types) } };
};

const exchange = (asking: Asking, route: AnyRoute): Malformed => {
  const { random, people, app, ids } = asking;
  const { body: schema = null, example, sends } = route as Loose;
  const about = `${methodOf(route)} ${route.path}`;
  const who = pick(random, people);
  const path = `${addressOf(asking, route)}${random() < 0.1 ? askedOf(random, route) : ''}`;
  if (sends) return { about, who, path, sending: fileSent(asking, example.body), harmless: false };
  const headers = headersFor(random);
  const body = garbledJson(random, spoilt(random, withIds(app, example.body, ids)));
  // What is handed in is kept, however malformed: somebody said it.
  const isKept = route.path === pushItems.path;
  const harmless = !isKept && schema !== null && !isUnderstood(schema, readAs(body, headers));
  return { about, who, path, sending: { method: 'POST', body, headers }, harmless };
};

/** What ends the session of whoever asks, which would end the game; and commands, which are asked by themselves. */
const left = new Set(['/api/commands/:name', '/api/sign-out', '/api/device/lock']);

/** One after the other without end. The same seed, in the same scene, makes the same ones. */
export function* malformed(
  app: TestApp,
  scene: Scene,
  random: Random,
  more: readonly Person[] = [],
): Generator<Malformed> {
  const { operationId, centreId, planner, manager, volunteer, silver } = scene;
  const ids = { id: operationId, operationId, centreId };
  const people = [planner, manager, manager, volunteer, silver, app.nobody, ...more];
  const asking: Asking = { app, random, people, ids };
  const routes = contractsOf(app).filter((it) => !left.has(it.path));
  const reads = routes.filter((it) => isQuery(it) || methodOf(it) === 'get');
  const others = routes.filter((it) => !reads.includes(it));
  for (;;) {
    const kind = random();
    if (kind < 0.6) yield command(asking);
    else yield kind < 0.8 ? query(asking, pick(random, reads)) : exchange(asking, pick(random, others));
  }
}
