// Puts what a package exports, and the programs of its processes, into few files: to open some hundred modules takes a process
// longer than to run them. Types, and modules that are found by their place, stay where tsc puts them.
import { readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { writeLicences } from './licences.mjs';

const DIST = path.resolve('dist');
const OUT = path.join(DIST, 'bundle');

/** They have many modules, of which a program needs few: zod alone has messages in sixty languages. */
const INLINED = new Set(['commander', 'csv-parse/sync', 'fourier-transform', 'picomatch', 'yaml', 'zod']);

const { exports: exported = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
const isBundled = ({ default: file }) => file?.startsWith('./dist/bundle/');
const entries = [
  ...Object.values(exported)
    .filter(isBundled)
    .map(({ types }) => types.replace(/^\.\/dist\/|\.d\.ts$/g, '')),
  // Programs of processes, which nothing imports.
  ...process.argv.slice(2),
];
if (entries.length === 0) throw new Error(`${process.cwd()} exports nothing from dist/bundle`);

/** A module looks for its neighbours by its own place. */
const ownPlace = {
  name: 'own-place',
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const place = path.relative(OUT, id).split(path.sep).join('/');
    return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`);
  },
};

// Not in its place until it is complete: a command may be running.
const made = `${OUT}-${process.pid}`;
const bundle = await rolldown({
  // All files are in one folder, so that `ownPlace` is the same for all of them.
  input: Object.fromEntries(
    entries.map((entry) => [entry.replaceAll('/', '-'), path.join(DIST, `${entry}.js`)]),
  ),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !INLINED.has(id),
  plugins: [ownPlace],
  preserveEntrySignatures: 'strict',
});
const { output } = await bundle.write({
  dir: made,
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name]-[hash].js',
});
await bundle.close();
writeLicences(
  output.flatMap(({ moduleIds = [] }) => moduleIds),
  made,
);
rmSync(OUT, { recursive: true, force: true });
renameSync(made, OUT);
