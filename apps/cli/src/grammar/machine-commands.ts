import type { Command } from 'commander';
import { Argument } from 'commander';
import type { DoctorFlags } from '../commands/doctor.ts';
import type { HistoryFlags } from '../commands/history.ts';
import type { ProfileFlags } from '../commands/profile.ts';
import type { SetExit } from './shared.ts';

/** The commands about this machine: doctor, profile, history. */
export function addMachineCommands(program: Command, setExit: SetExit): void {
  program
    .command('doctor')
    .description('show what this machine has, and what is missing')
    .argument('[dir]', 'folder whose storage to examine', '.')
    .option('--no-native', 'do not load OrcFxAPI')
    .option('--fleet <file>', 'examine a fleet too: its server, and the folders that all machines have')
    .option('--measure-storage', 'measure how fast files in the folder can be read (a few seconds)', false)
    .option('--json', 'print JSON on standard output', false)
    .action(async (dir: string, flags: DoctorFlags) => {
      const { doctorCommand } = await import('../commands/doctor.ts');
      setExit(await doctorCommand(dir, flags));
    });
  program
    .command('profile')
    .description('describe the sizes of the files in a folder')
    .argument('<dir>', 'folder')
    .option('--include <glob...>', 'patterns of the files; by default those of every reader')
    .option('--svg <file>', 'write a histogram as SVG')
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors', false)
    .action(async (dir: string, flags: ProfileFlags) => {
      const { profileCommand } = await import('../commands/profile.ts');
      setExit(await profileCommand(dir, flags));
    });
  program
    .command('history')
    .description('show or clear what earlier batches learned about this machine')
    .addArgument(new Argument('[action]', 'what to do').choices(['show', 'clear']).default('show'))
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors and warnings', false)
    .action(async (action: 'show' | 'clear', flags: HistoryFlags) => {
      const { historyCommand } = await import('../commands/history.ts');
      setExit(await historyCommand(action, flags));
    });
}
