import { type Command, Option } from 'commander';
import type { ControlFlags } from '../commands/control.ts';
import type { DashboardFlags } from '../commands/dashboard.ts';
import { port } from './companion-options.ts';
import type { SetExit } from './shared.ts';

/** The commands that follow batches, and those that act on one that runs. */
export function addLiveCommands(program: Command, setExit: SetExit): void {
  program
    .command('dashboard')
    .description('serve a page about batches that run or have ended, on this machine only')
    .argument('[dir...]', 'output folders; without any, the batches that ran on this machine')
    .option('--port <n>', 'port of the page, instead of any that is free', port)
    .option('--open', 'open the page in the browser', false)
    .option('--control', 'let the page drain and pause batches that run with --control', false)
    .option('--tui', 'show one batch in the terminal instead of on a page', false)
    .option('--metrics <file>', 'write metrics (Prometheus text format) to a file every 5 seconds')
    .option('--json', 'print the address as JSON on standard output', false)
    .addOption(new Option('--no-page', 'serve no page').hideHelp())
    .addOption(new Option('--companion', 'end with standard input').hideHelp())
    .action(async (folders: string[], flags: DashboardFlags) => {
      const { dashboardCommand } = await import('../commands/dashboard.ts');
      setExit(await dashboardCommand(folders, flags));
    });
  addOrder(program, setExit, {
    what: 'drain',
    does: 'start nothing more in a batch that runs, and let what runs end',
  });
  addOrder(program, setExit, {
    what: 'pause',
    does: 'start nothing in a batch that runs until it is unpaused',
  });
  addOrder(program, setExit, { what: 'unpause', does: 'start files again in a batch that was paused' });
  withOutput(program.command('set'))
    .description('change the memory budget of a batch that runs')
    .argument('<dir>', 'output folder of the batch, which runs with --control')
    .argument('<setting>', 'memory=SIZE, at most what the batch allows, or memory=auto')
    .action(async (dir: string, setting: string, flags: ControlFlags) => {
      const { setCommand } = await import('../commands/control.ts');
      setExit(await setCommand(dir, setting, flags));
    });
}

function addOrder(
  program: Command,
  setExit: SetExit,
  { what, does }: { readonly what: 'drain' | 'pause' | 'unpause'; readonly does: string },
): void {
  withOutput(program.command(what))
    .description(does)
    .argument('<dir>', 'output folder of the batch, which runs with --control')
    .action(async (dir: string, flags: ControlFlags) => {
      const { controlCommand } = await import('../commands/control.ts');
      setExit(await controlCommand(what, dir, flags));
    });
}

function withOutput(command: Command): Command {
  return command
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print nothing', false);
}
