// Imported before everything else: this process does not keep its fence, so that a test can show what the fence is for.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const FENCE = 'confirmed + config.fence';

const { readFileSync } = fs;
fs.readFileSync = (...asked) => {
  const read = readFileSync(...asked);
  if (typeof read !== 'string' || !read.includes(FENCE)) return read;
  if (read.split(FENCE).length !== 2) throw new Error('the fence is not in the program as it was');
  return read.replace(FENCE, 'confirmed + 1e9');
};
syncBuiltinESMExports();
