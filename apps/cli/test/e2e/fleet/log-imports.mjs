// Loaded into every process of a command through NODE_OPTIONS: appends the path of each file of a program that it runs to the file
// IMPORT_LOG.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { IMPORT_LOG: log } = process.env;
const { openSync, appendFileSync } = fs;
if (log !== undefined) {
  fs.openSync = (file, ...rest) => {
    if (/[\\/]dist[\\/]program[\\/][^\\/]+\.cjs$/.test(String(file))) appendFileSync(log, `${file}\n`);
    return openSync(file, ...rest);
  };
  syncBuiltinESMExports();
}
