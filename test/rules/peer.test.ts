import { describe, expect, test } from 'vitest';
import { readSettings } from '../../server/environment.ts';
import { forwardedPeer } from '../../server/http/peer.ts';

const PROXY = '10.0.0.1';

describe('whose request it is', () => {
  test('is the other end of the wire where no proxy is ours, whatever is forwarded', () => {
    expect(forwardedPeer('192.0.2.7', '203.0.113.1', 0)).toBe('192.0.2.7');
    expect(forwardedPeer('192.0.2.7', undefined, 0)).toBe('192.0.2.7');
  });

  test('is what our outermost proxy saw, counted from the right', () => {
    expect(forwardedPeer(PROXY, '192.0.2.7', 1)).toBe('192.0.2.7');
    expect(forwardedPeer(PROXY, '203.0.113.1, 192.0.2.7', 1)).toBe('192.0.2.7');
    expect(forwardedPeer(PROXY, '203.0.113.1, 192.0.2.7, 10.0.0.2', 2)).toBe('192.0.2.7');
  });

  test('is the other end of the wire where fewer have forwarded it than are ours, or no address stands there', () => {
    expect(forwardedPeer(PROXY, undefined, 1)).toBe(PROXY);
    expect(forwardedPeer(PROXY, '203.0.113.1', 2)).toBe(PROXY);
    expect(forwardedPeer(PROXY, 'unknown', 1)).toBe(PROXY);
    expect(forwardedPeer(PROXY, '203.0.113.1, ', 1)).toBe(PROXY);
  });

  test('is one address however it is written, and one network of IPv6', () => {
    expect(forwardedPeer('::ffff:192.0.2.7', undefined, 0)).toBe('192.0.2.7');
    expect(forwardedPeer(PROXY, '192.0.2.7:4711', 1)).toBe('192.0.2.7');
    const network = '2001:db8:1:2::/64';
    const written = ['2001:db8:1:2::1', '[2001:DB8:1:2::9]:443', '2001:0db8:0001:0002:ffff:1:2:3'];
    expect(written.map((one) => forwardedPeer(PROXY, one, 1))).toEqual(written.map(() => network));
    expect(forwardedPeer(PROXY, '2001:db8::1', 1)).toBe('2001:db8:0:0::/64');
  });
});

describe('HAVEN_PROXIES', () => {
  const proxies = (text?: string) => readSettings(text === undefined ? {} : { HAVEN_PROXIES: text }, []).proxies;

  test('says how many proxies are ours: none, unless it is set', () => {
    expect([proxies(), proxies(''), proxies('0'), proxies('2')]).toEqual([0, 0, 0, 2]);
  });

  test('is refused in its own words where it is no such number', () => {
    for (const text of ['-1', '1.5', 'all', '10']) expect(() => proxies(text)).toThrow(/HAVEN_PROXIES must be a/);
  });
});
