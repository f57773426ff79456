import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Summary, sum, summaryIn } from './totals.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A command that runs tests: its tasks, and the test files that belong to them. */
export interface Suite {
  readonly tasks: readonly string[];
  readonly has: (file: string) => boolean;
}

export const SUITES: { readonly short: Suite; readonly long: Suite } = {
  short: { tasks: ['test', 'e2e'], has: (file) => !file.endsWith('.long.test.ts') },
  long: { tasks: ['long'], has: (file) => file.endsWith('.long.test.ts') },
};

/** What the tasks of a package ran. Turbo keeps their output, also of tasks that it takes from its cache. */
function ranIn(folder: string, { tasks }: Suite): Summary[] {
  return tasks.flatMap((task) => {
    const log = path.join(folder, '.turbo', `turbo-${task}.log`);
    const summary = existsSync(log) ? summaryIn(readFileSync(log, 'utf8')) : null;
    return summary === null ? [] : [summary];
  });
}

function testFilesIn(folder: string, { has }: Suite): number {
  const files = ['src', 'test'].flatMap((part) => {
    const place = path.join(folder, part);
    return existsSync(place) ? readdirSync(place, { recursive: true }).map(String) : [];
  });
  return files.filter((file) => file.endsWith('.test.ts') && has(file)).length;
}

/** What was run in each package that has test files, and a sentence for each package in which that was not all. */
export function ranEverywhere(suite: Suite): { readonly summaries: Summary[]; readonly mistakes: string[] } {
  const summaries: Summary[] = [];
  const mistakes: string[] = [];
  for (const folder of packageFolders()) {
    const expected = testFilesIn(folder, suite);
    const ran = ranIn(folder, suite);
    const files = ran.reduce((total, summary) => total + sum(summary.files), 0);
    summaries.push(...ran);
    if (files !== expected)
      mistakes.push(`${path.relative(ROOT, folder)} has ${expected} test files, of which ${files} were run`);
  }
  return { summaries, mistakes };
}

function packageFolders(): string[] {
  return ['packages', 'apps', 'tools'].flatMap((part) =>
    readdirSync(path.join(ROOT, part))
      .map((name) => path.join(ROOT, part, name))
      .filter((folder) => existsSync(path.join(folder, 'package.json'))),
  );
}
