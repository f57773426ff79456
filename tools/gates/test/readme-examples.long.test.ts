import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url));
const FENCE = /^```(?:js|javascript|ts)\n([\s\S]*?)^```$/gm;
const TSC = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
/** Types are removed, not checked: another test does that. */
const TO_JAVASCRIPT = ['--ignoreConfig', '--noCheck', '--module', 'nodenext', '--target', 'es2023'];

const packages = readdirSync(PACKAGES).filter((name) =>
  existsSync(path.join(PACKAGES, name, 'package.json')),
);

const TOOLS = fileURLToPath(new URL('../../', import.meta.url));
const scratchFolder = mkdtempSync(path.join(tmpdir(), 'ballast-readme-'));
afterAll(() => rmSync(scratchFolder, { recursive: true, force: true }));

function tool(name: string, ...args: string[]): string {
  const bin = path.join(TOOLS, name, 'dist', 'bin.js');
  return execFileSync(process.execPath, [bin, ...args], { encoding: 'utf8' });
}

interface Given {
  readonly file: string;
  readonly env: Record<string, string>;
}

/** What an example needs from its command line and environment; null if this machine cannot provide it. */
function given(name: string): Given | null {
  const out = path.join(scratchFolder, name);
  if (name === 'openfast') {
    tool('openfast-files', '--out', out, '--files', '1', '--format', 'outb4', '--rows', '50');
  } else if (name === 'batch') {
    tool('openfast-files', '--out', path.join(out, 'sims'), '--files', '2', '--rows', '50');
    writeFileSync(path.join(out, 'sims', 'bad.out'), 'not a result');
    return { file: out, env: { BALLAST_DATA_HOME: path.join(out, 'data') } };
  } else if (name === 'orcaflex-native-bridge') {
    if (spawnSync('cc', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
    tool('orcfxapi-standin', 'generate', '--out', out, '--files', '1', '--min', '100KB', '--max', '100KB');
    const { library } = JSON.parse(tool('orcfxapi-standin', 'build')) as { library: string };
    return { file: firstIn(out), env: { BALLAST_ORCFXAPI: library } };
  } else {
    return { file: '', env: {} };
  }
  return { file: firstIn(out), env: {} };
}

function firstIn(folder: string): string {
  return path.join(folder, readdirSync(folder)[0] ?? '');
}

/** Runs a script inside a package, so that its own name and its dependencies resolve. */
function run(folder: string, script: string, { file: input, env }: Given): string {
  const scratch = path.join(folder, 'dist', '.readme');
  mkdirSync(scratch, { recursive: true });
  const source = path.join(scratch, 'example.mts');
  const file = path.join(scratch, 'example.mjs');
  writeFileSync(source, script);
  try {
    execFileSync(process.execPath, [TSC, ...TO_JAVASCRIPT, source]);
    return execFileSync(process.execPath, [file, input], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

describe('the README of every package', () => {
  it.each(packages)('%s has an example that runs as written', (name) => {
    const folder = path.join(PACKAGES, name);
    const text = readFileSync(path.join(folder, 'README.md'), 'utf8');
    const examples = [...text.matchAll(FENCE)].map((match) => match[1] ?? '');
    expect(examples.length, 'a block fenced as js or ts').toBeGreaterThan(0);
    const input = given(name);
    if (input === null) return console.warn(`not run, without a C compiler: the example of ${name}`);
    for (const example of examples) expect(run(folder, example, input)).not.toBe('');
  });
});
