import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fleetServer, type NatsLog, natsLog, type ServerOptions } from '@ballast/fleet-nats';
import { noServer, type RawClient, rawClient, strangersSeed } from '@ballast/fleet-nats/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBatchRecord } from '../../src/records/batch-record.ts';
import { type SecuredServer, securedServer, writeFleet } from './secured-server.ts';

const reason = noServer();
if (reason !== null) console.warn(`the security of a server is not tested: ${reason}`);

const ID = 'b0123456789ab';
const isWindows = process.platform === 'win32';

describe.runIf(reason === null)('a server with the files of a new fleet', () => {
  let server: SecuredServer;
  let log: NatsLog;
  let scratch: string;
  const open = (options: ServerOptions): Promise<NatsLog> => natsLog({ ...options, id: ID });

  beforeAll(async () => {
    server = await securedServer();
    scratch = mkdtempSync(path.join(tmpdir(), 'ballast-keys-'));
    log = await natsLog({ ...server.as('coordinator'), id: ID, create: true });
  });
  afterAll(async () => {
    await log?.close();
    await server?.[Symbol.asyncDispose]();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('lets a coordinator write everything, and a node claim, look and follow', async () => {
    expect(await log.append('open', 'opened', 0)).toMatchObject({ kind: 'appended' });
    const node = await open(server.as('node'));
    expect(await node.append('t.1', 'claimed', 0)).toMatchObject({ kind: 'appended' });
    expect(await node.append('node.a', 'alive', 0)).toMatchObject({ kind: 'appended' });
    expect(await node.append('seat.orcaflex.1', 'held', 0)).toMatchObject({ kind: 'appended' });
    expect(await node.append('t.1', 'late', 0)).toMatchObject({
      kind: 'refused',
      last: { text: 'claimed' },
    });
    expect(await node.last('open')).toMatchObject({ text: 'opened' });
    const stop = new AbortController();
    const seen: string[] = [];
    await node.follow(
      1,
      ({ subject }) => {
        seen.push(subject);
        if (seen.length === 4) stop.abort();
      },
      stop.signal,
    );
    expect(seen).toEqual(['open', 't.1', 'node.a', 'seat.orcaflex.1']);
    await node.close();
  });

  it('lets an existing log be opened by a node that would make it if it were missing', async () => {
    const node = await natsLog({ ...server.as('node'), id: ID, create: true });
    expect(await node.last('open')).toMatchObject({ text: 'opened' });
    await node.close();
  });

  it('says that it syncs every record', async () => {
    for (const role of ['coordinator', 'node'] as const) {
      const asked = await fleetServer(server.as(role));
      expect(await asked.facts()).toMatchObject({ isEncrypted: true, sync: { kind: 'always' } });
      expect(await asked.logs()).toMatchObject([{ id: ID }]);
      await asked.close();
    }
  });

  it('refuses a key that it does not know', async () => {
    const file = path.join(scratch, 'stranger.nk');
    writeFileSync(file, strangersSeed(), { mode: 0o600 });
    await expect(open({ ...server.as('node'), key: file })).rejects.toMatchObject({
      code: 'FLEET_KEY_REFUSED',
    });
  });

  it('refuses who shows no key', async () => {
    const { server: url, ca = '' } = server.as('node');
    await expect(open({ server: url, ca })).rejects.toMatchObject({ code: 'FLEET_KEY_REFUSED' });
  });

  it('is refused by who trusts another authority, or only those of the system', async () => {
    const other = mkdtempSync(path.join(scratch, 'other-'));
    await writeFleet(other, 4222);
    const { server: url, key = '' } = server.as('node');
    for (const ca of [path.join(other, 'node', 'ca.pem'), undefined]) {
      const options = { server: url, key, ...(ca === undefined ? {} : { ca }) };
      await expect(open(options)).rejects.toMatchObject({ code: 'FLEET_CERTIFICATE' });
    }
  });

  it.runIf(!isWindows)('is not asked with a key that others may read', async () => {
    const file = path.join(scratch, 'open.nk');
    copyFileSync(server.as('node').key ?? '', file);
    chmodSync(file, 0o640);
    await expect(open({ ...server.as('node'), key: file })).rejects.toMatchObject({
      code: 'FLEET_KEY_EXPOSED',
      hint: expect.stringContaining('chmod 600'),
    });
  });

  it.each([
    ['is missing', null],
    ['has no seed', 'hello'],
    ['has a damaged seed', `SU${'A'.repeat(56)}`],
  ])('is not asked with a key that %s', async (_, text) => {
    const file = path.join(scratch, 'damaged.nk');
    rmSync(file, { force: true });
    if (text !== null) writeFileSync(file, text, { mode: 0o600 });
    await expect(open({ ...server.as('node'), key: file })).rejects.toMatchObject({
      code: 'FLEET_KEY_UNREADABLE',
    });
  });

  describe('refuses a node that would', () => {
    let raw: RawClient;
    beforeAll(async () => {
      raw = await rawClient(server.as('node'));
    });
    afterAll(() => raw?.connection.close());

    it.each(['ctl', 'open', 'in.1', 'in.2', 'anything'])('write to %s', async (subject) => {
      const written = raw.stream.publish(`bal.${ID}.${subject}`, '{}', { retries: 0, timeout: 2000 });
      await expect(written).rejects.toThrow(/permission/i);
    });

    it('make, change, empty or remove a log, or delete a record', async () => {
      const { streams } = raw.manager;
      const refused = /permission/i;
      await expect(streams.add({ name: 'bal_mine', subjects: ['mine.>'] })).rejects.toThrow(refused);
      await expect(streams.update(`bal_${ID}`, { max_msgs: 1 })).rejects.toThrow(refused);
      await expect(streams.purge(`bal_${ID}`)).rejects.toThrow(refused);
      await expect(streams.deleteMessage(`bal_${ID}`, 1)).rejects.toThrow(refused);
      await expect(streams.delete(`bal_${ID}`)).rejects.toThrow(refused);
    });

    it('read what others are answered', async () => {
      const errors: unknown[] = [];
      raw.connection.subscribe('_INBOX.>', { callback: (error) => void errors.push(error) });
      await raw.connection.flush();
      await expect.poll(() => errors.length).toBe(1);
      expect(String(errors[0])).toMatch(/permission/i);
    });

    it('write more than a record may have', async () => {
      const most = 2 << 20;
      await expect(raw.stream.publish(`bal.${ID}.t.9`, new Uint8Array(most))).rejects.toThrow();
      const tooLong = 'x'.repeat((64 << 10) + 1);
      await expect(raw.stream.publish(`bal.${ID}.t.9`, tooLong, { retries: 0 })).rejects.toThrow(
        /message size exceeds/,
      );
      expect(await log.last('t.9')).toBeNull();
    });

    it('bring anything to a control subject that is taken for a record', async () => {
      // The server's own answers can be sent there, by asking with that subject as the place for the answer.
      const reply = `bal.${ID}.ctl`;
      raw.connection.publish(`$JS.API.STREAM.INFO.bal_${ID}`, '', { reply });
      raw.connection.publish(`$JS.API.STREAM.MSG.GET.bal_${ID}`, JSON.stringify({ seq: 1 }), { reply });
      await raw.connection.flush();
      await expect.poll(async () => (await log.last('ctl'))?.text ?? '').toContain('io.nats.jetstream');
      expect(checkBatchRecord((await log.last('ctl'))?.text ?? '')).toMatchObject({ ok: false });
    });
  });

  it('does not take a copy of a record of another log for one of this log', async () => {
    // A node may write to the log of nodes, and have what it wrote there delivered to a subject of a board.
    const nodes = await natsLog({ ...server.as('coordinator'), id: 'nodes', create: true, latest: true });
    const raw = await rawClient(server.as('node'));
    const prefix = `bal.${ID}.`;
    // Begins as long as the subjects of the board do.
    const forged = `bal.nodes.node.${'a'.repeat(prefix.length - 'bal.nodes.node.'.length)}ctl`;
    const text = JSON.stringify({ v: 1, id: 'x', type: 'closed', by: 'coordinator' });
    await raw.stream.publish(forged, text);
    await raw.manager.consumers.add('bal_nodes', { name: 'c1', filter_subject: forged });
    const { last_seq: before } = (await raw.manager.streams.info(`bal_${ID}`)).state;
    raw.connection.publish('$JS.API.CONSUMER.MSG.NEXT.bal_nodes.c1', '', { reply: `${prefix}ctl` });
    await expect
      .poll(async () => (await raw.manager.streams.getMessage(`bal_${ID}`, { seq: before + 1 }))?.subject)
      .toBe(forged);
    expect(await log.append('t.2', 'after it', 0)).toEqual({ kind: 'appended', seq: before + 2 });
    const stop = new AbortController();
    const seen: string[] = [];
    await log.follow(
      before + 1,
      ({ subject, seq }) => {
        seen.push(`${seq} ${subject}`);
        if (subject === 't.2') stop.abort();
      },
      stop.signal,
    );
    expect(seen).toEqual([`${before + 2} t.2`]);
    expect((await log.last('ctl'))?.text ?? '').not.toBe(text);
    await raw.connection.close();
    await nodes.close();
  });

  it('removes a log only for a coordinator', async () => {
    const node = await fleetServer(server.as('node'));
    await expect(node.remove(ID)).rejects.toMatchObject({ code: 'FLEET_SERVER_LOST' });
    await node.close();
    const coordinator = await fleetServer(server.as('coordinator'));
    expect((await coordinator.latest(ID, ['t.*', 'in.*'])).map(({ subject }) => subject)).toEqual([
      ...['t.1', 't.2'],
    ]);
    expect(await coordinator.latest(ID, ['in.*'])).toEqual([]);
    expect(await coordinator.roundTrip()).toBeGreaterThan(0);
    expect(await coordinator.remove(ID)).toBe(true);
    expect(await coordinator.remove(ID)).toBe(false);
    expect(await coordinator.latest(ID, ['t.*'])).toEqual([]);
    await coordinator.close();
  });
});

describe('a server that cannot be used', () => {
  it.each([
    ['is too old', { version: '2.9.10', max_payload: 1 << 20 }, 'FLEET_SERVER_OLD'],
    ['takes only short messages', { version: '2.10.0', max_payload: 4096 }, 'FLEET_SERVER_LIMITS'],
  ])('is refused if it %s', async (_, info, code) => {
    const { url, close } = await introducedAs(info);
    await expect(natsLog({ server: url, id: ID })).rejects.toMatchObject({ code });
    close();
  });

  it('is not taken for one that has no such board', async () => {
    // It answers nothing of JetStream: the board may be there.
    const { url, close } = await introducedAs({ version: '2.10.0', max_payload: 1 << 20 });
    await expect(natsLog({ server: url, id: ID, patience: 200 })).rejects.toMatchObject({
      code: 'FLEET_SERVER_LOST',
    });
    close();
  });

  it('is a fault if nobody listens', async () => {
    await expect(natsLog({ server: 'nats://127.0.0.1:1', id: ID })).rejects.toMatchObject({
      code: 'FLEET_SERVER_UNREACHABLE',
      message: expect.not.stringContaining('undefined'),
    });
  });
});

/** Something that introduces itself as a server, and answers the first ping. */
function introducedAs(info: object): Promise<{ readonly url: string; readonly close: () => void }> {
  const greeting = { server_id: 'X', host: '127.0.0.1', port: 0, proto: 1, headers: true, ...info };
  return new Promise((resolve) => {
    const server: Server = createServer((socket) => {
      socket.write(`INFO ${JSON.stringify(greeting)}\r\n`);
      socket.on('data', (data) => {
        if (data.includes('PING')) socket.write('PONG\r\n');
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ url: `nats://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}
