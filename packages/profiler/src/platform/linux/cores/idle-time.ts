import { readSync } from 'node:fs';
import { join } from 'node:path';
import type { IdleMeter } from '../../platform.ts';
import { keptOpen } from '../files/kept-open.ts';
import { kernelUnits } from '../kernel-units.ts';

/** The first line of /proc/stat is shorter, in bytes. */
const ENOUGH = 256;
/** By the file that is kept open: one process may have a meter for each of many batches. */
const opened = new Map<string, ReturnType<typeof keptOpen>>();

export function linuxIdleMeter(root: string): IdleMeter {
  const statistics = statisticsIn(join(root, 'proc/stat'));
  const text = Buffer.alloc(ENOUGH);
  const perTick = 1000 / kernelUnits(root).ticksPerSecond;
  let before: number | null = null;
  return () => {
    const length = statistics((fd) => readSync(fd, text, 0, ENOUGH, 0));
    const ticks = length === null ? null : idleTicks(text.toString('latin1', 0, length));
    const since = ticks === null || before === null ? null : Math.max(0, ticks - before) * perTick;
    before = ticks;
    return since;
  };
}

function statisticsIn(path: string): ReturnType<typeof keptOpen> {
  const known = opened.get(path) ?? keptOpen(path, 'r');
  opened.set(path, known);
  return known;
}

/** `cpu user nice system idle iowait ...`: a core that only waits for storage has nothing to do either. Null if that is unknown. */
function idleTicks(text: string): number | null {
  const found = /^cpu +\d+ \d+ \d+ (\d+) (\d+)/.exec(text);
  const ticks = found === null ? 0 : Number(found[1]) + Number(found[2]);
  // A system that counts nothing reports 0.
  return ticks === 0 ? null : ticks;
}
