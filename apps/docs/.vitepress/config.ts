import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vitepress';
import { pageOf } from '../src/site/pages.ts';
import { checkoutLinks } from './checkout-links.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const { resolve } = createRequire(import.meta.url);
/** The pages are not below this package, so its dependencies are not found from there. */
const alias = [
  { find: 'vue/server-renderer', replacement: resolve('vue/server-renderer') },
  {
    find: /^vue$/,
    replacement: path.join(path.dirname(resolve('vue/package.json')), 'dist/vue.runtime.esm-bundler.js'),
  },
];

const page = (text: string, link: string) => ({ text, link });

const config: UserConfig = defineConfig({
  title: 'Ballast',
  description: 'Tables from folders of heavy simulation results.',
  cacheDir: './node_modules/.vitepress',
  // The root, so that links between the documents and the READMEs of packages stay those of the checkout.
  srcDir: ROOT,
  srcExclude: [
    '*.md',
    '{apps,examples,tools,.changeset,.ci,demo-out}/**',
    'packages/*/!(README.md)/**',
    'packages/*/!(README).md',
  ],
  rewrites: (file) => pageOf(file) ?? file,
  markdown: { config: (markdown) => checkoutLinks(markdown, ROOT) },
  vite: {
    resolve: { alias },
    build: { chunkSizeWarningLimit: 2000 },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      {
        text: 'Start',
        items: [page('All tasks', '/'), page('Install', '/install'), page('Windows', '/windows')],
      },
      {
        text: 'Ten minutes each',
        items: [
          page('First OpenFAST batch', '/tutorials/first-openfast-batch'),
          page('First OrcaFlex batch', '/tutorials/first-orcaflex-batch'),
          page('From digitalmodel', '/tutorials/from-digitalmodel'),
          page('From pCrunch', '/tutorials/from-pcrunch'),
          page('From GNU parallel', '/tutorials/from-gnu-parallel'),
          page('From OppNDA', '/tutorials/from-oppnda'),
          page('From joblib', '/tutorials/from-joblib'),
          page('From Snakemake', '/tutorials/from-snakemake'),
        ],
      },
      {
        text: 'How to',
        items: [
          page('Fatigue, extremes, load cases', '/loads'),
          page('Your own task', '/own-tasks'),
          page('Excel and Parquet', '/formats'),
          page('Choosing memory', '/choosing-memory'),
          page('Two workstations and a NAS', '/fleets'),
          page('Licence pools', '/licence-pools'),
          page('What happens when something dies', '/when-something-dies'),
          page('A cluster in five minutes', '/clusters'),
          page('Why is my file waiting?', '/why-is-my-file-waiting'),
        ],
      },
      {
        text: 'Reference',
        items: [
          page('Keys of the batch file', '/reference/batch-file'),
          page('Definitions of numbers', '/definitions'),
          page('Statuses of files', '/statuses'),
          page('Codes of errors', '/reference/codes'),
          page('The report', '/reference/report'),
          page('The journal', '/reference/journal'),
          page('Durability', '/durability'),
          page('Checksums', '/checksums'),
        ],
      },
      {
        text: 'Inside',
        collapsed: true,
        items: [
          page('Design', '/design'),
          page('Memory prediction', '/memory-prediction'),
          page('Simulated policies', '/simulated-policies'),
          page('Benchmark', '/benchmark'),
          page('Decisions', '/decisions/'),
        ],
      },
    ],
  },
});

export default config;
