import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCertificate } from '../../server/transport.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

/** Made for these tests; their keys are public, so nothing may ever trust them. */
const fixture = (name: string) => path.resolve(import.meta.dirname, `../fixtures/${name}`);
const named = (name: string) => ({ cert: fixture(`${name}.cert.pem`), key: fixture(`${name}.key.pem`) });
const first = named('test-only-localhost');
const renewed = named('test-only-renewed');
const ca = [readFileSync(first.cert), readFileSync(renewed.cert)];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ certificate: readCertificate(first) });
});
afterAll(() => app?.stop());

interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
}

const ask = (way: string, options: { method?: string; headers?: Record<string, string> } = {}, body?: string) =>
  new Promise<Heard>((resolve, reject) => {
    const sent = request(`${app.url}${way}`, { ca, agent: false, ...options }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    sent.once('error', reject);
    sent.end(body);
  });

const signIn = async (email: string) => {
  await app.account(email, 'a long enough password');
  const headers = { 'content-type': 'application/json', origin: app.url };
  return ask(
    '/api/sign-in',
    { method: 'POST', headers },
    JSON.stringify({ email, password: 'a long enough password' }),
  );
};

const shownCertificate = async (): Promise<string> => {
  const { port } = new URL(app.url);
  const socket = await new Promise<TLSSocket>((resolve) => {
    const opened = connect({ host: 'localhost', port: Number(port), ca }, () => resolve(opened));
  });
  const { O } = socket.getPeerCertificate().subject;
  socket.destroy();
  return String(O);
};

test('with a certificate Haven speaks HTTPS, and browsers are told to come no other way', async () => {
  expect(app.url).toMatch(/^https:/);
  const { status, headers } = await ask('/healthz');
  expect(status).toBe(200);
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
});

test('who signs in over HTTPS is given a cookie that travels no other way', async () => {
  const { status, headers } = await signIn('one@haven.example');
  expect(status).toBe(204);
  expect(headers['set-cookie']?.[0]).toMatch(/^__Host-haven=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test('what changes is heard live over HTTPS too', async () => {
  const { headers } = await signIn('two@haven.example');
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const socket = io(app.url, { ca, extraHeaders: { cookie, origin: app.url }, transports: ['websocket'] } as object);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  expect(socket.connected).toBe(true);
  socket.disconnect();
});

test('without a certificate nothing is said of HTTPS, which browsers would hold against this machine', async () => {
  const plain = await startTestApp();
  const { headers } = await plain.nobody.get('/healthz');
  expect(headers.get('strict-transport-security')).toBeNull();
  await plain.stop();
});

test('a renewed certificate is used from the next connection on; one that does not fit leaves the last in use', async () => {
  expect(await shownCertificate()).toContain('never trust');
  app.running.renew(readCertificate(renewed));
  expect(await shownCertificate()).toContain('renewed');
  expect(() => app.running.renew(readCertificate({ cert: first.cert, key: renewed.key }))).toThrow(/mismatch/i);
  expect(await shownCertificate()).toContain('renewed');
});
