import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../signal-group.ts';
import { isStill } from './descendants.ts';
import { removeScopeFolder } from './memory-scope.ts';
import { readText } from './read-text.ts';
import type { Estate } from './survivor.ts';

// Ends what its parent leaves behind. It is asked by the end of its input; signals that end the parent are not for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const ROOT = '/';
/** Groups are empty a moment after their processes were killed. */
const REMOVALS = 20;
const REMOVAL_PAUSE = 50;

let estate: Estate = { relatives: [], scope: null };
for await (const line of createInterface({ input: process.stdin })) {
  estate = asEstate(line) ?? estate;
}
for (const one of estate.relatives) if (isStill(ROOT, one)) send(one.pid, 'SIGKILL');
if (estate.scope !== null) {
  for (let tries = 0; tries < REMOVALS; tries += 1) {
    for (const pid of membersOf(estate.scope)) send(pid, 'SIGKILL');
    removeScopeFolder(ROOT, estate.scope);
    await wait(REMOVAL_PAUSE);
  }
}

/** Null for a line that was cut off. */
function asEstate(line: string): Estate | null {
  try {
    return JSON.parse(line) as Estate;
  } catch {
    return null;
  }
}

function membersOf(scope: string): number[] {
  let names: string[] = [];
  try {
    names = readdirSync(scope, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
  return names
    .flatMap((name) => (readText(ROOT, join(scope, name, 'cgroup.procs')) ?? '').split('\n'))
    .filter((line) => /^[1-9]\d*$/.test(line))
    .map(Number);
}
