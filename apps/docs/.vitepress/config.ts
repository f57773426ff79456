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
        items: [page('Ballast', '/')],
      },
      {
        text: 'Reference',
        items: [page('Statuses of files', '/statuses'), page('Definitions of numbers', '/definitions')],
      },
    ],
  },
});

export default config;
