import { expect, test } from 'vitest';
import { readSettings } from '../../server/environment.ts';
import { readCertificate } from '../../server/transport.ts';

const settings = (env: Record<string, string>, ...argv: string[]) => readSettings(env, argv);
const files = { HAVEN_TLS_CERT: '/etc/haven/cert.pem', HAVEN_TLS_KEY: '/etc/haven/key.pem' };

test('on this machine alone Haven needs no certificate', () => {
  for (const HOST of ['', '127.0.0.1', 'localhost', '::1']) {
    expect(settings({ HOST })).toMatchObject({ certificate: undefined, publicUrl: undefined });
  }
});

test('for others Haven does not start without HTTPS, and says what to set', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.20', 'haven.example']) {
    expect(() => settings({ HOST })).toThrow(/HTTPS only.*HAVEN_TLS_CERT and HAVEN_TLS_KEY.*HAVEN_URL/s);
  }
  expect(() => settings({ HOST: '0.0.0.0', HAVEN_URL: 'http://localhost:3000' })).toThrow(/HTTPS only/);
});

test('a certificate of its own, or a proxy that has one, lets others in', () => {
  expect(settings({ HOST: '0.0.0.0', ...files }).certificate).toEqual({
    cert: '/etc/haven/cert.pem',
    key: '/etc/haven/key.pem',
  });
  expect(settings({ HOST: '0.0.0.0', HAVEN_URL: 'https://haven.example/' }).publicUrl).toBe('https://haven.example');
});

test('half a setting, or an address that is none, is refused in words', () => {
  expect(() => settings({ HAVEN_TLS_CERT: 'cert.pem' })).toThrow(/belong together/);
  expect(() => settings({ HAVEN_TLS_KEY: 'key.pem' })).toThrow(/belong together/);
  for (const HAVEN_URL of ['haven.example', 'http://haven.example', 'ftp://haven.example']) {
    expect(() => settings({ HAVEN_URL })).toThrow(/HAVEN_URL must be the https:\/\/ address/);
  }
  expect(() => readCertificate({ cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' })).toThrow(
    'HAVEN_TLS_CERT names /nowhere/cert.pem, which cannot be read.',
  );
});

test('the audit can be checked without a certificate: nothing listens meanwhile', () => {
  expect(settings({ HOST: '0.0.0.0' }, '--verify-audit').host).toBe('0.0.0.0');
});
