import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fairWeather, faultProxy, type FaultProxy } from '../support/proxy.ts';
import { seeded } from '../support/random.ts';

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

/** A server that counts what reaches it, behind the line. */
const behind = async (): Promise<{ proxy: FaultProxy; reached: string[]; say: (words: string) => Promise<string> }> => {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      reached.push(body);
      response.end(`heard ${body}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await faultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, seeded(5));
  stop = async () => {
    await proxy.stop();
    server.closeAllConnections();
    server.close();
  };
  const say = async (body: string) => {
    const answer = await fetch(proxy.url, { method: 'POST', body, headers: { connection: 'close' } });
    return answer.text();
  };
  return { proxy, reached, say };
};

test('in fair weather the line changes nothing', async () => {
  const { reached, say } = await behind();
  expect(await say('one')).toBe('heard one');
  expect(reached).toEqual(['one']);
});

test('a lost reply was done all the same, and a cut one never reached anybody', async () => {
  const { proxy, reached, say } = await behind();
  proxy.weather = { ...fairWeather, lostReplies: 1 };
  await expect(say('done')).rejects.toThrow('fetch failed');
  proxy.weather = { ...fairWeather, resets: 1 };
  await expect(say('never')).rejects.toThrow('fetch failed');
  proxy.weather = { ...fairWeather, dark: 'refused' };
  await expect(say('nor this')).rejects.toThrow('fetch failed');
  expect(reached).toEqual(['done']);
});

test('a repeated request arrives a second time, after others', async () => {
  const { proxy, reached, say } = await behind();
  proxy.weather = { ...fairWeather, repeats: 1 };
  await say('first');
  proxy.weather = { ...fairWeather };
  await say('second');
  await proxy.settled();
  expect(reached).toEqual(['first', 'second', 'first']);
});

test('silence swallows what is said, and ends nothing', async () => {
  const { proxy, reached, say } = await behind();
  proxy.weather = { ...fairWeather, dark: 'silent' };
  const patience = new AbortController();
  const silent = fetch(proxy.url, { method: 'POST', body: 'hello', signal: patience.signal });
  let ended = false;
  const over = silent.then(
    () => (ended = true),
    () => (ended = true),
  );
  await expect.poll(() => proxy.swallowed).toBeGreaterThan(0);
  proxy.weather = { ...fairWeather };
  expect(await say('after it')).toBe('heard after it');
  expect([reached, ended]).toEqual([['after it'], false]);
  patience.abort();
  await over;
});
