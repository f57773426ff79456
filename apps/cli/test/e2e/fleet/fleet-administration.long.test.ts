import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type FleetServer, fleetServer, type NatsLog, natsLog } from '@ballast/fleet-nats';
import { listening, noServer } from '@ballast/fleet-nats/testing';
import { describe, expect, it } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, startBallast, tool, writeBatch } from '../support/run-ballast.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { type TestFleet, testFleet } from './fleet-server.ts';

const reason = noServer();
if (reason !== null) console.warn(`the server of a fleet is not tested: ${reason}`);
const isWindows = process.platform === 'win32';
const place = placeOfEachTest();
const BOARD = 'b0123456789ab';

describe('ballast fleet init', () => {
  it('makes keys that only their owner can read, and says what belongs where', async () => {
    const fleet = path.join(place.folder, 'new', 'fleet');
    const { code, stdout } = await ballast([
      'fleet',
      'init',
      fleet,
      '--host',
      'box',
      '--node',
      'a',
      '--node',
      'b',
    ]);
    expect(code).toBe(0);
    expect(readdirSync(fleet).sort()).toEqual(['authority', 'coordinator', 'node-a', 'node-b', 'server']);
    for (const part of ['stays on box', 'to the machine that starts batches', 'to the machine b'])
      expect(stdout).toContain(part);
    expect(readFileSync(path.join(fleet, 'node-a', 'fleet.yml'), 'utf8')).toContain('server: tls://box:4222');
    const secrets = [
      'authority/ca.key',
      'server/server.key',
      'coordinator/key.nk',
      'node-a/key.nk',
      'node-b/key.nk',
    ];
    for (const secret of secrets) {
      const { mode } = lstatSync(path.join(fleet, secret));
      if (!isWindows) expect((mode & 0o777).toString(8)).toBe('600');
    }
    const keys = ['coordinator', 'node-a', 'node-b'].map((one) =>
      readFileSync(path.join(fleet, one, 'key.nk'), 'utf8'),
    );
    expect(new Set(keys).size).toBe(3);
    const configuration = readFileSync(path.join(fleet, 'server', 'nats.conf'), 'utf8');
    expect(configuration).toContain('sync_interval: always');
    for (const key of keys) expect(configuration).not.toContain(key.trim());
  });

  it('replaces nothing, and changes nothing if one of its folders exists', async () => {
    const fleet = path.join(place.folder, 'fleet');
    mkdirSync(path.join(fleet, 'server'), { recursive: true });
    const { code, stderr } = await ballast(['fleet', 'init', fleet]);
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_EXISTS');
    expect(readdirSync(fleet)).toEqual(['server']);
  });

  it.runIf(!isWindows)('writes nothing through a link', async () => {
    const fleet = path.join(place.folder, 'fleet');
    const elsewhere = path.join(place.folder, 'elsewhere');
    mkdirSync(fleet);
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, path.join(fleet, 'coordinator'));
    const { code, stderr } = await ballast(['fleet', 'init', fleet]);
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_EXISTS');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.each([
    ['--host', 'box:4222'],
    ['--host', '-box'],
    ['--node', '../a'],
    ['--port', '70000'],
  ])('refuses %s %s', async (option, value) => {
    const { code } = await ballast(['fleet', 'init', path.join(place.folder, 'fleet'), `${option}=${value}`]);
    expect(code).toBe(2);
    expect(readdirSync(place.folder)).toEqual([]);
  });
});

describe('ballast fleet add', () => {
  it('is refused outside a fleet, for a node that is there, and for a configuration of somebody else', async () => {
    const fleet = path.join(place.folder, 'fleet');
    expect((await ballast(['fleet', 'add', fleet, 'c'])).stderr).toContain('FLEET_NOT_MADE');
    await ballast(['fleet', 'init', fleet, '--node', 'a']);
    const configuration = path.join(fleet, 'server', 'nats.conf');
    const before = readFileSync(configuration, 'utf8');
    expect((await ballast(['fleet', 'add', fleet, 'a'])).stderr).toContain('FLEET_EXISTS');
    expect((await ballast(['fleet', 'add', fleet, '../c'])).code).toBe(2);
    expect(readFileSync(configuration, 'utf8')).toBe(before);
    writeFileSync(configuration, 'port: 4222\n');
    expect((await ballast(['fleet', 'add', fleet, 'c'])).stderr).toContain('FLEET_CONFIGURATION_FOREIGN');
    expect(readdirSync(fleet)).not.toContain('node-c');
  });
});

describe('ballast fleet serve', () => {
  it('names what is missing', async () => {
    const none = await ballast(['fleet', 'serve', place.folder]);
    expect(none.code).toBe(3);
    expect(none.stderr).toContain('FLEET_NOT_MADE');
    const fleet = path.join(place.folder, 'fleet');
    await ballast(['fleet', 'init', fleet]);
    const { code, stderr } = await startBallastWith({ PATH: place.folder }, ['fleet', 'serve', fleet]).ended;
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_SERVER_MISSING');
  });
});

describe.runIf(reason === null)('a fleet', () => {
  it('is served until a signal', async () => {
    const fleet = await testFleet(place.folder, place.folder);
    fleet.server.kill('SIGTERM');
    const { code, stderr } = await fleet.ended;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('Server Exiting');
  });

  it('takes one more node, which the server knows after its next start', async () => {
    const first = await testFleet(place.folder, place.folder);
    const folder = path.join(place.folder, 'fleet');
    const { code, stdout } = await ballast(['fleet', 'add', folder, 'late']);
    expect(code).toBe(0);
    expect(stdout).toContain('copy it to the machine late');
    const status = ['fleet', 'status', '--fleet', path.join(folder, 'node-late', 'fleet.yml')];
    expect((await ballast(status)).stderr).toContain('FLEET_KEY_REFUSED');
    await first[Symbol.asyncDispose]();
    const again = startBallast(['fleet', 'serve', folder]);
    await listening(first.port);
    const known = await ballast(status);
    expect(known.code, known.stderr).toBe(0);
    const drained = await ballast(['fleet', 'drain', ...status.slice(2)]);
    // It may do what a node may do, and no more.
    expect(drained.code).not.toBe(0);
    again.child.kill('SIGTERM');
    await again.ended;
  });

  it('says that another server has its port', async () => {
    await using fleet = await testFleet(place.folder, place.folder);
    expect(fleet.port).toBeGreaterThan(0);
    const { code, stderr } = await ballast(['fleet', 'serve', path.join(place.folder, 'fleet')]);
    expect(code).toBe(3);
    expect(stderr).toContain('FLEET_SERVER_ENDED');
  });

  it('shows its nodes, seats and batches, and takes orders from a coordinator only', async () => {
    await using fleet = await testFleet(place.folder, place.folder);
    const [coordinator, node] = [fleet.fileOf('coordinator'), fleet.fileOf('node')];
    const empty = await ballast(['fleet', 'status', '--fleet', node]);
    expect(empty.code, empty.stderr).toBe(0);
    expect(empty.stdout).toContain('every record is synced');
    expect(empty.stdout).toContain('no machine has joined yet');

    await openBatch(fleet);
    const { stdout } = await ballast(['fleet', 'status', '--fleet', node]);
    expect(stdout).toMatch(
      /ws1 +sign of life .* ago, 8 cores, budget 8.0 GB|ws1 +sign of life .* ago, 8 cores/,
    );
    expect(stdout).toMatch(/orcaflex +1 held: ws1 1/);
    expect(stdout).toContain('fatigue: 1 of 3 tasks settled (1 succeeded), 1 claimed, 1 waiting');

    const refused = await ballast(['fleet', 'drain', '--fleet', node]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('FLEET_SERVER_LOST');
    const early = await ballast(['fleet', 'clean', BOARD, '--fleet', coordinator]);
    expect(early.code).toBe(3);
    expect(early.stderr).toContain('FLEET_BOARD_OPEN');

    expect((await ballast(['fleet', 'drain', '--fleet', coordinator])).stdout).toContain(BOARD);
    const json = await ballast(['fleet', 'status', '--fleet', node, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      server: { isEncrypted: true, sync: { kind: 'always' } },
      nodes: [{ node: 'ws1', state: 'alive', cores: 8 }],
      seats: [{ pool: 'orcaflex', held: { ws1: 1 } }],
      batches: [{ board: BOARD, tasks: 3, settled: 1, claims: { ws1: 1 }, control: { type: 'drain' } }],
    });
    expect((await ballast(['fleet', 'cancel', BOARD, '--fleet', coordinator])).code).toBe(0);
    expect((await ballast(['fleet', 'clean', '--fleet', coordinator])).stdout).toContain('no board');
    const cleaned = await ballast(['fleet', 'clean', BOARD, '--fleet', coordinator]);
    expect(cleaned.stdout).toContain(`removed ${BOARD}`);
    const server = await administration(fleet);
    expect((await server.logs()).map(({ id }) => id)).toEqual(['batches', 'nodes']);
    expect((await server.last('batches', `b.${BOARD}`))?.text).toContain('"state":"closed"');
    await server.close();
  });

  it('is examined by the doctor: server, roots, and whether this machine sees the output folder', async () => {
    await using fleet = await testFleet(place.folder, place.folder);
    const output = path.join(place.folder, 'out', '.ballast');
    await openBatch(fleet);
    const allowed = [
      "drag: { command: [python3, drag.py, '{input}'] }",
      "area: { node: 'area.mjs#area', directory: nowhere }",
    ];
    appendFileSync(fleet.fileOf('node'), `\ntasks: { ${allowed.join()} }\n`);
    const doctor = ['doctor', '--no-native', '--fleet', fleet.fileOf('node')];
    const blind = await ballast(doctor);
    expect(blind.code, blind.stderr).toBe(0);
    expect(blind.stdout).toMatch(/connection +TLS, round trip \d/);
    expect(blind.stdout).toContain('it was begun with another');
    expect(blind.stdout).toContain('its output folder is not seen here');
    mkdirSync(output, { recursive: true });
    writeFileSync(path.join(output, `fleet-${BOARD}`), `${'ab'.repeat(16)}\n`);
    const json = JSON.parse((await ballast([...doctor, '--json'])).stdout);
    expect(json.fleet).toMatchObject({
      server: { reached: true, facts: { sync: { kind: 'always' } } },
      roots: [{ name: 'results', problem: null }],
      tasks: [
        { name: 'drag', runs: 'python3 drag.py {input}', problem: null },
        { name: 'area', runs: 'area.mjs#area', problem: expect.stringContaining('ENOENT') },
      ],
    });
    expect(blind.stdout).toMatch(/task drag +python3 drag\.py \{input\}, in /);
    expect(json.fleet.server.batches[0].problems).toHaveLength(1);
    fleet.server.kill('SIGTERM');
    await fleet.ended;
    const alone = await ballast(doctor);
    expect(alone.stdout).toContain('FLEET_SERVER_UNREACHABLE');
  });
});

const BATCH = `version: 1
batch: secured
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;

describe.runIf(reason === null)('a batch on a fleet with the keys of its roles', () => {
  it('has the tables of a single run, and its board is removed when it is over', async () => {
    await using fleet = await testFleet(place.folder, place.folder);
    const batch = writeBatch(place.folder, BATCH);
    await tool('openfast-files', [
      '--out',
      place.sims,
      '--files',
      '12',
      '--rows',
      '2000',
      '--channels',
      '20',
    ]);
    const reference = path.join(place.folder, 'reference');
    expect((await ballast(['run', batch, '--out', reference, '--no-history'])).code).toBe(0);
    const nodes = ['a', 'b'].map((name) =>
      startBallast(['join', '--fleet', fleet.fileOf('node'), '--node', name, '--once', '--no-history']),
    );
    const run = ['run', batch, '--no-history', '--fleet'];
    const refused = await ballast([
      ...run,
      fleet.fileOf('node'),
      '--out',
      path.join(place.folder, 'refused'),
    ]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('FLEET_BOARD_NOT_MADE');
    const { code, stderr } = await ballast([...run, fleet.fileOf('coordinator')]);
    expect(code, stderr).toBe(0);
    for (const node of nodes) expect((await node.ended).code).toBe(0);
    expect(tablesOf(place.out)).toEqual(tablesOf(reference));
    const status = await ballast(['fleet', 'status', '--fleet', fleet.fileOf('node')]);
    expect(status.stdout).toContain(
      'secured: 12 of 12 tasks settled (12 succeeded), 0 claimed, 0 waiting; over',
    );
    const cleaned = await ballast(['fleet', 'clean', '--fleet', fleet.fileOf('coordinator')]);
    expect(cleaned.stdout).toMatch(/^removed b[0-9a-f]{12}\n$/);
  });
});

const OWN = { v: 1, id: 'test.1' };
const SHA = 'ab'.repeat(32);

/** A batch of three tasks as a coordinator and one node write it. */
async function openBatch(fleet: TestFleet): Promise<void> {
  const [board, nodes, batches] = await Promise.all(
    [BOARD, 'nodes', 'batches'].map((id) => openLog(fleet, id)),
  );
  const place = (name: string) => ({ root: 'results', path: name });
  const write = (log: NatsLog | undefined, subject: string, record: object, seq = 0) =>
    log?.append(subject, JSON.stringify({ ...OWN, ...record }), seq);
  await write(batches, `b.${BOARD}`, { type: 'batch', board: BOARD, name: 'fatigue', state: 'open' });
  await write(board, 'open', {
    ...{ type: 'opened', name: 'fatigue', batchHash: SHA, planHash: SHA, inputs: 3, tasks: 3, parts: 1 },
    ...{ reader: 'openfast', versions: {}, resultVersion: 1, product: 'another', task: null },
    input: place('in'),
    ...{ output: place('out'), nonce: 'ab'.repeat(16), seats: null },
    times: { sign: 2000, fence: 15_000, silence: 30_000 },
  });
  const life = { node: 'ws1', life: 1 };
  await write(nodes, 'node.ws1', {
    ...{ type: 'alive', ...life, beat: 1, process: 'p', budget: 8e9, cores: 8, silence: 30_000 },
  });
  await write(nodes, 'seat.orcaflex.1', { type: 'held', ...life, pool: 'orcaflex', seat: 1 });
  await write(board, 't.1', { type: 'claimed', ...life, task: 1, attempt: 1 });
  const claim = await write(board, 't.2', { type: 'claimed', ...life, task: 2, attempt: 1 });
  const outcome = JSON.stringify({ outcome: { kind: 'succeeded' } });
  const seq = claim?.kind === 'appended' ? claim.seq : 0;
  await write(board, 't.2', { type: 'settled', ...life, task: 2, attempt: 1, outcome, result: null }, seq);
  for (const log of [board, nodes, batches]) await log?.close();
}

function openLog(fleet: TestFleet, id: string): Promise<NatsLog> {
  return natsLog({ ...connectionOf(fleet), id, create: true });
}

function administration(fleet: TestFleet): Promise<FleetServer> {
  return fleetServer(connectionOf(fleet));
}

function connectionOf(fleet: TestFleet): { server: string; ca: string; key: string } {
  const folder = path.dirname(fleet.fileOf('coordinator'));
  return {
    server: `tls://127.0.0.1:${fleet.port}`,
    ca: path.join(folder, 'ca.pem'),
    key: path.join(folder, 'key.nk'),
  };
}
