import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { Env } from './types.ts';

/** An address without port, brackets or the wrapping of IPv4 in IPv6; `null` where it is none. */
const addressIn = (text: string): string | null => {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) ? address : null;
};

/** The first four groups of an IPv6 address: whoever has one has all of its network. */
const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = (half: string): string[] => half.split(':').filter((it) => it !== '');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const between = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(0, between) }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((it) => Number.parseInt(it, 16).toString(16))
    .join(':')}::/64`;
};

/**
 * Whose request it is, behind this many proxies that are ours. Each adds to the right of `X-Forwarded-For` the address
 * it was asked from, so only that many from the right are believed: what stands further left, anybody can write. Where
 * fewer stand there than we have proxies, the request came past one, and nothing in it is believed.
 */
export const forwardedPeer = (remote: string | undefined, forwarded: string | undefined, proxies: number): string => {
  const told = proxies > 0 ? (forwarded ?? '').split(',').map((it) => it.trim()) : [];
  const named = told.at(-proxies);
  const address = (told.length >= proxies && named ? addressIn(named) : null) ?? addressIn(remote ?? '');
  return address === null ? 'unknown' : networkOf(address);
};

export type PeerOf = (c: Context<Env>) => string;

export const peerBehind =
  (proxies: number): PeerOf =>
  (c) =>
    forwardedPeer(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), proxies);
