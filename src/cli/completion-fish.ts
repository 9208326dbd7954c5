import type { CompletedCommand, CompletedOption } from './completion-tree.ts';

/** Completion for fish 3 and later. */
export function fishCompletion(tree: readonly CompletedCommand[]): string {
  const places = tree.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  const withValue = [
    ...new Set(tree.flatMap(({ options }) => options.filter(({ takesValue }) => takesValue).flatMap(flags))),
  ];
  return `# feedgate completion for fish; made by: feedgate completion fish
function __feedgate_place
    set -l place ''
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        if contains -- $word ${withValue.join(' ')}
            set skip 1
            continue
        end
        set -l next (string trim -- "$place $word")
        if contains -- $next ${places.join(' ')}
            set place $next
        end
    end
    test "$place" = "$argv[1]"
end

function __feedgate_sources
    feedgate source list --quiet 2>/dev/null
end

complete -c feedgate -f
${tree.flatMap((command) => placeLines(tree, command)).join('\n')}
`;
}

function flags(option: CompletedOption): string[] {
  return [...(option.short === null ? [] : [`-${option.short}`]), `--${option.long}`];
}

function placeLines(tree: readonly CompletedCommand[], command: CompletedCommand): string[] {
  const start = `complete -c feedgate -n ${quoted(`__feedgate_place ${quoted(command.path)}`)}`;
  const below = command.below.map((name) => {
    const path = `${command.path} ${name}`.trim();
    return `${start} -a ${name} -d ${quoted(tree.find((each) => each.path === path)?.summary ?? '')}`;
  });
  return [
    ...below,
    ...command.words.map((word) => `${start} -a ${word}`),
    ...(command.source ? [`${start} -a '(__feedgate_sources)'`] : []),
    ...command.options.map((option) => `${start}${optionFlags(option)} -d ${quoted(option.summary)}`),
  ];
}

function optionFlags({ short, long, takesValue, choices, completes }: CompletedOption): string {
  const names = `${short === null ? '' : ` -s ${short}`} -l ${long}`;
  if (!takesValue) return names;
  if (choices.length > 0) return `${names} -x -a ${quoted(choices.join(' '))}`;
  if (completes === 'source') return `${names} -x -a '(__feedgate_sources)'`;
  return `${names} ${completes === 'file' ? '-r -F' : '-x'}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
