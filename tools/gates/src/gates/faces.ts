import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type PackFile, publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Gate, Violation } from '../gate.ts';
import { filesBelow } from '../tree/files.ts';
import type { Package, Tree } from '../tree/tree.ts';

/** What a package promises in package.json is in what it would publish. */
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
  const missing = manifest.files
    .filter((entry) => !existsSync(path.join(home, entry)))
    .map((entry) => ({ file, text: `"files" names ${entry}, which is not there: build, or write it` }));
  const { messages, pkg } = await publint({
    pkgDir: 'package',
    pack: { files: packedFiles(home, ['package.json', ...manifest.files]) },
    strict: true,
  });
  const said = messages.map((one) => ({ file, text: formatMessage(one, pkg, { color: false }) ?? one.code }));
  return [...missing, ...said];
}

/** What packing would take, under the names that a tarball gives. `entries` are plain files and folders here. */
function packedFiles(home: string, entries: readonly string[]): PackFile[] {
  return entries
    .filter((entry) => existsSync(path.join(home, entry)))
    .flatMap((entry) => (statSync(path.join(home, entry)).isDirectory() ? filesBelow(home, entry) : [entry]))
    .map((name) => ({ name: `package/${name}`, data: readFileSync(path.join(home, name)) }));
}
