// Runs with Node for Windows: starts argv[4...] in a new console and presses Ctrl-C there as soon as the journal argv[2]
// contains a settled task. Every process of a console receives the event, as if a person had pressed the keys.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const CTRL_C_EVENT = 0;
const [, , journal, modules, ...command] = process.argv;
const koffi = createRequire(modules)('koffi');
const kernel = koffi.load('kernel32.dll');
const call = (name, args = []) => kernel.func('__stdcall', name, 'int', args);
call('FreeConsole')();
if (call('AllocConsole')() === 0) throw new Error('no console is available');
const press = call('GenerateConsoleCtrlEvent', ['uint32', 'uint32']);

process.on('SIGINT', () => undefined);
const child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
const timer = setInterval(() => {
  if (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('"settled"')) return;
  clearInterval(timer);
  if (press(CTRL_C_EVENT, 0) === 0) throw new Error('Ctrl-C cannot be pressed');
}, 50);
child.on('exit', (code) => {
  clearInterval(timer);
  process.exitCode = code ?? 1;
});
