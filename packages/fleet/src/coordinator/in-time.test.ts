import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { afterAll, expect, it } from 'vitest';
import { memoryLog } from '../log/memory-log.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';
import { closeInTime } from './close-in-time.ts';

const root = mkdtempSync(path.join(tmpdir(), 'ballast-close-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const away = (): FaultError =>
  new FaultError({
    code: 'FLEET_SERVER_UNREACHABLE',
    message: 'the server cannot be used',
    hint: 'start it',
  });
const to = {
  id: `b${'0'.repeat(12)}`,
  name: 'n',
  output: { root, plan: path.join(root, '.ballast', 'plan.json') },
};
const settings = {} as FleetSettings;

it('closes a board although the server is away at first, and shows once what it waits for', async () => {
  const logs = new Map(['batches', to.id].map((id) => [id, memoryLog()]));
  const lines: string[] = [];
  let tries = 0;
  const openLog = async (id: string) => {
    tries += 1;
    const log = logs.get(id);
    if (tries <= 2 || log === undefined) throw away();
    return log;
  };
  const signal = new AbortController().signal;
  await closeInTime(to, { openLog, settings, signal, patience: 60_000, say: (line) => lines.push(line) });
  expect(lines).toEqual([
    expect.stringMatching(/its nodes do not know it yet: .* up to 60 s for the server/),
  ]);
  expect(JSON.parse((await logs.get(to.id)?.last('ctl'))?.text ?? '{}')).toMatchObject({ type: 'closed' });
  expect(JSON.parse((await logs.get('batches')?.last(`b.${to.id}`))?.text ?? '{}')).toMatchObject({
    state: 'closed',
  });
});

it('leaves a board open if nobody waits any longer', async () => {
  const stop = new AbortController();
  const openLog = async () => {
    stop.abort();
    throw away();
  };
  const options = { openLog, settings, signal: stop.signal, patience: 60_000, say: () => undefined };
  await expect(closeInTime(to, options)).rejects.toMatchObject({ code: 'FLEET_SERVER_UNREACHABLE' });
});
