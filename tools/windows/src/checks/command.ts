import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../process.ts';
import type { Check } from './check.ts';

/** What npm writes for a global command on Windows, written by the part of npm that does it. */
const MAKE = 'require(process.argv[1])(process.argv[2], process.argv[3])';
/** How its last line keeps cmd from asking "Terminate batch job?"; Wine's cmd goes no further there, Windows' does. */
const BEYOND_WINE = 'goto #_undefined_# 2>NUL || title %COMSPEC% & ';
const RUN = `const { spawnSync } = require('node:child_process');
const run = spawnSync('cmd.exe', ['/d', '/c', 'ballast', '--version'], { encoding: 'utf8' });
process.stdout.write(run.stdout + run.stderr);
process.exitCode = run.status ?? 1;`;

export const globalCommand: Check = {
  name: 'the command that npm makes for all folders answers in cmd',
  run: async ({ wine, installed }) => {
    const modules = (await must(['npm', 'root', '--global'])).stdout.trim();
    const shim = path.join(modules, 'npm', 'node_modules', 'cmd-shim');
    const made = await wine.node(['-e', MAKE, `Z:${shim}`, wine.pathOf(installed.bin), 'C:\\bin\\ballast']);
    assert.equal(made.code, 0, made.stderr);
    const command = path.join(wine.drive, 'bin', 'ballast.cmd');
    const text = readFileSync(command, 'utf8');
    assert.ok(text.includes(BEYOND_WINE), 'npm writes its commands in another way now');
    writeFileSync(command, text.replace(BEYOND_WINE, ''));
    assert.ok(existsSync(path.join(wine.drive, 'bin', 'ballast.ps1')), 'there is one for PowerShell');
    const ended = await wine.node(['-e', RUN]);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /^\d+\.\d+\.\d+\s*$/);
    return `ballast --version is ${ended.stdout.trim()}`;
  },
};
