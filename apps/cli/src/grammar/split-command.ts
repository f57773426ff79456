export interface SplitArguments {
  readonly own: readonly string[];
  /** A command of the user's own; empty if there is none. */
  readonly command: readonly string[];
}

/** Everything behind the first `--` of `ballast each` is the user's command, also what looks like an option. */
export function splitCommand(argv: readonly string[]): SplitArguments {
  const at = argv[0] === 'each' ? argv.indexOf('--') : -1;
  return at < 0 ? { own: argv, command: [] } : { own: argv.slice(0, at), command: argv.slice(at + 1) };
}
