// Loaded into every process of a batch through NODE_OPTIONS; acts in workers alone. What it does to which input is said by
// the input's name: `die-<moment>-<way>...`, for example `die-write-abort-1.sim`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const WAYS = {
  exit: () => process.exit(7),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  abort: () => process.abort(),
};

const { BALLAST_TEST_DEATHS: folder, TINYPOOL_WORKER_ID: isWorker } = process.env;
if (folder !== undefined && isWorker !== undefined) {
  dieAtStart(path.join(folder, 'at-start'));
  dieByName();
  dieAtEnd(path.join(folder, 'at-end'));
  startChild(path.join(folder, 'children'));
}

/** Each file in the folder kills one worker that starts, in the way that it is named after. */
function dieAtStart(marks) {
  for (const name of names(marks)) {
    const [way] = name.split('-');
    if (takes(path.join(marks, name))) WAYS[way]();
  }
}

function dieByName() {
  let doomed = null;
  const listen = (message) => {
    const input = message?.task?.payload?.input;
    if (typeof input !== 'string') return;
    const [, moment, way] = /^die-(load|write)-([a-z]+)/.exec(path.basename(input)) ?? [];
    doomed = moment === undefined ? null : { moment, way };
    if (moment === 'load') setImmediate(WAYS[way]);
  };
  // The first listener lets messages in: it must not come before the one that they are for.
  const onListener = (event) => {
    if (event !== 'message') return;
    process.off('newListener', onListener);
    process.on('message', listen);
  };
  process.on('newListener', onListener);
  const { openSync } = fs;
  fs.openSync = (file, ...rest) => {
    const writes = doomed?.moment === 'write' && String(file).endsWith('.part');
    const fd = openSync(file, ...rest);
    if (writes) {
      fs.writeSync(fd, '{"half":');
      WAYS[doomed.way]();
    }
    return fd;
  };
  syncBuiltinESMExports();
}

/** A worker that is asked to end ends in another way. */
function dieAtEnd(marks) {
  process.once('SIGTERM', () => {
    const [way = 'exit'] = names(marks);
    WAYS[way]();
  });
}

/** Something that a worker leaves behind: in a group of its own, and deaf to all that can be heard. */
function startChild(marks) {
  if (!fs.existsSync(marks)) return;
  const program =
    "for (const s of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(s, () => {}); setInterval(() => {}, 1000);";
  const env = { ...process.env, BALLAST_TEST_DEATHS: '', NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['-e', program, marks], { stdio: 'ignore', detached: true, env });
  fs.writeFileSync(path.join(marks, String(child.pid)), '');
  child.unref();
}

function names(marks) {
  try {
    return fs.readdirSync(marks).sort();
  } catch {
    return [];
  }
}

/** Whoever takes a mark away is the one that it is for. */
function takes(mark) {
  try {
    fs.unlinkSync(mark);
    return true;
  } catch {
    return false;
  }
}
