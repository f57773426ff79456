import type { Command, Help } from 'commander';

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
    options: optionsOf(command, help),
    choices: [
      ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      ...command.commands.map((one) => one.name()),
    ],
  }));
}

/** Its own, and those of the commands below it, each once. */
function optionsOf(command: Command, help: Help): readonly OptionWords[] {
  const all = [command, ...command.commands].flatMap((one) => help.visibleOptions(one));
  const words = all.flatMap(({ long, description, required, optional }): readonly OptionWords[] =>
    long ? [{ long, about: plain(description), takesValue: required || optional }] : [],
  );
  return [...new Map(words.map((word) => [word.long, word])).values()];
}

/** Text that needs no escape in any shell's single quotes. */
function plain(text: string): string {
  return text.replaceAll(/[^ -~]|['\\[\]:`$"]/g, '').trim();
}
