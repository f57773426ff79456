import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, Package as PackedPackage, type Problem } from '@arethetypeswrong/core';
import { problemKindInfo } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Gate, Violation } from '../gate.ts';
import { filesBelow } from '../tree/files.ts';
import type { Package, Tree } from '../tree/tree.ts';

interface PackedFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** Everything that package.json declares is in the package that would be published. */
export const faces: Gate = {
  name: 'faces',
  inspect: async (tree) => {
    const published = tree.packages.filter(({ manifest }) => !manifest.private);
    const violations = await Promise.all(published.map((one) => faceViolations(tree, one)));
    return { inspected: published.length, unit: 'packages', violations: violations.flat() };
  },
};

async function faceViolations({ root }: Tree, { folder, manifest }: Package): Promise<Violation[]> {
  const file = `${folder}/package.json`;
  const home = path.join(root, folder);
  const left = LEFT_OUT.filter((entry) => !manifest.files.includes(entry)).map((entry) => ({
    file,
    text: `"files" lacks ${entry}: what only the build needs would be published`,
  }));
  const entries = manifest.files.filter((entry) => !entry.startsWith('!'));
  const missing = entries
    .filter((entry) => !existsSync(path.join(home, entry)))
    .map((entry) => ({ file, text: `"files" names ${entry}, which does not exist: build or write it` }));
  const packed = packedFiles(home, ['package.json', ...entries]);
  const { messages, pkg } = await publint({ pkgDir: 'package', pack: { files: packed }, strict: true });
  const advice = messages.map((one) => ({
    file,
    text: formatMessage(one, pkg, { color: false }) ?? one.code,
  }));
  const types = (await typeProblems(manifest.name, packed)).map((text) => ({ file, text }));
  return [...left, ...missing, ...advice, ...types];
}

/** Sources are not published, so maps to them are of no use. */
const LEFT_OUT = ['!dist/**/*.map', '!dist/**/*.tsbuildinfo'];

/** Every package is ESM only, so it does not support CommonJS consumers or the module resolution of Node 10. */
const NOT_SUPPORTED: ReadonlySet<string> = new Set(['node10', 'node16-cjs']);

/** Problems that a TypeScript consumer would have with the types, by are-the-types-wrong's `esm-only` profile. */
async function typeProblems(name: string, packed: readonly PackedFile[]): Promise<string[]> {
  const files = packed.map(
    (one) => [one.name.replace(/^package/, `/node_modules/${name}`), one.data] as const,
  );
  const result = await checkPackage(new PackedPackage(Object.fromEntries(files), name, '0.0.0'));
  if (result.types === false) return ['no types are published'];
  const relevant = result.problems.filter(
    (one) => !('resolutionKind' in one && NOT_SUPPORTED.has(one.resolutionKind)),
  );
  return relevant.map((one) => `${problemKindInfo[one.kind].description}${placeOf(one)}`);
}

function placeOf(problem: Problem): string {
  if ('entrypoint' in problem) return ` (${problem.entrypoint}, ${problem.resolutionKind})`;
  return ` (${'fileName' in problem ? problem.fileName : problem.typesFileName})`;
}

/** What packing would include, under the names that it has in a tarball. `entries` are plain files and folders. */
function packedFiles(home: string, entries: readonly string[]): PackedFile[] {
  return entries
    .filter((entry) => existsSync(path.join(home, entry)))
    .flatMap((entry) => (statSync(path.join(home, entry)).isDirectory() ? filesBelow(home, entry) : [entry]))
    .filter((name) => !/\.(map|tsbuildinfo)$/.test(name))
    .map((name) => ({ name: `package/${name}`, data: readFileSync(path.join(home, name)) }));
}
