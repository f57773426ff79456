import path from 'node:path';
import type { Gate, Inspection, Violation } from '../gate.ts';
import { posixPath } from '../tree/files.ts';
import { type Finished, run } from '../tree/process.ts';

interface BiomeReport {
  readonly summary: { readonly changed: number; readonly unchanged: number };
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly message: string;
    readonly category: string;
    readonly location: { readonly path: string; readonly start?: { readonly line: number } };
  }[];
}

/** One formatter and one set of lint rules. */
export const format: Gate = {
  name: 'format',
  inspect: async ({ root }) => {
    const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'ci', '--reporter=json', '--colors=off', '--max-diagnostics=none', '.'];
    return inspection(await run(process.execPath, args, root));
  },
};

function inspection(finished: Finished): Inspection {
  const line = finished.stdout.split('\n').find((one) => one.startsWith('{'));
  const report = line === undefined ? undefined : (JSON.parse(line) as BiomeReport);
  const findings = report?.diagnostics ?? [];
  const violations = findings.filter(({ severity }) => severity === 'error').map(asViolation);
  if (finished.code !== 0 && violations.length === 0) {
    violations.push({ file: 'biome.json', text: `biome failed: ${finished.stderr.trim()}` });
  }
  return {
    inspected: report === undefined ? 0 : report.summary.changed + report.summary.unchanged,
    unit: 'files',
    violations,
    notes: findings.filter(({ severity }) => severity === 'warning').map(asViolation),
  };
}

function asViolation({ category, location, message }: BiomeReport['diagnostics'][number]): Violation {
  const advice = category === 'format' ? 'run `npx --yes pnpm@12 format`' : category;
  // Biome gives line 0 when it means the whole file.
  const line = location.start?.line ?? 0;
  return { file: posixPath(location.path), ...(line > 0 ? { line } : {}), text: `${message} (${advice})` };
}
