// Puts a program of this package, with everything that it imports, into a few CommonJS files below `dist/program`: code that V8
// has compiled is kept for them (`profiler/src/code-cache`), which Node 20 cannot do for modules. Usage: program.mjs MODULE...
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { writeLicences } from './licences.mjs';

const DIST = path.resolve('dist');
const OUT = path.join(DIST, 'program');
const LOADER = 'virtual:loader';
const PLACES = 'virtual:places';
/** Code of the machine is not put into a file: it stays in its package, which is found from the package that needs it. */
const NATIVE = /^virtual:native (?<native>\S+) for (?<name>\S+) up (?<up>\S+)$/;
const NATIVES = new Set(['koffi']);
const { name: own } = JSON.parse(readFileSync('package.json', 'utf8'));

/** A module looks for its neighbours by its own place, which is in its package and not among the files made here. */
const places = {
  name: 'places',
  resolveId(id, importer) {
    if (id === PLACES || id === LOADER) return id;
    if (id.startsWith('@ballast/')) return moduleOf(id, importer);
    if (!NATIVES.has(id)) return null;
    const { name, up } = packageOf(importer);
    return `virtual:native ${id} for ${name} up ${up}`;
  },
  load: (id) => ({ [PLACES]: placesCode(), [LOADER]: loaderCode() })[id] ?? nativeCode(id),
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const { name, file, up } = packageOf(id);
    const place = `__placeOf(${[name, up, file].map((part) => JSON.stringify(part)).join(', ')})`;
    return `import { __placeOf } from '${PLACES}';\n${code.replaceAll('import.meta.url', place)}`;
  },
};

/** The module of another package, not the bundle that it is in: a program contains only what it uses. */
function moduleOf(id, importer) {
  const [scope, name, ...rest] = id.split('/');
  const from = path.isAbsolute(importer ?? '') ? importer : path.resolve('package.json');
  const manifest = findUp(path.dirname(from), path.join('node_modules', scope, name, 'package.json'));
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8'));
  const entry = exports[rest.length === 0 ? '.' : `./${rest.join('/')}`];
  if (entry?.types === undefined) throw new Error(`${id} is not exported`);
  return path.join(path.dirname(realpathSync(manifest)), entry.types.replace(/\.d\.ts$/, '.js'));
}

function findUp(folder, name) {
  const file = path.join(folder, name);
  if (existsSync(file)) return file;
  if (path.dirname(folder) === folder) throw new Error(`there is no ${name}`);
  return findUp(path.dirname(folder), name);
}

/** `up` leads from the folder of a package's main file to the package; this program is in `dist/program` of its own. */
function placesCode() {
  return `import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(__filename);
const roots = new Map([[${JSON.stringify(own)}, new URL('../../', pathToFileURL(__filename))]]);
export function __placeOf(name, up, file) {
  let root = roots.get(name);
  if (root === undefined) {
    root = new URL(up, pathToFileURL(require.resolve(name)));
    roots.set(name, root);
  }
  return new URL(file, root).href;
}
`;
}

function loaderCode() {
  return "export { loadProgram } from '@ballast/profiler/code-cache';\n";
}

function nativeCode(id) {
  const { native, name, up } = NATIVE.exec(id)?.groups ?? {};
  if (native === undefined) return null;
  return `import { createRequire } from 'node:module';
import { __placeOf } from '${PLACES}';
export default createRequire(__placeOf('${name}', '${up}', 'package.json'))('${native}');
`;
}

function packageOf(id) {
  for (let folder = path.dirname(id); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (!name.startsWith('@ballast/'))
      throw new Error(`${id} looks for its neighbours, which would not be there`);
    return { name, up: upFromMain(name, folder), file: path.relative(folder, id).split(path.sep).join('/') };
  }
}

/** Throws if this program could not find the package by its main file. */
function upFromMain(name, folder) {
  if (name === own) return '';
  const main = createRequire(path.resolve('package.json')).resolve(name);
  const depth = path.relative(realpathSync(folder), realpathSync(main)).split(path.sep).length - 1;
  return '../'.repeat(depth);
}

// Not in its place until it is complete: a command may be running.
const made = `${OUT}-${process.pid}`;
const modules = process.argv.slice(2);
const bundle = await rolldown({
  input: Object.fromEntries(
    modules.map((module) => [module.replaceAll('/', '-'), path.join(DIST, `${module}.js`)]),
  ),
  platform: 'node',
  external: isBuiltin,
  plugins: [places],
  preserveEntrySignatures: 'strict',
});
const { output } = await bundle.write({
  dir: made,
  format: 'cjs',
  entryFileNames: '[name]-[hash].cjs',
  chunkFileNames: 'chunk-[name]-[hash].cjs',
});
await bundle.close();
const loader = await rolldown({ input: LOADER, platform: 'node', external: isBuiltin, plugins: [places] });
await loader.write({ file: path.join(made, 'loader.cjs'), format: 'cjs' });
await loader.close();

for (const { fileName, imports, dynamicImports } of output) {
  const strange = [...imports, ...dynamicImports].filter(
    (id) => !isBuiltin(id) && !existsSync(path.join(made, id)),
  );
  if (strange.length > 0) throw new Error(`${fileName} imports ${strange.join(', ')}`);
  const file = path.join(made, fileName);
  writeFileSync(file, ascii(readFileSync(file, 'utf8'), fileName));
}
for (const { isEntry, name, fileName } of output) {
  if (!isEntry) continue;
  const start = `'use strict';
const { loadProgram } = require('./loader.cjs');
exports.load = (use) => loadProgram({ folder: __dirname, entry: '${fileName}', use });
if (require.main === module) {
  const program = exports.load('${name}');
  void program.exports.run(() => program.keep());
}
`;
  writeFileSync(path.join(made, `${name}.cjs`), start);
}
writeLicences(
  output.flatMap(({ moduleIds = [] }) => moduleIds.map(realOf)),
  made,
);
rmSync(OUT, { recursive: true, force: true });
renameSync(made, OUT);

function realOf(id) {
  return existsSync(id) ? realpathSync(id) : id;
}

/** Text of one byte for each character is read and compiled faster, and takes half of the memory. */
function ascii(code, name) {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(code)) throw new Error(`${name} has raw text beyond ASCII`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
