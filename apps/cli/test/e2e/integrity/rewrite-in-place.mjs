// Rewrites OpenFAST text files in place, each time by a state of the same size: in state k every sample is k.
// usage: rewrite-in-place.mjs SEED FILE...   Prints a line when every file has its first state.
import { openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const CHANNELS = 20;
const ROWS = 5400;
const CHUNK = 64 * 1024;

const [seed, ...files] = process.argv.slice(2);
let mixed = Number(seed);
/** Mulberry32: uniform in [0, 1), the same for the same seed. */
function random() {
  mixed = (mixed + 0x6d2b79f5) | 0;
  let bits = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}

const names = Array.from({ length: CHANNELS }, (_, i) => `C${i}`);
const header = `${['Time', ...names].join('\t')}\n${['(s)', ...names.map(() => '(m)')].join('\t')}\n`;

/** About 1.3 MB. */
function stateOf(k) {
  const value = String(k).padStart(11);
  const rest = `\t${Array(CHANNELS).fill(value).join('\t')}\n`;
  let text = header;
  for (let row = 0; row < ROWS; row += 1) text += `${String(row).padStart(8)}${rest}`;
  return Buffer.from(text, 'latin1');
}

const states = Array.from({ length: 4 }, (_, k) => stateOf(1000 * (k + 1) + k));

async function rewrite(file, state) {
  const bytes = states[state % states.length];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    writeSync(file, bytes, at, Math.min(CHUNK, bytes.length - at), at);
    // A writer may be interrupted anywhere.
    if (random() < 0.1) await pause(1 + 10 * random());
  }
}

/** Bursts of states a few milliseconds apart. The pauses between bursts end when a reader that waits for 2 s has just begun. */
async function keepRewriting(file) {
  for (let state = 1; ; ) {
    const last = state + Math.ceil(10 * random());
    for (; state < last; state += 1) {
      await rewrite(file, state);
      await pause(5 * random());
    }
    await pause(random() < 0.2 ? 1000 * random() : 2000 + 400 * random());
  }
}

const opened = files.map((name) => openSync(name, 'w+'));
for (const file of opened) await rewrite(file, 0);
console.log('written');
for (const file of opened) void keepRewriting(file);
