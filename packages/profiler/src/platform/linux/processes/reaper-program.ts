import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../../signal-group.ts';
import { removeScopeFolder } from '../memory/memory-scope.ts';
import { readText } from '../read-text.ts';
import { isStill } from './descendants.ts';
import { processesMarked, startedSince } from './marked.ts';
import { NOTHING, type Orphans } from './reaper.ts';

// Kills what its parent leaves behind. Only the end of its input starts that; signals that end the parent do not.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const ROOT = '/';
/** A control group becomes empty a moment after its processes were killed. */
const REMOVALS = 20;
const REMOVAL_PAUSE = 50;

let orphans: Orphans = NOTHING;
for await (const line of createInterface({ input: process.stdin })) {
  orphans = asOrphans(line) ?? orphans;
}
for (const one of orphans.descendants) if (isStill(ROOT, one)) send(one.pid, 'SIGKILL');
const { mark, since } = orphans;
// Those that were started after the last looks. The workers themselves die with their parent, and are marked alike.
if (mark !== null) {
  const marked = processesMarked(ROOT, (one) => one.startsWith(`${mark}.`));
  for (const { pid } of startedSince(since, marked)) send(pid, 'SIGKILL');
}
if (orphans.scope !== null) {
  for (let tries = 0; tries < REMOVALS; tries += 1) {
    for (const pid of membersOf(orphans.scope)) send(pid, 'SIGKILL');
    removeScopeFolder(ROOT, orphans.scope);
    await wait(REMOVAL_PAUSE);
  }
}

/** Null for a truncated line. */
function asOrphans(line: string): Orphans | null {
  try {
    return JSON.parse(line) as Orphans;
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
