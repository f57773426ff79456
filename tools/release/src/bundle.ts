import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, version } from './checkout.ts';
import { must } from './process.ts';
import { packagesIn } from './stage.ts';

/** One tarball with all packages inside: it installs without a registry. Returns its path. */
export function bundle(stage: string, out: string): string {
  const modules = path.join(stage, 'node_modules');
  const names = packagesIn(modules);
  const manifest = {
    name: '@ballast/bundle',
    version: version(),
    description: 'The ballast command with everything that it needs.',
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20.19.0' },
    bin: { ballast: 'bin.js' },
    files: ['bin.js', 'README.md', 'LICENSE'],
    dependencies: Object.fromEntries(names.map((name) => [name, versionOf(path.join(modules, name))])),
    bundleDependencies: names,
  };
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(path.join(stage, 'package-lock.json'), { force: true });
  writeFileSync(
    path.join(stage, 'bin.js'),
    "#!/usr/bin/env node\nimport './node_modules/@ballast/cli/dist/bin.js';\n",
  );
  copyFileSync(path.join(ROOT, 'LICENSE'), path.join(stage, 'LICENSE'));
  copyFileSync(path.join(ROOT, 'apps', 'cli', 'README.md'), path.join(stage, 'README.md'));
  must('npm', ['pack', '--silent', '--ignore-scripts'], stage);
  const packed = readdirSync(stage).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack made no tarball');
  const place = path.join(out, `ballast-bundle-${version()}.tgz`);
  renameSync(path.join(stage, packed), place);
  return place;
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
