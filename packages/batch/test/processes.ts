import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** The built package, for programs that run in processes of their own. */
export const BUILT_PACKAGE: string = new URL('../dist/index.js', import.meta.url).href;

export interface Started {
  /** The next line the program prints; rejects when it ends first. */
  line(): Promise<string>;
}

/** Starts a module written as text; its arguments begin at process.argv[1]. Killed when the running test ends. */
export function startProgram(source: string, ...args: string[]): Started {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    line: async () => {
      const next = await lines.next();
      if (next.done) throw new Error('the program ended without a further line');
      return next.value;
    },
  };
}
