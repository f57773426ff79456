import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Installed } from './layout.ts';
import { NOT_UNDER_WINE } from './not-under-wine.ts';
import type { Ended } from './process.ts';
import type { Wine } from './wine.ts';

const LONGEST = 40 * 60_000;
/** Ends a hang: processes start several times more slowly under Wine. */
const LONGEST_TEST = 20 * 60_000;

/** The platform-specific suites. */
export const ALL_TESTS: readonly string[] = [
  'apps/cli/test/e2e',
  'apps/cli/src/platform',
  'packages/batch/src',
  'packages/orcaflex-native-bridge',
  'packages/profiler',
];

/** The part of them that every change runs in addition to the checks, which run batches: the most specific, in about a minute. */
export const BRIEF_TESTS: readonly string[] = [
  'apps/cli/test/e2e/memory/two-batches.test.ts',
  'apps/cli/test/e2e/loads/analyses.test.ts',
  'apps/cli/src/platform',
  'packages/batch/src',
  'packages/orcaflex-native-bridge/test',
  'packages/orcaflex-native-bridge/src/abi',
  'packages/orcaflex-native-bridge/src/platform',
  'packages/profiler/test/contract',
  'packages/profiler/src/platform/windows',
];

export interface Failure {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  /** The full name of the test; the file name if the file could not run at all. */
  readonly test: string;
  readonly message: string;
}

export interface SuiteResult {
  /** Full names of tests. */
  readonly passed: readonly string[];
  /** Skipped by the tests themselves: not for Windows, or something is missing. */
  readonly skipped: number;
  readonly failures: readonly Failure[];
  readonly output: Ended;
}

/** The parts of vitest's report that are used. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the repository's own tests with Node for Windows, except those in the list. */
export async function runTests(
  wine: Wine,
  { root }: Installed,
  filters: readonly string[],
): Promise<SuiteResult> {
  const report = path.join(root, 'report.json');
  rmSync(report, { force: true });
  const listed = NOT_UNDER_WINE.map(({ test }) => test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const without = listed.length === 0 ? [] : ['--testNamePattern', `^(?!.*(?:${listed.join('|')})).*$`];
  const output = await wine.node(
    [
      'node_modules\\vitest\\vitest.mjs',
      'run',
      '--no-color',
      '--maxWorkers=2',
      `--testTimeout=${LONGEST_TEST}`,
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=report.json',
      ...without,
      ...filters,
    ],
    { cwd: root, timeout: LONGEST, env: { NO_COLOR: '1', CI: 'true' } },
  );
  if (!existsSync(report)) {
    throw new Error(
      `vitest ended with ${output.code} and left no report:\n${output.stdout}\n${output.stderr}`,
    );
  }
  return { ...countsOf(JSON.parse(readFileSync(report, 'utf8')) as Report), output };
}

function countsOf({ testResults }: Report): Omit<SuiteResult, 'output'> {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName);
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failures = [
    ...broken.map(({ name, message }) => ({ file: fileOf(name), test: fileOf(name), message })),
    ...testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => ({
          file: fileOf(name),
          test: fullName,
          message: failureMessages[0] ?? '',
        })),
    ),
  ];
  return { passed, skipped: tests.length - passed.length - failed.length, failures };
}

/** vitest reports absolute paths with the drive. */
function fileOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^.*?\/(?=(?:apps|packages|tools)\/)/, '');
}
