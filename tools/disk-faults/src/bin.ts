#!/usr/bin/env node
import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Effect } from './effect.ts';
import { afterLoss, type Found, type Luck } from './model/crash.ts';
import { Replay } from './model/replay.ts';

const USAGE = `usage: disk-faults ORDER

ORDER is JSON: { log, root, before, into, names, contents, seed }. Makes the folder "into" as a loss of power
at the end of the log may have left "root", which was as the folder "before" when the log began.
`;

interface Order extends Luck {
  readonly log: string;
  readonly root: string;
  readonly before: string;
  readonly into: string;
  readonly seed: number;
}

function main([text]: readonly string[]): number {
  if (text === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const order = JSON.parse(text) as Order;
  const replay = new Replay(order.root);
  findIn(order.before, order.root, replay);
  for (const effect of effectsIn(order.log)) {
    if (effect.op === 'loss') break;
    replay.take(effect);
  }
  write(afterLoss(replay.disk, order, randomOf(order.seed)), order.into);
  return 0;
}

function findIn(before: string, root: string, replay: Replay): void {
  const entries = readdirSync(before, { recursive: true, withFileTypes: true });
  const names = entries.map((entry) => ({
    file: path.join(entry.parentPath, entry.name),
    isFolder: entry.isDirectory(),
  }));
  // A folder comes before what it contains.
  for (const { file, isFolder } of names.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    replay.found(path.join(root, path.relative(before, file)), isFolder ? null : readFileSync(file));
  }
}

/** The last line may be incomplete: the process that wrote it was ended. */
function effectsIn(log: string): Effect[] {
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Effect);
}

function write(found: Found, into: string): void {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const [name, content] of found) {
    const file = path.join(into, name);
    if (content === null) mkdirSync(file);
    else writeFileSync(file, content);
  }
}

/** xorshift32. */
function randomOf(seed: number): () => number {
  const state = Buffer.alloc(4);
  state.writeUInt32LE((Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0 || 1);
  return () => {
    let x = state.readUInt32LE();
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    state.writeInt32LE(x | 0);
    return (x >>> 0) / 2 ** 32;
  };
}

process.exitCode = main(process.argv.slice(2));
