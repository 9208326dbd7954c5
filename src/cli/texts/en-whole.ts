/** What a configuration in one file says, in English. */
export const enWhole = {
  exported: (path: string, sources: number) => `exported to ${path}: ${sources} sources, and what stands in files`,
  withSecrets: 'secrets stand in it in clear: whoever reads the file needs no key',
  same: 'nothing would change',
  ask: (changes: number) => `Make ${changes === 1 ? 'this change' : `these ${changes} changes`}?`,
  applied: (changes: number) => `${changes === 1 ? 'one change' : `${changes} changes`} made`,
  added: (name: string) => `source ${name}`,
  removed: (name: string) => `source ${name}, with its listings`,
  edited: (name: string, fields: string) => `source ${name}: ${fields}`,
  file: (part: string, path: string) => `${part}: ${path}`,
};

/** Help of the commands, in English. */
export const enWholeHelp: Readonly<
  Record<
    'config export' | 'config diff' | 'config apply',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  'config export': {
    summary:
      'Write the whole configuration as one file: sources, settings, policy, exemptions, guards, proxies, activation',
    examples: [
      ['feedgate config export node.yaml', 'secrets as ***'],
      ['feedgate config export --secrets node.yaml', 'for another node; the file is for its owner alone'],
    ],
  },
  'config diff': {
    summary: 'Say what a file of the whole configuration would change',
    examples: [['feedgate config diff node.yaml', 'exit 1 where it would change something']],
  },
  'config apply': {
    summary: 'Make everything as a file has it: checked whole, shown, then done',
    examples: [
      ['feedgate config apply node.yaml', 'sources that it does not name are left'],
      ['feedgate config apply node.yaml --prune --yes', 'and removed, without being asked'],
    ],
  },
};

export const enWholeOptions = {
  configSecrets: 'write secrets in clear',
  configPrune: 'remove sources that the file does not name',
};
