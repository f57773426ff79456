import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const SIGNALS = new URL('../../../dist/platform/signals.js', import.meta.url).href;
const HAS_SIGNALS = process.platform !== 'win32';
if (!HAS_SIGNALS) console.warn('skipped: on Windows one process cannot send another a signal');

const ENDS_WITH_3 = `
  import { keepListeningToTheEnd, listenForSignals } from '${SIGNALS}';
  listenForSignals(() => undefined);
  process.exitCode = 3;
  keepListeningToTheEnd();
  process.stdout.write('done');
`;

describe.runIf(HAS_SIGNALS)('a process that is done', () => {
  it('keeps its exit code whenever a signal arrives before it has ended', async () => {
    for (let repeat = 0; repeat < 10; repeat += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', ENDS_WITH_3], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const signalOften = (): void => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGINT');
        setImmediate(signalOften);
      };
      child.stdout.once('data', signalOften);
      expect(await once(child, 'exit')).toEqual([3, null]);
    }
  });
});
