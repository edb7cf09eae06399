import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const READY = /Haven is running at (\S+)/;

export interface HavenProcess {
  url: string;
  child: ChildProcess;
  /** What it has printed so far, both outputs. */
  output(): string;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** As Ctrl-C; answers the exit code. */
  stop(): Promise<number | null>;
}

/** The built program as a process of its own, on a free port. @throws with its output when it does not come up */
export const startHaven = async (
  dataDir: string,
  { args = [], env = {}, port = 0 }: { args?: string[]; env?: Record<string, string>; port?: number } = {},
): Promise<HavenProcess> => {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js'), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: '', HAVEN_DATA: dataDir, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = READY.exec(printed)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`Haven ended with ${String(code)} before it was ready:\n${printed}`)),
    );
  });
  const gone = async (signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    }
    return child.exitCode;
  };
  return {
    url,
    child,
    output: () => printed,
    kill: async () => void (await gone('SIGKILL')),
    stop: () => gone('SIGINT'),
  };
};
