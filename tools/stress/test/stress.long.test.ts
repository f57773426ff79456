import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

function stress(...args: string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      text += data;
    });
    child.stderr.setEncoding('utf8').on('data', (data: string) => {
      text += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

it('a batch that is killed at random instants ends with the tables of an undisturbed one', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { code, text } = await stress('--kills', '6', '--seed', String(seed));
  console.info(text);
  expect(text).toMatch(new RegExp(`^seed ${seed}`));
  expect(text).toMatch(/ok: 6 kills, [1-9]\d* complete batches, [1-9]\d* tables compared/);
  expect(code).toBe(0);
});

it('an invalid command line is refused', async () => {
  const { code, text } = await stress('--kills', 'many');
  expect([code, text]).toEqual([2, expect.stringContaining('--kills takes a whole number, not many')]);
});
