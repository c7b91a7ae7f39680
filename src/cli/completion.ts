/** Completion scripts for bash, zsh and fish: commands, their flags, and the values of flags and arguments that have a list. */

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export interface CompletedCommand {
  /** Words: `campaign show`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** Of each argument in turn, what it may be; empty where that is not a list. */
  readonly args: readonly (readonly string[])[];
}

interface CompletedFlag {
  readonly name: string;
  /** Its one letter. */
  readonly char: string | undefined;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly options: readonly string[];
}

interface ManifestCommand {
  readonly id: string;
  readonly hidden?: boolean | undefined;
  readonly summary?: string | undefined;
  readonly args?: Readonly<Record<string, { readonly options?: readonly string[] | undefined }>> | undefined;
  readonly flags: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly type: 'boolean' | 'option';
        readonly char?: string | undefined;
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
    .map(({ id, summary, flags, args }) => ({
      words: id.split(':'),
      summary: summary ?? '',
      flags: Object.values(flags).map((flag) => ({
        name: flag.name,
        char: flag.char,
        summary: flag.summary ?? flag.description ?? '',
        takesValue: flag.type === 'option',
        options: flag.options ?? [],
      })),
      args: Object.values(args ?? {}).map(({ options }) => options ?? []),
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

/** Every beginning of a command: `campaign`, `campaign show`. */
function beginnings(commands: readonly CompletedCommand[]): string[] {
  return [...new Set(commands.flatMap(({ words }) => words.map((_, index) => words.slice(0, index + 1).join(' '))))];
}

/** `--limit`, `-n`: what a value follows, in whatever command. */
function valuedFlags(commands: readonly CompletedCommand[]): string[] {
  const valued = commands.flatMap(({ flags }) => flags).filter(({ takesValue }) => takesValue);
  return [...new Set(valued.flatMap(spellings))];
}

function spellings({ name, char }: CompletedFlag): string[] {
  return char === undefined ? [`--${name}`] : [`--${name}`, `-${char}`];
}

/** Within single quotes of bash and zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`).replaceAll('\n', ' ')}'`;
}

export function completionScript(shell: Shell, bin: string, commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(bin, commands);
    case 'zsh':
      // The file is zsh's own function _bin, which has to answer the first time, too.
      return `#compdef ${bin}
autoload -U +X bashcompinit && bashcompinit
${bashScript(bin, commands)}if [ "\${funcstack[1]}" = _${bin} ]; then _bash_complete -o default -F __${bin}_complete; fi
`;
    case 'fish':
      return fishScript(bin, commands);
  }
}

function bashScript(bin: string, commands: readonly CompletedCommand[]): string {
  const words = [...nextWords(commands)].map(
    ([before, next]) => `      ${quoted(`${before} 0`)}) words=${quoted([...next.keys()].join(' '))} ;;`,
  );
  const args = commands.flatMap((command) =>
    command.args.flatMap((options, given) =>
      options.length === 0
        ? []
        : [`      ${quoted(`${command.words.join(' ')} ${given}`)}) words="$words "${quoted(options.join(' '))} ;;`],
    ),
  );
  const flags = commands.map(
    (command) =>
      `      ${quoted(command.words.join(' '))}) words=${quoted(command.flags.map(({ name }) => `--${name}`).join(' '))} ;;`,
  );
  const values = commands.flatMap((command) =>
    command.flags
      .filter(({ options }) => options.length > 0)
      .map((flag) => {
        const cases = spellings(flag).map((spelling) => quoted(`${command.words.join(' ')} ${spelling}`));
        return `      ${cases.join('|')}) words=${quoted(flag.options.join(' '))} ;;`;
      }),
  );
  return `__${bin}_complete() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command='' given=0 flag='' lead='' word words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      # A word of its own in bash, between a flag and its value.
      =) ;;
      ${valuedFlags(commands).map(quoted).join('|')}) flag="$word" ;;
      -*) flag='' ;;
      *)
        if [ -n "$flag" ]; then
          flag=''
        else
          case "\${command:+$command }$word" in
            ${beginnings(commands).map(quoted).join('|')}) command="\${command:+$command }$word" ;;
            *) given=$((given + 1)) ;;
          esac
        fi
        ;;
    esac
  done
  case "$current" in
    =) current='' ;;
    --*=*) flag="\${current%%=*}" lead="\${current%%=*}=" current="\${current#*=}" ;;
    -*) flag='' ;;
  esac
  if [ -n "$flag" ]; then
    case "$command $flag" in
${values.join('\n')}
    esac
  elif [ "\${current#-}" != "$current" ]; then
    case "$command" in
${flags.join('\n')}
    esac
  else
    case "$command $given" in
${words.join('\n')}
    esac
    case "$command $given" in
${args.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -P "$lead" -W "$words" -- "$current"))
}
complete -o default -F __${bin}_complete ${bin}
`;
}

/** Within single quotes of fish. */
function fishQuoted(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', ' ')}'`;
}

function fishScript(bin: string, commands: readonly CompletedCommand[]): string {
  const at = (words: string, given?: number) =>
    fishQuoted(`__${bin}_at ${fishQuoted(words)}${given === undefined ? '' : ` ${given}`}`);
  const words = [...nextWords(commands)].flatMap(([before, next]) =>
    [...next].map(
      ([word, summary]) => `complete -c ${bin} -f -n ${at(before, 0)} -a ${fishQuoted(word)} -d ${fishQuoted(summary)}`,
    ),
  );
  const args = commands.flatMap((command) =>
    command.args.flatMap((options, given) =>
      options.length === 0
        ? []
        : [`complete -c ${bin} -f -n ${at(command.words.join(' '), given)} -a ${fishQuoted(options.join(' '))}`],
    ),
  );
  const flags = commands.flatMap((command) =>
    command.flags.map((flag) => {
      const char = flag.char === undefined ? '' : ` -s ${flag.char}`;
      const values =
        flag.options.length > 0 ? ` -x -a ${fishQuoted(flag.options.join(' '))}` : flag.takesValue ? ' -r' : '';
      return `complete -c ${bin} -n ${at(command.words.join(' '))} -l ${flag.name}${char}${values} -d ${fishQuoted(flag.summary)}`;
    }),
  );
  return `# Whether these are the words of the command so far; with a number, whether so many arguments are given.
function __${bin}_at
  set -l command ''
  set -l given 0
  set -l flag ''
  for word in (commandline -opc)[2..-1]
    switch "$word"
      case '--*=*'
        set flag ''
      case '-*'
        set flag ''
        contains -- $word ${valuedFlags(commands).join(' ')}; and set flag $word
      case '*'
        if test -n "$flag"
          set flag ''
          continue
        end
        set -l longer (string trim -- "$command $word")
        if contains -- "$longer" ${beginnings(commands).map(fishQuoted).join(' ')}
          set command "$longer"
        else
          set given (math $given + 1)
        end
    end
  end
  test "$command" = "$argv[1]"; and test "$argv[2]" = '' -o "$argv[2]" = "$given"
end
${words.join('\n')}
${args.join('\n')}
${flags.join('\n')}
`;
}
