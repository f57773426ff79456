// Runs on Windows' Node: starts argv[3...] in a console of its own and presses Ctrl-C there, once the file argv[2] has
// its first settled task. Every process of a console gets the event, as when a person presses the keys.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const CTRL_C_EVENT = 0;
const [, , journal, modules, ...command] = process.argv;
const koffi = createRequire(modules)('koffi');
const kernel = koffi.load('kernel32.dll');
const call = (name, args = []) => kernel.func('__stdcall', name, 'int', args);
call('FreeConsole')();
if (call('AllocConsole')() === 0) throw new Error('there is no console to be had');
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
