import type { Command } from 'commander';

/** What a shell offers after the name of a command. Everything else that is typed is completed as a file name. */
export interface CommandWords {
  readonly name: string;
  readonly about: string;
  readonly options: readonly OptionWords[];
  /** Fixed values of its arguments. */
  readonly choices: readonly string[];
}

export interface OptionWords {
  readonly long: string;
  readonly about: string;
  readonly takesValue: boolean;
}

/** The visible commands and options of a program, in the order of its help. */
export function wordsOf(program: Command): readonly CommandWords[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((command) => ({
    name: command.name(),
    about: plain(command.description()),
    options: help
      .visibleOptions(command)
      .flatMap(({ long, description, required, optional }) =>
        long ? [{ long, about: plain(description), takesValue: required || optional }] : [],
      ),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
}

/** Text that needs no escape in any shell's single quotes. */
function plain(text: string): string {
  return text.replaceAll(/[^ -~]|['\\[\]:`$"]/g, '').trim();
}
