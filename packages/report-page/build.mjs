// Bundles the page's script and the components that render it: the package needs nothing else at install.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = (...parts) => path.join(here, 'src', ...parts);
const common = {
  root: here,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

const styleOf = (name) =>
  readFileSync(source('style', name), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
/** In this order: later rules win. */
const STYLES = 'colours frame summary time files charts tables presented narrow print'.split(' ');
const style = STYLES.map((name) => styleOf(`${name}.css`)).join('\n');
const liveStyle = `${style}\n${styleOf('live.css')}`;

/** One script without imports. */
async function scriptOf(...entry) {
  const built = await build({
    ...common,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      lib: { entry: source('browser', ...entry), formats: ['iife'], name: 'ballastReport' },
    },
  });
  const [{ output }] = Array.isArray(built) ? built : [built];
  // Texts with a tab have it as a character by now; a page has no invisible ones.
  const { code } = output.find(({ type }) => type === 'chunk');
  return code.trim().replaceAll('\t', '\\t');
}

const script = await scriptOf('main.tsx');
const liveScript = await scriptOf('live', 'main.tsx');

/** Puts what was built in the place of the stand-in that tests of single modules see. */
const assets = {
  name: 'assets',
  load: (id) =>
    id === source('assets.ts')
      ? Object.entries({ SCRIPT: script, LIVE_SCRIPT: liveScript, STYLE: style, LIVE_STYLE: liveStyle })
          .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
          .join('')
      : null,
};

await build({
  ...common,
  plugins: [assets],
  ssr: { noExternal: ['preact', 'preact-render-to-string'] },
  build: {
    ssr: source('index.ts'),
    outDir: path.join(here, 'dist'),
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'index.js' } },
  },
});
