/** What practising says, in English. */
export const enLab = {
  titles: {
    fault: 'FAULT',
    code: 'ENDS IN',
    runs: 'HERE',
    shows: 'WHAT HAPPENS',
    collection: 'COLLECTION',
    blocks: 'BLOCKS',
    about: 'HOLDS',
  },
  labels: { does: 'Does', imitates: 'As does', ends: 'Ends in', changed: 'Changed', undone: 'Undone' },
  serving: (url: string) => `Practice server: TAXII 1.0 and 1.1 with sample feeds on ${url}, for this machine alone`,
  tryIt: 'Try it, in another terminal:',
  untilStopped: 'Ctrl-C stops it and takes everything away.',
  works: 'works all the same',
  here: 'yes',
  notHere: 'no',
  notHereBecause: (why: string) => `Faults of the network cannot run here: ${why}`,
  nothingFound: 'no fault is called so: feedgate lab list shows all',
  unknown: (id: string) => `there is no fault ${id}; feedgate lab list shows all`,
  cannotRun: (id: string, why: string) => `${id} cannot run here: ${why}`,
  thenFound: (code: string) => `and once probes have asked again: ${code}`,
  ownNetwork: 'nothing of the network of this host; in two networks of its own, near (where the poll runs) and far:',
  vanishes: 'by the kernel, when this command ends, however it ends',
  obstacles: {
    notLinux: 'they need the network namespaces of Linux',
    notRoot: 'they need root, to make networks of their own',
    toolsMissing: (tools: string, packages: string) => `${tools} is missing: apt-get install ${packages}`,
    notPermitted: (said: string) => `this machine does not permit networks of one's own (${said})`,
  },
  drill: {
    settingUp: 'Setting up a source that fails …',
    title: 'The drill',
    symptom: (source: string, seconds: string) =>
      `The source "${source}" is red: a poll gave up after ${seconds} s, and nothing came. Why?`,
    investigate: 'Find out, in another terminal:',
    answerHow: 'Answer with a code or in words; "explain CODE" explains one, an empty line or "?" gives up.',
    repeat: (command: string) => `The same again: ${command}`,
    onTerminal: (command: string) => `To look into it, run it on a terminal: ${command}`,
    solution: (command: string) => `The solution: ${command}`,
    question: 'What is wrong?',
    right: 'Right.',
    wrong: 'That is not it.',
    was: (id: string, title: string) => `It was ${id}: the practice server or network ${title}.`,
    finer: (first: string, code: string) => `The poll alone says ${first}; asking again tells ${code}.`,
    noPuzzle: (id: string) => `a poll that meets ${id} succeeds all the same: there is nothing to find`,
  },
};

type Help = Readonly<
  Record<
    'lab' | 'lab list' | 'lab run' | 'lab drill',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enLabHelp: Help = {
  lab: {
    summary: 'Run the practice server: sample feeds on this machine, until Ctrl-C',
    examples: [['feedgate lab', 'a TAXII server to try things on']],
  },
  'lab list': {
    summary: 'List every fault that can be practised, and what it ends in',
    examples: [
      ['feedgate lab list --area dns', 'those of one area'],
      ['feedgate lab list timeout', 'those that speak of timeouts'],
    ],
  },
  'lab run': {
    summary: 'Set one fault up until Ctrl-C, with the commands that meet it',
    examples: [
      ['feedgate lab run http-404', 'a server that answers 404'],
      ['feedgate lab run dns-servfail --with-source', 'polled at once, in a throw-away data directory'],
    ],
  },
  'lab drill': {
    summary: 'Rehearse: a source fails, find out why',
    examples: [
      ['feedgate lab drill', 'any fault that can run here'],
      ['feedgate lab drill --seed 7 --answer', 'the solution of a drill'],
    ],
  },
};

/** Help of the options, in English. */
export const enLabOptions = {
  labArea: 'faults of this area alone',
  labPort: 'port of the practice server (default: a free one)',
  labWithSource: 'add a source in a throw-away data directory and poll it at once',
  drillFault: 'this fault instead of any',
  drillSeed: 'the same fault for the same seed',
  drillAnswer: 'show the solution and end',
};
