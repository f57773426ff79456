import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Gate, Inspection, Violation } from '../gate.ts';
import { posixPath } from '../tree/files.ts';
import { type Finished, run } from '../tree/process.ts';

/** Knip's JSON report has no count of files; this reporter adds one. The path is the same from src and dist. */
const COUNTER: string = posixPath(fileURLToPath(new URL('../../knip-counter.mjs', import.meta.url)));

const ADVICE: Readonly<Record<string, (name: string) => string>> = {
  files: () => 'no file imports this one: delete it, or import it',
  dependencies: (name) => `dependency '${name}' is not used: remove it`,
  devDependencies: (name) => `development dependency '${name}' is not used: remove it`,
  unlisted: (name) => `'${name}' is used but not declared: add it to package.json`,
  unresolved: (name) => `'${name}' does not resolve: correct the import`,
  catalog: (name) =>
    `catalog entry '${name}' is not used: remove it, or declare the dependency as 'catalog:'`,
  exports: (name) => `export '${name}' is not used: make it local, or delete it`,
  types: (name) => `exported type '${name}' is not used: make it local, or delete it`,
};

interface KnipItem {
  readonly name: string;
  readonly line?: number;
}
type KnipRow = { readonly file: string } & Readonly<Record<string, unknown>>;

/** Every file, export, type and dependency has a user. */
export const unused: Gate = {
  name: 'unused',
  inspect: async ({ root }) => {
    const knip = path.join(root, 'node_modules/knip/bin/knip.js');
    const reporters = ['--reporter', 'json', '--reporter', COUNTER];
    const args = [knip, '--no-progress', '--no-config-hints', ...reporters];
    return inspection(await run(process.execPath, args, root));
  },
};

function inspection(finished: Finished): Inspection {
  const lines = finished.stdout.split('\n').filter((line) => line.startsWith('{'));
  const report: { issues?: KnipRow[]; processed?: number } = Object.assign(
    {},
    ...lines.map((line) => JSON.parse(line)),
  );
  const violations = (report.issues ?? []).flatMap(rowViolations);
  if (finished.code !== 0 && violations.length === 0) {
    violations.push({
      file: 'knip.json',
      text: `knip failed: ${finished.stderr.trim() || finished.stdout.trim()}`,
    });
  }
  return { inspected: report.processed ?? 0, unit: 'files', violations };
}

function rowViolations({ file, ...kinds }: KnipRow): Violation[] {
  return Object.entries(kinds).flatMap(([kind, items]) =>
    // Knip reports duplicates as lists of names for one thing.
    (Array.isArray(items) ? (items as (KnipItem | KnipItem[])[]) : []).map((item) => {
      const group = [item].flat();
      const name = group.map((one) => one.name).join(', ');
      const line = group[0]?.line;
      return {
        file,
        ...(line === undefined ? {} : { line }),
        text: ADVICE[kind]?.(name) ?? `${kind}: ${name}`,
      };
    }),
  );
}
