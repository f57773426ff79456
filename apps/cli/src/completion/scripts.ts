import type { CommandWords, OptionWords } from './words.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** A script that completes commands, options and file names. It contains all words: a press of Tab starts no program. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
    case 'powershell':
      return powershell(commands);
  }
}

const longs = (options: readonly OptionWords[]): string => options.map(({ long }) => long).join(' ');
const names = (commands: readonly CommandWords[]): string => commands.map(({ name }) => name).join(' ');

function bash(commands: readonly CommandWords[]): string {
  const cases = commands.map(
    ({ name, options, choices }) =>
      `    ${name}) options='${longs(options)}'; choices='${choices.join(' ')}' ;;`,
  );
  return `# In ~/.bashrc: source <(ballast completion bash)
_ballast() {
  local current="\${COMP_WORDS[COMP_CWORD]}" options='' choices=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${names(commands)} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$choices" -- "$current")) ;;
  esac
}
complete -o default -o bashdefault -F _ballast ballast
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const described = commands.map(({ name, about }) => `    '${name}:${about}'`);
  const cases = commands.map(({ name, options, choices }) => {
    const specs = options.map(
      ({ long, about, takesValue }) => `'${long}[${about}]${takesValue ? ':value:_files' : ''}'`,
    );
    const argument = choices.length > 0 ? `'*:value:(${choices.join(' ')})'` : `'*:file:_files'`;
    return `    ${name}) _arguments ${[...specs, argument].join(' ')} ;;`;
  });
  return `#compdef ballast
# In ~/.zshrc after compinit: source <(ballast completion zsh)
_ballast() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _ballast ballast
`;
}

function fish(commands: readonly CommandWords[]): string {
  const first = commands.map(
    ({ name, about }) => `complete -c ballast -f -n __fish_use_subcommand -a ${name} -d '${about}'`,
  );
  const rest = commands.flatMap(({ name, options, choices }) => {
    const seen = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      ...options.map(
        ({ long, about, takesValue }) =>
          `complete -c ballast ${seen} -l ${long.slice(2)}${takesValue ? ' -r' : ''} -d '${about}'`,
      ),
      ...choices.map((choice) => `complete -c ballast -f ${seen} -a ${choice}`),
    ];
  });
  return `# In ~/.config/fish/completions/ballast.fish\n${[...first, ...rest].join('\n')}\n`;
}

function powershell(commands: readonly CommandWords[]): string {
  const table = commands.map(
    ({ name, options, choices }) =>
      `    '${name}' = @(${[...choices, ...options.map(({ long }) => long)].map((word) => `'${word}'`).join(', ')})`,
  );
  return `# In $PROFILE: ballast completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ballast -ScriptBlock {
  param($word, $ast, $position)
  $commands = [ordered]@{
${table.join('\n')}
  }
  $words = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $isFirst = $words.Count -lt 2 -or ($words.Count -eq 2 -and $word -ne '')
  $offered = if ($isFirst) { $commands.Keys } else { $commands[$words[1]] }
  $offered | Where-Object { $_ -and $_.StartsWith($word) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
