import { Argument, type Command } from 'commander';

/** `completion` prints a script for a shell. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and file names in a shell')
    .addArgument(new Argument('<shell>', 'shell').choices(['bash', 'zsh', 'fish', 'powershell']))
    .action(async (shell: 'bash' | 'zsh' | 'fish' | 'powershell') => {
      const { completionScript } = await import('../completion/scripts.ts');
      const { wordsOf } = await import('../completion/words.ts');
      process.stdout.write(completionScript(shell, wordsOf(program)));
    });
}
