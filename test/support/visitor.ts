import { createHash, randomBytes } from 'node:crypto';
import { uuidv7 } from '../../server/engine/ids.ts';
import { createVenue } from '../../shared/venues/contract.ts';
import type { HavenProcess } from './process.ts';
import { pause } from './random.ts';

export interface Said {
  status: number;
  body: Record<string, unknown>;
  replay: boolean;
}

/** Someone outside the process, who knows only the public addresses. */
export class Visitor {
  cookie = '';
  /** The status of each answer to `until` that was no success. */
  readonly refusals: number[] = [];

  constructor(public url: string) {}

  async send(path: string, body?: unknown, type = 'application/json'): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) this.cookie = cookies.map((it) => it.split(';')[0]).join('; ');
    return answer;
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.send(path);
    if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async say(name: string, args: unknown, id = uuidv7(), occurredAt = new Date().toISOString()): Promise<Said> {
    const answer = await this.send(`/api/commands/${name}`, { id, args, occurredAt });
    const body = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, body, replay: answer.headers.get('idempotent-replay') === 'true' };
  }

  /** However often it takes. @throws where it is refused */
  async done(name: string, args: unknown): Promise<Record<string, unknown>> {
    const said = await this.until(name, args, () => false);
    return said?.body['result'] as Record<string, unknown>;
  }

  /** As a tablet does: the same command, with the same id, until it is answered. */
  async until(name: string, args: unknown, over: () => boolean): Promise<Said | null> {
    const id = uuidv7();
    const occurredAt = new Date().toISOString();
    while (!over()) {
      try {
        const said = await this.say(name, args, id, occurredAt);
        if (said.status === 200) return said;
        this.refusals.push(said.status);
        if (said.status < 500) throw new Error(`${name} was refused: ${said.status} ${JSON.stringify(said.body)}`);
      } catch (error) {
        // Node's fetch throws TypeError when nobody answers: the server is down just now.
        if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      }
      await pause(20);
    }
    return null;
  }
}

const invitePlanner = async (administrator: Visitor): Promise<{ visitor: Visitor; userId: string }> => {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const userId = uuidv7();
  const grants = [{ grantId: uuidv7(), role: 'planner' }];
  const name = 'First Planner';
  await administrator.done('users.invite', { userId, name, email: 'planner@haven.example', tokenHash, grants });
  const visitor = new Visitor(administrator.url);
  const joined = await visitor.send('/api/join', { token, name, password: 'a long enough password' });
  if (!joined.ok) throw new Error(`Joining was refused: ${joined.status} ${await joined.text()}`);
  return { visitor, userId };
};

const LINK = /\/join#([A-Za-z0-9_-]+)/;

/**
 * Sets a fresh Haven up as its first people would: the administrator joins by the printed link and invites a planner, who
 * adds a venue, opens an operation and a centre, and is made its manager. Nobody takes a role for themselves.
 */
export const setUp = async (
  haven: HavenProcess,
): Promise<{ visitor: Visitor; operationId: string; centreId: string }> => {
  const administrator = new Visitor(haven.url);
  while (!LINK.test(haven.output())) await pause(20);
  const token = LINK.exec(haven.output())?.[1];
  const joined = await administrator.send('/api/join', {
    token,
    name: 'First Administrator',
    email: 'first@haven.example',
    password: 'a long enough password',
  });
  if (!joined.ok) throw new Error(`Joining was refused: ${joined.status} ${await joined.text()}`);
  const { visitor, userId } = await invitePlanner(administrator);
  const operationId = uuidv7();
  const centreId = uuidv7();
  const venueId = uuidv7();
  await visitor.done('venues.create', { venueId, details: createVenue.example.details });
  await visitor.done('operations.open', { operationId, codeName: 'Marram', type: 'warrant', state: 'running' });
  const doorsAt = new Date(Date.now() + 3_600_000).toISOString();
  const reason = 'The only venue there is';
  await visitor.done('centres.activate', {
    operationId,
    centreId,
    venueId,
    to: 'activating',
    expected: 20,
    doorsAt,
    reason,
    overrideReason: reason,
  });
  await visitor.done('centres.setState', {
    operationId,
    centreId,
    to: 'open',
    baseVersion: 1,
    overrideReason: 'Nobody is there yet',
  });
  await administrator.done('users.grant', { userId, grantId: uuidv7(), role: 'manager', operationId, centreId });
  return { visitor, operationId, centreId };
};
