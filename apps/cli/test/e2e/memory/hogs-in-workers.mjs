// Loaded into every process of a batch through NODE_OPTIONS; acts in workers only. An input whose name is `hog-<kind>...`
// makes its worker take more memory than the task needs. Sizes are in MiB, in BALLAST_TEST_HOGS.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const MIB = 2 ** 20;
const { BALLAST_TEST_HOGS: sizes } = process.env;
const isWorker = /^worker-(?:reader-)?session\.c?js$/.test(path.basename(process.argv[1] ?? ''));
const held = [];

if (sizes !== undefined && isWorker) {
  const { fits, leak, tooMuch } = JSON.parse(sizes);
  const hogs = {
    ramp: () => ramp(fits),
    step: () => {
      take(fits);
      sleep(1000);
      giveBack();
    },
    spike: () => take(tooMuch),
    leak: () => take(leak),
    idle: () => setTimeout(() => take(fits), 300),
  };
  /** Inputs of an order whose attempts have not begun: each of them opens its own first. */
  const pending = new Set();
  const listen = (message) => {
    if (message?.ballast !== 'order') return;
    for (const { payload, differs } of [message.order, ...message.followers])
      pending.add((payload ?? differs).input);
  };
  const { openSync } = fs;
  fs.openSync = (file, ...rest) => {
    const [, kind] = pending.delete(file) ? (/^hog-([a-z]+)/.exec(path.basename(file)) ?? []) : [];
    if (kind !== undefined) hogs[kind]();
    return openSync(file, ...rest);
  };
  syncBuiltinESMExports();
  // Messages arrive once there is a listener: this one must not be added before the session's.
  const onListener = (event) => {
    if (event !== 'message') return;
    process.off('newListener', onListener);
    process.on('message', listen);
  };
  process.on('newListener', onListener);
}

function ramp(most) {
  for (let taken = 0; taken < most; taken += 8) {
    take(8);
    sleep(50);
  }
  giveBack();
}

function take(size) {
  // Touched, in pieces: memory that is only allocated counts nowhere.
  for (let taken = 0; taken < size; taken += 4) held.push(Buffer.alloc(4 * MIB, 1));
}

function giveBack() {
  held.length = 0;
  globalThis.gc?.();
}

/** As a native call would: nothing else runs. */
function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
