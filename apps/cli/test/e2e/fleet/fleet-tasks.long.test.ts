import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noServer, type PlainServer, testServer } from '@ballast/fleet-nats/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { type Place, placeOfEachTest } from '../support/place.ts';
import { ballast, quoted, startBallast, writeBatch } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { type Watched, watched } from '../support/watched.ts';

const reason = noServer();
if (reason !== null) console.warn(`tasks of users on a fleet are not tested: ${reason}`);

/** Writes a file, and prints a row. */
const SCRIPT = `import { readFileSync, writeFileSync } from 'node:fs';
const [input, out] = process.argv.slice(2);
const text = readFileSync(input, 'utf8');
writeFileSync(out + '/upper.txt', text.toUpperCase());
console.log(JSON.stringify({ length: text.length }));
`;
const FUNCTION = 'export const power = ({ speed, torque }) => ({ power: speed * torque });\n';

const batchOf = (task: string): string =>
  `version: 1\nbatch: own\ninputs: { directory: ./sims }\noutput: ./out\ntask: ${task}\n`;
const command = (...args: string[]): string => `[${args.map(quoted).join(', ')}]`;
const ARGUMENTS = ['{input}', '{out}'] as const;

describe.runIf(reason === null)('a task of the user on a fleet', () => {
  const place = placeOfEachTest();
  let server: PlainServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** A node whose own file allows these tasks. */
  const fileOf = (node: string, tasks: string): string => {
    const file = path.join(place.folder, `${node}.yml`);
    const roots = `roots: { here: ${quoted(place.folder)} }`;
    writeFileSync(file, `server: ${server.url}\nnode: ${node}\n${roots}\nsilence: 3s\ntasks: ${tasks}\n`);
    return file;
  };
  const join = (node: string, tasks: string, ...more: string[]): Watched =>
    watched(startBallast(['join', '--fleet', fileOf(node, tasks), '--no-history', ...more]));

  it('runs on the nodes that allow it by name, each with its own command, and nowhere else', async () => {
    const script = inputsAnd(place, 'task.mjs', SCRIPT);
    const batch = writeBatch(
      place.folder,
      batchOf(`{ name: upper, command: ${command(process.execPath, script, ...ARGUMENTS)} }`),
    );
    const reference = path.join(place.folder, 'reference');
    expect((await ballast(['run', batch, '--out', reference, '--no-history'])).code).toBe(0);
    // The same file in a place of its own, and another one of the same name.
    const [own, foreign] = ['own', 'foreign'].map((name) => path.join(place.folder, name));
    for (const folder of [own, foreign]) mkdirSync(folder ?? '');
    copyFileSync(script, path.join(own ?? '', 'task.mjs'));
    writeFileSync(path.join(foreign ?? '', 'task.mjs'), `${SCRIPT}// another one\n`);
    const inFolder = (folder = ''): string =>
      `{ upper: { command: ${command(process.execPath, 'task.mjs', ...ARGUMENTS)}, directory: ${quoted(folder)} } }`;

    const strict = join('strict', `{ lower: { command: ${command(process.execPath, script)} } }`);
    const stale = join('stale', inFolder(foreign));
    const run = startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk', '{}')]);
    await strict.prints(/idle: the batch runs the task `upper`, which .*strict\.yml does not allow/);
    expect(strict.text()).toContain('if this machine may run it, add it there: tasks: { upper: {');
    await stale.prints(/idle: the task `upper` of this machine is not that .*: task\.mjs differs/);
    const able = join('able', inFolder(own), '--once');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(0);
    expect((await able.ended).code).toBe(0);
    expect(tableOf(place.out)).toBe(tableOf(reference));
    expect(readFileSync(path.join(place.out, 'tables', 'outputs', 'b', 'upper.txt'), 'utf8')).toBe('TEXT B');
    expect(nodesIn(place.out)).toEqual(['able']);
    for (const idle of [strict, stale]) {
      expect(idle.child.exitCode).toBeNull();
      idle.child.kill('SIGTERM');
      await idle.ended;
    }
  });

  it('is what the node has under that name, whatever the batch in the output folder says', async () => {
    inputsAnd(place, 'unused.mjs', '');
    const traces = path.join(place.folder, 'traces');
    const named = `require('node:fs').writeFileSync(${JSON.stringify(traces)}, '')`;
    const text = `{ name: harmless, command: ${command(process.execPath, '-e', named)} }`;
    const batch = writeBatch(place.folder, batchOf(text));
    const own = command(process.execPath, '-e', 'console.log(JSON.stringify({ own: 7 }))');
    const node = join('able', `{ harmless: { command: ${own} } }`, '--once');
    const run = startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk', '{}')]);
    expect((await run.ended).code).toBe(0);
    expect((await node.ended).code).toBe(0);
    expect(existsSync(traces)).toBe(false);
    expect(tableOf(place.out)).toMatch(/own[^\n]*\n.*\b7\b/);
  });

  it('is given to another node by one that cannot run it, which leaves the batch after three of them', async () => {
    const go = path.join(place.folder, 'go');
    // All but the first wait until the test says so.
    const waits = `import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
const [go] = process.argv.slice(2);
let isFirst = true;
try {
  writeFileSync(go + '-first', '', { flag: 'wx' });
} catch {
  isFirst = false;
}
while (!isFirst && !existsSync(go)) await pause(50);
console.log(JSON.stringify({ done: 1 }));
`;
    const script = inputsAnd(place, 'task.mjs', waits);
    for (const more of 'defgh') writeFileSync(path.join(place.sims, `${more}.txt`), '');
    const batch = writeBatch(
      place.folder,
      batchOf(`{ name: slow, command: ${command(process.execPath, script, go)} }`),
    );
    const allowed = (program: string): string => `{ slow: { command: ${command(program, script, go)} } }`;
    const good = join('good', allowed(process.execPath), '--once', '--workers', '1');
    const run = startBallast(['run', batch, '--no-history', '--fleet', fileOf('desk', '{}')]);
    await until('the first task', () => nodesIn(place.out).includes('good'));
    const broken = join('broken', allowed('no-such-program'), '--workers', '1');
    await broken.prints(/idle: several files in a row .* there is no program no-such-program/);
    writeFileSync(go, '');
    const { code, stderr } = await run.ended;
    expect(code, stderr).toBe(0);
    expect((await good.ended).code).toBe(0);
    expect(nodesIn(place.out)).toEqual(['good']);
    // Besides those, it gives back what it had only claimed when it left.
    const given = journalOf(place.out).filter(({ type, node }) => type === 'requeued' && node === 'broken');
    const because = given.map((record) => String(record.because));
    const missing = 'TASK_NOT_STARTED: there is no program no-such-program';
    expect(because.filter((reason) => reason === missing).length).toBeGreaterThanOrEqual(3);
    broken.child.kill('SIGTERM');
    await broken.ended;
  });

  it('is refused without a name, before anything is written', async () => {
    const script = inputsAnd(place, 'task.mjs', SCRIPT);
    const batch = writeBatch(place.folder, batchOf(`{ command: ${command(process.execPath, script)} }`));
    const { code, stderr } = await ballast(['run', batch, '--fleet', fileOf('desk', '{}')]);
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_OWN_TASK');
    expect(stderr).toContain('`name` in `task`');
    expect(existsSync(place.out)).toBe(false);
  });

  it('may be a function, with a row of a table for each task', async () => {
    const script = inputsAnd(place, 'power.mjs', FUNCTION);
    const rows = path.join(place.folder, 'rows.csv');
    writeFileSync(rows, 'speed,torque,at\n2,3,10:15\n4,5,11:30\n6,7,12:45\n');
    const call = `${script}#power`;
    const each = ['each', '--inputs', rows, '--node', call, '--no-history'];
    const reference = path.join(place.folder, 'reference');
    expect((await ballast([...each, '--out', reference])).code).toBe(0);
    const fleet = fileOf('desk', `{ power: { node: ${quoted(call)} } }`);
    const shared = [...each, '--out', place.out, '--name', 'power', '--fleet', fleet, '--here'];
    const { code, stderr } = await ballast(shared);
    expect(code, stderr).toBe(0);
    expect(tableOf(place.out)).toBe(tableOf(reference));
    expect(nodesIn(place.out)).toEqual([expect.stringMatching(/^desk-here-b/)]);
  });
});

/** Three small inputs, and a file beside them; returns its path. */
function inputsAnd({ folder, sims }: Place, name: string, text: string): string {
  mkdirSync(sims);
  for (const input of ['a', 'b', 'c']) writeFileSync(path.join(sims, `${input}.txt`), `text ${input}`);
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The rows without their times. */
const tableOf = (out: string): string => readFileSync(path.join(out, 'tables', 'tasks.csv'), 'utf8');

/** Nodes that have settled something, by the journal. */
function nodesIn(out: string): unknown[] {
  const settled = journalOf(out).filter(({ type }) => type === 'settled');
  return [...new Set(settled.map(({ node }) => node))].sort();
}
