/** What a reload of settings says, in English. */
export const enReload = {
  states: {
    absent: 'not there; the defaults hold',
    unchanged: 'unchanged',
    changed: 'changed; in force now',
    bad: 'cannot be used; what it said before stays in force',
  },
};

/** Help of the command, in English. */
export const enReloadHelp: Readonly<
  Record<
    'reload',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  reload: {
    summary: 'Have the daemon read all files of settings again, as SIGHUP does',
    examples: [
      ['feedgate reload', 'exit 3 where a file cannot be used: what it said before stays in force'],
      ['feedgate config check && feedgate reload', 'nothing is reloaded unless all is well'],
    ],
  },
};
