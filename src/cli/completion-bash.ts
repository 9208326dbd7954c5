import type { CompletedCommand, CompletedOption } from './completion-tree.ts';

/** Completion for bash 4.2 and later. */
export function bashCompletion(tree: readonly CompletedCommand[]): string {
  const options = tree.flatMap((command) => command.options);
  const withValue = [...new Set(options.filter((option) => option.takesValue).flatMap(flags))];
  const places = tree.filter(({ path }) => path !== '').map(({ path }) => `"${path}"`);
  return `# feedgate completion for bash; made by: feedgate completion bash
_feedgate() {
  local cur prev place word next i
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  place=""
  local arguments=0
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${withValue.join('|')}) ((i++)); continue ;;
      -*) continue ;;
    esac
    next="\${place:+$place }$word"
    case "$next" in
      ${places.join('|')}) place="$next" ;;
      *) ((arguments++)) ;;
    esac
  done
  case "$place $prev" in
${tree.flatMap((command) => command.options.filter(({ takesValue }) => takesValue).map((option) => valueCase(command, option))).join('\n')}
  esac
  local words=""
  case "$place" in
${tree.map(placeCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _feedgate feedgate
`;
}

const sources = '$(feedgate source list --quiet 2>/dev/null)';

function flags(option: CompletedOption): string[] {
  return [...(option.short === null ? [] : [`-${option.short}`]), `--${option.long}`];
}

function valueCase({ path }: CompletedCommand, option: CompletedOption): string {
  const pattern = flags(option)
    .map((flag) => `"${path} ${flag}"`)
    .join('|');
  return `    ${pattern}) ${valueReply(option)}; return ;;`;
}

function valueReply({ choices, completes }: CompletedOption): string {
  if (choices.length > 0) return `COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$cur"))`;
  if (completes === 'source') return `COMPREPLY=($(compgen -W "${sources}" -- "$cur"))`;
  return completes === 'file' ? 'COMPREPLY=($(compgen -f -- "$cur"))' : 'COMPREPLY=()';
}

function placeCase({ path, below, options, source, words }: CompletedCommand): string {
  const dashed = options.flatMap(flags).join(' ');
  const first = [...below, ...words, ...(source ? [sources] : [])].join(' ');
  return [
    `    "${path}")`,
    `      if [[ "$cur" == -* ]]; then words="${dashed}"`,
    ...(first === '' ? [] : [`      elif ((arguments == 0)); then words="${first}"`]),
    '      fi ;;',
  ].join('\n');
}
