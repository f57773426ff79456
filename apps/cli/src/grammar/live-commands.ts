import { type Command, Option } from 'commander';
import type { DashboardFlags } from '../commands/dashboard.ts';
import { port } from './companion-options.ts';
import type { SetExit } from './shared.ts';

/** The commands that follow batches. */
export function addLiveCommands(program: Command, setExit: SetExit): void {
  program
    .command('dashboard')
    .description('serve a page about batches that run or have ended, on this machine only')
    .argument('[dir...]', 'output folders; without any, the batches that ran on this machine')
    .option('--port <n>', 'port of the page, instead of any that is free', port)
    .option('--open', 'open the page in the browser', false)
    .option('--tui', 'show one batch in the terminal instead of on a page', false)
    .option('--metrics <file>', 'write metrics (Prometheus text format) to a file every 5 seconds')
    .option('--json', 'print the address as JSON on standard output', false)
    .addOption(new Option('--no-page', 'serve no page').hideHelp())
    .addOption(new Option('--companion', 'end with standard input').hideHelp())
    .action(async (folders: string[], flags: DashboardFlags) => {
      const { dashboardCommand } = await import('../commands/dashboard.ts');
      setExit(await dashboardCommand(folders, flags));
    });
}
