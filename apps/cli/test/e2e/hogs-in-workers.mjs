// Loaded into every process of a batch through NODE_OPTIONS; acts in workers alone. What a worker takes besides what its
// task needs is said by the name of the input: `hog-<kind>...`. Sizes are in MiB, in BALLAST_TEST_HOGS.
import path from 'node:path';

const MIB = 2 ** 20;
const { BALLAST_TEST_HOGS: sizes, TINYPOOL_WORKER_ID: isWorker } = process.env;
const held = [];

if (sizes !== undefined && isWorker !== undefined) {
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
  const listen = (message) => {
    // The first order comes with what the process is started for, the others by themselves.
    const input = (message?.order ?? message?.task?.first)?.payload?.input;
    if (typeof input !== 'string') return;
    const [, kind] = /^hog-([a-z]+)/.exec(path.basename(input)) ?? [];
    if (kind !== undefined) hogs[kind]();
  };
  // The first listener lets messages in: it must not come before the one that they are for.
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
  // Touched, in pieces: memory that is only promised counts nowhere.
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
