// Loaded into every process of a batch through NODE_OPTIONS; acts in workers only. While a worker reads an input, its memory
// grows with the bytes that it reads: by the first factor in BALLAST_TEST_GROWTH, by the second for inputs in a folder `odd`.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const [growth, oddGrowth] = JSON.parse(process.env.BALLAST_TEST_GROWTH ?? '[0, 0]');
const isWorker = /^worker-(?:reader-)?session\.c?js$/.test(path.basename(process.argv[1] ?? ''));
/** Buffers that were taken, and the factor, by descriptor. */
const inputs = new Map();

if (growth > 0 && isWorker) {
  const { openSync, closeSync, read } = fs;
  const readOnce = promisify(read);
  fs.openSync = (name, ...rest) => {
    const descriptor = openSync(name, ...rest);
    const file = String(name);
    const factor = path.basename(path.dirname(file)) === 'odd' ? oddGrowth : growth;
    if (file.endsWith('.outb')) inputs.set(descriptor, { taken: [], factor });
    return descriptor;
  };
  fs.closeSync = (descriptor) => {
    inputs.delete(descriptor);
    closeSync(descriptor);
  };
  // The reader promisifies it: only this form is called.
  fs.read = Object.assign((...args) => read(...args), {
    [promisify.custom]: async (descriptor, ...rest) => {
      const done = await readOnce(descriptor, ...rest);
      const input = inputs.get(descriptor);
      // Touched: memory that is only allocated counts nowhere.
      input?.taken.push(Buffer.alloc(Math.ceil(input.factor * done.bytesRead), 1));
      return done;
    },
  });
  syncBuiltinESMExports();
}
