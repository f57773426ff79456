import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestOf, publishedPackages, ROOT, toolBin } from '../checkout.ts';
import { installInto } from '../packed.ts';
import { must } from '../process.ts';
import type { Check } from './check.ts';

const FENCE = /^```(?:js|javascript|ts)\n([\s\S]*?)^```$/gm;
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
/** Types are removed, not checked. */
const TO_JAVASCRIPT = ['--ignoreConfig', '--noCheck', '--module', 'nodenext', '--target', 'es2023'];

interface Given {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What the example of a package needs: files of its format, and the stand-in library for OrcaFlex. */
async function given(name: string, scratch: string): Promise<Given> {
  const out = path.join(scratch, `input-of-${name.replace('/', '-')}`);
  const first = (): string => path.join(out, readdirSync(out)[0] ?? '');
  const start = (tool: string, ...args: string[]): ReturnType<typeof must> =>
    must([process.execPath, toolBin(tool), ...args]);
  if (name.endsWith('/openfast')) {
    await start('openfast-files', '--out', out, '--files', '1', '--format', 'outb4', '--rows', '50');
    return { args: [first()], env: {} };
  }
  if (name.endsWith('/batch')) {
    await start('openfast-files', '--out', path.join(out, 'sims'), '--files', '2', '--rows', '50');
    return { args: [out], env: { BALLAST_DATA_HOME: path.join(out, 'data') } };
  }
  if (!name.endsWith('/orcaflex-native-bridge')) return { args: [], env: {} };
  await start('orcfxapi-standin', 'generate', '--out', out, '--files', '1', '--min', '90KB', '--max', '90KB');
  const { library } = JSON.parse((await start('orcfxapi-standin', 'build')).stdout) as { library: string };
  return { args: [first()], env: { BALLAST_ORCFXAPI: library } };
}

export const tarballsHere: Check = {
  name: 'the packed packages install on Linux from tarballs alone, and their examples run',
  run: async ({ tarballs, scratch }) => {
    const folder = path.join(scratch, 'plain');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await installInto(folder, tarballs);
    let examples = 0;
    for (const { name } of publishedPackages().map(manifestOf)) {
      const readme = path.join(folder, 'node_modules', name, 'README.md');
      assert.ok(existsSync(readme), `${name} has a README`);
      const input = await given(name, folder);
      for (const [, text = ''] of readFileSync(readme, 'utf8').matchAll(FENCE)) {
        examples += 1;
        const source = path.join(folder, `example-${examples}.mts`);
        const file = path.join(folder, `example-${examples}.mjs`);
        writeFileSync(source, text);
        await must([process.execPath, TSC, ...TO_JAVASCRIPT, source], { cwd: folder });
        const ended = await must([process.execPath, file, ...input.args], { cwd: folder, env: input.env });
        assert.notEqual(ended.stdout, '', `the example of ${name} prints something`);
      }
    }
    assert.ok(examples >= tarballs.length - 1, 'every package but the command has an example');
    const bin = path.join(folder, 'node_modules', '.bin', 'ballast');
    const { stdout } = await must([bin, '--version'], { cwd: folder });
    return `${tarballs.length} packages, ${examples} examples; ballast --version is ${stdout.trim()}`;
  },
};
