// Loaded into every process of a batch through NODE_OPTIONS; acts in workers only, and does what it finds in the folder that
// BALLAST_TEST_DEATHS names. An input whose name is `die-<moment>-<way>...` kills its worker, for example
// `die-write-abort-1.sim`; `chance.json` makes others lose a worker now and then.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const NAMES = ['exit', 'kill', 'segfault', 'abort'];
const MOMENTS = ['load', 'compute', 'write'];
const WAYS = {
  exit: () => process.exit(7),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  segfault: readNowhere,
  abort: () => process.abort(),
};

const { BALLAST_TEST_DEATHS: folder } = process.env;
const isWorker = /^worker-(?:reader-)?session\.c?js$/.test(path.basename(process.argv[1] ?? ''));
if (folder !== undefined && isWorker) {
  const chance = chanceIn(path.join(folder, 'chance.json'));
  dieAtStart(path.join(folder, 'at-start'), chance);
  dieDuringAttempts(chance);
  dieAtEnd(path.join(folder, 'at-end'), chance);
  startChild(path.join(folder, 'children'));
}

/** The deaths of a Poisson process, drawn for each attempt and each start; the same for the same seed. */
function chanceIn(file) {
  if (!fs.existsSync(file)) return null;
  const { seed, perAttempt, perStart } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const strikes = (rate, ...what) => random(seed, ...what) < 1 - Math.exp(-rate);
  const oneOf = (choices, ...what) => choices[Math.floor(choices.length * random(seed, ...what))];
  return {
    attempt: (name, attempt) =>
      // A file that kills every worker is quarantined: spare the last attempts of one that is to succeed.
      attempt <= 2 && strikes(perAttempt, name, attempt)
        ? { moment: oneOf(MOMENTS, name, attempt, 'moment'), way: oneOf(NAMES, name, attempt, 'way') }
        : null,
    // Never two starts in a row, nor late ones: the same file may be behind both, or in its last attempt.
    start: (n) =>
      n <= 60 && strikes(perStart, 'start', n) && !strikes(perStart, 'start', n - 1)
        ? oneOf(NAMES, 'way', n)
        : null,
  };
}

/** Uniform in [0, 1): FNV-1a over what it is for, mixed once more. */
function random(...what) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(what.join('/'))) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function die(moment, way) {
  fs.appendFileSync(path.join(folder, 'deaths.ndjson'), `${JSON.stringify({ moment, way })}\n`);
  WAYS[way]();
}

/** In native code, at an unmapped address. */
function readNowhere() {
  const bridge = new URL('../../../../../packages/orcaflex-native-bridge/package.json', import.meta.url);
  const koffi = createRequire(bridge)('koffi');
  koffi.load('libc.so.6').func('size_t strlen(uintptr_t text)')(8);
}

/** Each file in the folder kills one starting worker, in the way that its name gives. */
function dieAtStart(marks, chance) {
  for (const name of names(marks)) {
    const [way] = name.split('-');
    if (takes(path.join(marks, name))) die('spawn', way);
  }
  const way = chance?.start(countIn(path.join(folder, 'starts')));
  if (way) die('spawn', way);
}

function dieDuringAttempts(chance) {
  let doomed = null;
  /** What becomes of the attempts of an order, by the input that each of them opens first. */
  const dooms = new Map();
  const listen = (message) => {
    if (message?.ballast !== 'order') return;
    for (const { payload, differs, attempt } of [message.order, ...message.followers]) {
      const input = (payload ?? differs).input;
      if (typeof input !== 'string') continue;
      const name = path.basename(input);
      const [, moment, way] = /^die-(load|compute|write)-([a-z]+)/.exec(name) ?? [];
      dooms.set(input, moment === undefined ? (chance?.attempt(name, attempt) ?? null) : { moment, way });
    }
  };
  // Messages arrive once there is a listener: this one must not be added before the session's.
  const onListener = (event) => {
    if (event !== 'message') return;
    process.off('newListener', onListener);
    process.on('message', listen);
  };
  process.on('newListener', onListener);
  const { openSync, readSync, writeSync } = fs;
  const ofResults = new Set();
  const ofWaits = new Set();
  fs.openSync = (file, ...rest) => {
    if (dooms.has(file)) {
      const doom = dooms.get(file);
      dooms.delete(file);
      if (doom?.moment === 'load') die('load', doom.way);
      // The results of an order are written together, after its last input was opened.
      if (doomed?.moment !== 'write') doomed = doom;
    }
    const fd = openSync(file, ...rest);
    for (const [kind, pattern] of [
      [ofResults, /\.(?:part|results)$/],
      [ofWaits, /^\/proc\/self\/schedstat$/],
    ])
      if (pattern.test(String(file))) kind.add(fd);
      else kind.delete(fd);
    return fd;
  };
  fs.writeSync = (fd, content, ...rest) => {
    if (doomed?.moment === 'write' && ofResults.has(fd)) {
      const [, , position = null] = rest;
      writeSync(fd, '{"half":', position);
      die('write', doomed.way);
    }
    return writeSync(fd, content, ...rest);
  };
  fs.readSync = (fd, ...rest) => {
    // Computing begins with a look at how long this process has waited for a core.
    if (doomed?.moment === 'compute' && ofWaits.has(fd)) die('compute', doomed.way);
    return readSync(fd, ...rest);
  };
  syncBuiltinESMExports();
}

/** Makes a worker that is asked to end do so in another way. */
function dieAtEnd(marks, chance) {
  process.once('SIGTERM', () => {
    const [way = 'exit'] = names(marks);
    die('shutdown', chance === null ? way : NAMES[countIn(path.join(folder, 'ends')) % NAMES.length]);
  });
}

/** Starts what a worker leaves behind: a process in a group of its own that ignores every signal it can. */
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

/** The next number that no other process has had from this folder, from 1. */
function countIn(numbers) {
  fs.mkdirSync(numbers, { recursive: true });
  for (let n = names(numbers).length + 1; ; n += 1) {
    try {
      fs.closeSync(fs.openSync(path.join(numbers, String(n)), 'wx'));
      return n;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** A mark is for the process that manages to remove it. */
function takes(mark) {
  try {
    fs.unlinkSync(mark);
    return true;
  } catch {
    return false;
  }
}
