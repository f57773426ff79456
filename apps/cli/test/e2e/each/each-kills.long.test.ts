import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, startBallast } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { HAS_PYTHON, PYTHON, quietFiles, script } from './each-place.ts';

/** BALLAST_KILLS=20 sets another number. */
const KILLS = Number(process.env.BALLAST_KILLS ?? 4);

const place = placeOfEachTest();

/** Says when it starts, writes a file, crashes on one input and raises on another. */
const TASK = `import ctypes, json, os, sys, time
path, out, starts = sys.argv[1:4]
name = os.path.basename(path)
with open(starts, 'a') as file:
    file.write(name + '\\n')
time.sleep(0.05)
with open(os.path.join(out, 'copy.txt'), 'w') as file:
    file.write(name * 1000)
if name == 'f07.dat':
    ctypes.string_at(0)
if name == 'f12.dat':
    raise ValueError('bad file')
print(json.dumps({'size': os.path.getsize(path), 'third': 1 / 3}))
`;

describe.runIf(HAS_PYTHON)('a batch of tasks whose coordinator is killed at random instants', () => {
  it('runs no task again that has ended, and ends with the same files', async () => {
    const sims = quietFiles(place.sims, 20);
    const file = script(place.folder, 'task.py', TASK);
    const argsFor = (out: string, starts: string): string[] => [
      ...['each', sims, '--out', out, '--no-history', '--no-html'],
      ...['--', PYTHON, file, '{}', '{out}', starts],
    ];
    const undisturbed = path.join(place.folder, 'undisturbed');
    const began = performance.now();
    const whole = await ballast(argsFor(undisturbed, path.join(place.folder, 'other.txt')));
    const time = performance.now() - began;
    expect(whole.code).toBe(1);
    expect(whole.stderr).toMatch(/f07\.dat: .*SIGSEGV/);
    expect(whole.stderr).toMatch(/f12\.dat: .*ValueError: bad file/);
    const starts = path.join(place.folder, 'starts.txt');
    writeFileSync(starts, '');
    let killed = 0;
    let startedTwice = 0;
    for (let round = 0; killed < KILLS; round += 1) {
      const out = path.join(place.folder, `out-${round % 4}`);
      const done = succeededIn(out);
      writeFileSync(starts, '');
      const { child, ended } = startBallast(argsFor(out, starts));
      await until('its journal', () => child.exitCode !== null || journalOf(out).length > 0);
      await pause(Math.random() * time);
      if (child.kill('SIGKILL')) killed += 1;
      await ended;
      await pause(300);
      const again = readFileSync(starts, 'utf8').split('\n');
      startedTwice += done.filter((name) => again.includes(name)).length;
    }
    for (let i = 0; i < Math.min(4, KILLS); i += 1) {
      const out = path.join(place.folder, `out-${i}`);
      const { code, stderr } = await ballast(argsFor(out, starts));
      expect(code, stderr).toBe(1);
      for (const name of ['tables/tasks.csv', 'tables/outputs/f03/copy.txt', 'tables/outputs/f20/copy.txt'])
        expect(readFileSync(path.join(out, name)), name).toEqual(readFileSync(path.join(undisturbed, name)));
    }
    console.info(JSON.stringify({ killed, startedTwice }));
    expect(startedTwice).toBe(0);
  });
});

/** Inputs whose success the journal records. */
function succeededIn(out: string): string[] {
  const records = journalOf(out);
  const files = new Map(records.filter(({ type }) => type === 'input').map(({ task, file }) => [task, file]));
  return records.flatMap(({ type, task, outcome }) => {
    const { kind } = (outcome ?? {}) as { readonly kind?: string };
    const isDone = (type === 'settled' || type === 'kept') && kind === 'succeeded';
    return isDone ? [files.get(task) ?? ''] : [];
  });
}
