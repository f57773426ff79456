#!/usr/bin/env node
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { archiveWithoutNode } from './checks/archive.ts';
import type { Check, Place } from './checks/check.ts';
import { globalCommand } from './checks/command.ts';
import { coordinatorKilled, workerFaults } from './checks/faults.ts';
import { fleetHere } from './checks/fleet-here.ts';
import { fleetNode } from './checks/fleet-node.ts';
import { fleetTakenOver } from './checks/fleet-taken-over.ts';
import { interrupted } from './checks/interrupted.ts';
import { installStandIn, mainJob } from './checks/main-job.ts';
import { orders } from './checks/orders.ts';
import { ownTask } from './checks/own-task.ts';
import { windowsPaths } from './checks/paths.ts';
import { resumeElsewhere } from './checks/resume-elsewhere.ts';
import { tarballsHere } from './checks/tarballs-here.ts';
import { installOnWindows } from './layout.ts';
import { NOT_UNDER_WINE } from './not-under-wine.ts';
import { pack } from './packed.ts';
import { ALL_TESTS, BRIEF_TESTS, runTests, type SuiteResult } from './suite.ts';
import { installSystemPackages } from './system-packages.ts';
import { Wine } from './wine.ts';

const USAGE = `usage: node tools/windows/dist/bin.js [--brief] [--where-possible] [--folder DIR] [--only checks|tests] [--check WORDS] [test filter ...]
  --brief            only the most platform-specific of the repository's own tests
  --where-possible   print the reason and exit with 0 if Wine cannot be installed (default: exit with 3)
  --folder           folder of Wine's files, kept for the next run
  --check WORDS      only the checks whose names contain these words, and no tests`;
const CHECKS: readonly Check[] = [
  tarballsHere,
  archiveWithoutNode,
  globalCommand,
  mainJob,
  windowsPaths,
  workerFaults,
  interrupted,
  coordinatorKilled,
  orders,
  ownTask,
  fleetNode,
  fleetHere,
  fleetTakenOver,
  resumeElsewhere,
];
const MOST_LISTED = 10;
/** Largest number of files with failures that run again. */
const MOST_AGAIN = 3;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const started = performance.now();
const at = (): string => `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s`;

async function prepare(folder: string): Promise<Place> {
  const wine = new Wine(folder);
  const scratch = path.join(folder, 'scratch');
  print(`${at()}  packing the packages`);
  const tarballs = await pack(path.join(folder, 'tarballs'));
  print(`${at()}  preparing Windows in ${folder}`);
  await wine.prepare(scratch);
  print(`${at()}  installing ${tarballs.length} tarballs on Windows`);
  const installed = await installOnWindows(wine, tarballs);
  await wine.stop();
  const place = { wine, installed, tarballs, scratch };
  await installStandIn(place);
  return place;
}

async function runChecks(place: Place, checks: readonly Check[]): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      const saw = await run(place);
      print(`${at()}  ok      ${name}: ${saw}`);
    } catch (error) {
      failed += 1;
      print(`${at()}  FAILED  ${name}\n${(error as Error).message}`);
    }
  }
  return failed;
}

async function runSuites({ wine, installed }: Place, filters: readonly string[]): Promise<number> {
  const first = await runTests(wine, installed, filters);
  for (const { test, message } of first.failures) print(`failed  ${test}: ${message}`);
  const failed = await failedTwice(first, (files) => runTests(wine, installed, files));
  const ran = first.passed.length + first.failures.length;
  print(`${at()}  tests with Node for Windows: ${ran} ran, ${first.skipped} do not apply`);
  for (const { test } of first.failures) {
    print(failed.includes(test) ? `FAILED  ${test}` : `passed in the second run: ${test}`);
  }
  print(`${NOT_UNDER_WINE.length} excluded because Wine cannot run them`);
  for (const { test, reason } of NOT_UNDER_WINE) print(`  ${test}: ${reason}`);
  print(`${ran - failed.length} passed, ${failed.length} failed`);
  // A run without tests proves nothing.
  return failed.length + (first.passed.length === 0 ? 1 : 0);
}

/** Under Wine a process occasionally fails to start: failed tests run once more if they are in few files. */
async function failedTwice(
  { failures }: SuiteResult,
  run: (files: readonly string[]) => Promise<SuiteResult>,
): Promise<readonly string[]> {
  const tests = failures.map(({ test }) => test);
  const files = [...new Set(failures.map(({ file }) => file))];
  if (files.length === 0 || files.length > MOST_AGAIN) return tests;
  const { passed } = await run(files);
  return tests.filter((test) => !passed.includes(test));
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'where-possible': { type: 'boolean', default: false },
      brief: { type: 'boolean', default: false },
      folder: { type: 'string' },
      only: { type: 'string' },
      check: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(USAGE) ?? 0;
  if (NOT_UNDER_WINE.length > MOST_LISTED) throw new Error(`more than ${MOST_LISTED} tests are excluded`);
  const wanted = CHECKS.filter(({ name }) => name.includes(values.check ?? ''));
  if (wanted.length === 0) return print(`no check contains ${values.check}`) ?? 2;
  const reason = await installSystemPackages();
  if (reason !== null) {
    print(`Windows tests skipped: ${reason}`);
    return values['where-possible'] ? 0 : 3;
  }
  const folder = path.resolve(
    values.folder ?? path.join(tmpdir(), `ballast-on-windows-${userInfo().username}`),
  );
  const filters = positionals.length > 0 ? positionals : values.brief ? BRIEF_TESTS : ALL_TESTS;
  const place = await prepare(folder);
  try {
    const checks = values.only === 'tests' ? 0 : await runChecks(place, wanted);
    const tests =
      values.only === 'checks' || values.check !== undefined ? 0 : await runSuites(place, filters);
    return checks + tests === 0 ? 0 : 1;
  } finally {
    await place.wine.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
