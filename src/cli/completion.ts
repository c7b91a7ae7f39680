/** Completion scripts for bash, zsh and fish: commands, their flags, and the values of flags that have a list. */

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export interface CompletedCommand {
  /** Words: `campaign show`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly flags: readonly { readonly name: string; readonly summary: string; readonly options: readonly string[] }[];
}

interface ManifestCommand {
  readonly id: string;
  readonly hidden?: boolean | undefined;
  readonly summary?: string | undefined;
  readonly flags: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly summary?: string | undefined;
        readonly description?: string | undefined;
        readonly options?: readonly string[] | undefined;
      }
    >
  >;
}

export function completedCommands(commands: readonly ManifestCommand[]): CompletedCommand[] {
  return commands
    .filter(({ hidden }) => hidden !== true)
    .map(({ id, summary, flags }) => ({
      words: id.split(':'),
      summary: summary ?? '',
      flags: Object.values(flags).map((flag) => ({
        name: flag.name,
        summary: flag.summary ?? flag.description ?? '',
        options: flag.options ?? [],
      })),
    }));
}

/** What can follow each beginning: `''` → campaign, calls …; `campaign` → list, show … */
function nextWords(commands: readonly CompletedCommand[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const next = new Map<string, Map<string, string>>();
  for (const { words, summary } of commands) {
    words.forEach((word, index) => {
      const before = words.slice(0, index).join(' ');
      const known = next.get(before) ?? new Map<string, string>();
      const isWhole = index === words.length - 1;
      if (isWhole || !known.has(word)) known.set(word, isWhole ? summary : `${word} …`);
      next.set(before, known);
    });
  }
  return next;
}

/** Within single quotes of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`).replaceAll('\n', ' ')}'`;
}

export function completionScript(shell: Shell, bin: string, commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(bin, commands);
    case 'zsh':
      return `#compdef ${bin}\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(bin, commands)}`;
    case 'fish':
      return fishScript(bin, commands);
  }
}

function bashScript(bin: string, commands: readonly CompletedCommand[]): string {
  const words = [...nextWords(commands)].map(
    ([before, next]) => `    ${quoted(before)}) words=${quoted([...next.keys()].join(' '))} ;;`,
  );
  const flags = commands.map(
    (command) =>
      `    ${quoted(command.words.join(' '))}) flags=${quoted(command.flags.map(({ name }) => `--${name}`).join(' '))} ;;`,
  );
  const values = commands.flatMap((command) =>
    command.flags
      .filter(({ options }) => options.length > 0)
      .map(
        (flag) =>
          `    ${quoted(`${command.words.join(' ')} --${flag.name}`)}) words=${quoted(flag.options.join(' '))} ;;`,
      ),
  );
  return `_${bin}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' word words='' flags='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in -*) break ;; esac
    command="\${command:+$command }$word"
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then
    case "$command" in
${words.join('\n')}
    esac
    case "$command" in
${flags.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words $flags" -- "$current"))
}
complete -o default -F _${bin} ${bin}
`;
}

function fishScript(bin: string, commands: readonly CompletedCommand[]): string {
  const at = (words: string) => `__${bin}_at ${quoted(words)}`;
  const words = [...nextWords(commands)].flatMap(([before, next]) =>
    [...next].map(
      ([word, summary]) => `complete -c ${bin} -f -n ${quoted(at(before))} -a ${quoted(word)} -d ${quoted(summary)}`,
    ),
  );
  const flags = commands.flatMap((command) =>
    command.flags.map((flag) => {
      const values = flag.options.length === 0 ? '' : ` -x -a ${quoted(flag.options.join(' '))}`;
      return `complete -c ${bin} -n ${quoted(at(command.words.join(' ')))} -l ${flag.name}${values} -d ${quoted(flag.summary)}`;
    }),
  );
  return `function __${bin}_at
  set -l words (commandline -opc)[2..-1]
  set -l plain (string match -v -- '-*' $words)
  test "$plain" = "$argv[1]"
end
${words.join('\n')}
${flags.join('\n')}
`;
}
