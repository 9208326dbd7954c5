import type { CompletedCommand, CompletedOption } from './completion-tree.ts';

/** Completion for zsh 5 and later. */
export function zshCompletion(tree: readonly CompletedCommand[]): string {
  return `#compdef feedgate
# feedgate completion for zsh; made by: feedgate completion zsh

_feedgate_sources() {
  local -a names
  names=(\${(f)"$(feedgate source list --quiet 2>/dev/null)"})
  _describe -t sources source names
}

${tree.map((command) => placeFunction(tree, command)).join('\n\n')}

if [[ "\${funcstack[1]}" == _feedgate ]]; then _feedgate "$@"; else compdef _feedgate feedgate; fi
`;
}

function nameOf(path: string): string {
  return ['_feedgate', ...path.split(' ').filter((name) => name !== '')].join('_');
}

function placeFunction(tree: readonly CompletedCommand[], command: CompletedCommand): string {
  const options = command.options.map((option) => `    ${optionSpec(option)}`);
  if (command.below.length === 0) {
    return [
      `${nameOf(command.path)}() {`,
      '  _arguments -s \\',
      [...options, argumentSpec(command)].join(' \\\n'),
      '}',
    ].join('\n');
  }
  const choices = command.below.map((name) => {
    const path = `${command.path} ${name}`.trim();
    const summary = tree.find((each) => each.path === path)?.summary ?? '';
    return `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`;
  });
  const calls = command.below.map((name) => `        ${name}) ${nameOf(`${command.path} ${name}`)} ;;`);
  const others = command.source ? ['        *) _feedgate_sources ;;'] : [];
  return `${nameOf(command.path)}() {
  local state line
  local -a below
  below=(
${choices.join('\n')}
  )
  _arguments -C -s \\
${options.join(' \\\n')} \\
    '1: :->below' '*:: :->rest'
  case $state in
    below) _describe command below${command.source ? '; _feedgate_sources' : ''} ;;
    rest)
      case $line[1] in
${[...calls, ...others].join('\n')}
      esac ;;
  esac
}`;
}

function argumentSpec({ source, words }: CompletedCommand): string {
  if (source) return "    '1:source:_feedgate_sources'";
  return words.length > 0 ? `    '1:word:(${words.join(' ')})'` : "    '*:value:_files'";
}

function optionSpec(option: CompletedOption): string {
  const text = `[${option.summary.replace(/[[\]:]/g, '\\$&')}]`;
  const value = option.takesValue ? `:value:${valueAction(option)}` : '';
  const long = quoted(`--${option.long}${text}${value}`);
  return option.short === null ? long : `${quoted(`-${option.short}${text}${value}`)} ${long}`;
}

function valueAction({ choices, completes }: CompletedOption): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  if (completes === 'source') return '_feedgate_sources';
  return completes === 'file' ? '_files' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
