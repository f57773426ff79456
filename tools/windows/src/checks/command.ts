import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../process.ts';
import type { Check } from './check.ts';

/** Writes the files of a global command on Windows, with the same module that npm uses. */
const MAKE = 'require(process.argv[1])(process.argv[2], process.argv[3])';
/** With this, cmd does not ask "Terminate batch job?". Wine's cmd stops here, unlike that of Windows. */
const BEYOND_WINE = 'goto #_undefined_# 2>NUL || title %COMSPEC% & ';
const RUN = `const { spawnSync } = require('node:child_process');
const run = spawnSync('cmd.exe', ['/d', '/c', 'ballast', '--version'], { encoding: 'utf8' });
process.stdout.write(run.stdout + run.stderr);
process.exitCode = run.status ?? 1;`;

export const globalCommand: Check = {
  name: 'the global command that npm creates runs in cmd',
  run: async ({ wine, installed }) => {
    const modules = (await must(['npm', 'root', '--global'])).stdout.trim();
    const shim = path.join(modules, 'npm', 'node_modules', 'cmd-shim');
    const made = await wine.node(['-e', MAKE, `Z:${shim}`, wine.pathOf(installed.bin), 'C:\\bin\\ballast']);
    assert.equal(made.code, 0, made.stderr);
    const command = path.join(wine.drive, 'bin', 'ballast.cmd');
    const text = readFileSync(command, 'utf8');
    assert.ok(text.includes(BEYOND_WINE), 'npm writes its commands differently now');
    writeFileSync(command, text.replace(BEYOND_WINE, ''));
    assert.ok(existsSync(path.join(wine.drive, 'bin', 'ballast.ps1')), 'there is a command for PowerShell');
    const ended = await wine.node(['-e', RUN]);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /^\d+\.\d+\.\d+\s*$/);
    return `ballast --version is ${ended.stdout.trim()}`;
  },
};
