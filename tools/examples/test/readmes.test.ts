import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Block, programsInReadmes, ROOT } from './readme-blocks.ts';

const OPTIONS = {
  strict: true,
  noEmit: true,
  module: 'nodenext',
  target: 'esnext',
  types: ['node'],
  skipLibCheck: true,
};

/** What the compiler says about the programs, each a file of its own beside the packages. */
function compiled(blocks: readonly Block[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-readmes-'));
  try {
    const scope = path.join(folder, 'node_modules', '@ballast');
    mkdirSync(scope, { recursive: true });
    for (const name of readdirSync(path.join(ROOT, 'packages')))
      symlinkSync(path.join(ROOT, 'packages', name), path.join(scope, name), 'junction');
    symlinkSync(
      path.join(ROOT, 'node_modules', '@types'),
      path.join(folder, 'node_modules', '@types'),
      'junction',
    );
    const files = blocks.map(({ place, text }, index) => {
      const file = `program-${index}.ts`;
      writeFileSync(path.join(folder, file), `// ${place}\n${text}export {};\n`);
      return file;
    });
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files }));
    const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], {
      encoding: 'utf8',
      cwd: folder,
    });
    return blocks.reduce(
      (text, { place }, index) => text.replaceAll(`program-${index}.ts`, place),
      `${stdout}${stderr}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the programs in the READMEs of packages', () => {
  it('pass the strict compiler', () => {
    const programs = programsInReadmes();
    expect(programs.length).toBeGreaterThan(10);
    expect(compiled(programs)).toBe('');
  });

  it('would not pass with a mistake', () => {
    const text = "import { readOutb } from '@ballast/openfast';\nreadOutb(1);\n";
    expect(compiled([{ place: 'here', text }])).toContain('here(3,10): error TS2345');
  });
});
