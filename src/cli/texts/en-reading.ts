type Help = Readonly<
  Record<
    'log tail' | 'log grep' | 'explain' | 'version' | 'completion' | 'help',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands that read the log, explain, and tell of the command itself, in English. */
export const enReadingHelp: Help = {
  'log tail': {
    summary: 'Show the end of the log',
    examples: [
      ['feedgate log tail -n 100', 'the last hundred lines'],
      ['feedgate log tail -f', 'and what is written from now on'],
    ],
  },
  explain: {
    summary: 'Explain a condition: what it means, why, and what to do',
    examples: [
      ['feedgate explain tls/expired-leaf', ''],
      ['feedgate explain < threatfeeds', 'each failure of a log, of the reference product too'],
      ['feedgate explain http/401 --lang ko', 'in Korean'],
    ],
  },
  'log grep': {
    summary: 'Find the lines of the log that hold a text',
    examples: [
      ["feedgate log grep 'source: phish'", 'as it stands'],
      ["feedgate log grep -i -w 'failed*401'", 'upper and lower case alike, * for anything'],
    ],
  },
  version: { summary: 'Show the version', examples: [['feedgate version', '']] },
  completion: {
    summary: 'Write a completion script for a shell',
    examples: [
      ['feedgate completion bash > /etc/bash_completion.d/feedgate', 'for every user of bash'],
      ['feedgate completion zsh > "${fpath[1]}/_feedgate"', 'for zsh'],
      ['feedgate completion fish > ~/.config/fish/completions/feedgate.fish', 'for fish'],
    ],
  },
  help: { summary: 'Show help for a command', examples: [['feedgate help source add', '']] },
};
