interface Sum {
  readonly ok: number;
  readonly warning: number;
  readonly problem: number;
  readonly skipped: number;
  readonly total: number;
  readonly took: string;
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Every sentence of `doctor` and of `explain --follow` in English. */
export const enDoctor = {
  sections: {
    installation: 'Installation',
    service: 'Service',
    mail: 'Mail path',
    store: 'Store',
    machine: 'Machine',
    network: 'Network',
    sources: 'Sources',
  },
  labels: { which: 'Which', cause: 'Cause', seen: 'Evidence', fix: 'Fix', more: 'More' },
  sources: (count: string) => `${count} sources`,
  andMore: (names: string, count: string) => `${names} and ${count} more`,
  sum: ({ problem, warning, skipped, total, took }: Sum) => {
    const found = [
      ...(problem > 0 ? [plural(problem, 'problem')] : []),
      ...(warning > 0 ? [plural(warning, 'warning')] : []),
    ];
    const rest = skipped > 0 ? `, ${skipped} not looked at` : '';
    return `${found.length === 0 ? 'no problem' : found.join(', ')} in ${plural(total, 'check')}${rest} (${took})`;
  },
  bundleHint: 'For a support, secrets left out: feedgate doctor --bundle feedgate.json.gz',
  bundled: (file: string, size: string) => `Bundle written without secrets: ${file} (${size})`,
  bundleThere: (file: string) => `${file} is there already, and a bundle is never written over a file`,
};

export const enFollow = {
  following: (file: string) => `Following ${file}; Ctrl-C ends it with a summary.`,
  both: '--follow takes a file, not a code',
};

/** Help of `doctor`. */
export const enDoctorHelp = {
  doctor: {
    summary: 'Look at the whole installation, and say what is wrong and what mends it',
    examples: [
      ['feedgate doctor', 'daemon, database, machine, network, every source'],
      ['feedgate doctor --no-network', 'without a connection or a look-up'],
      ['feedgate doctor --bundle feedgate.json.gz', 'and a file for a support, with secrets left out'],
      ['feedgate doctor --json', 'for a monitoring script; exit 1 where something is a problem'],
    ],
  },
} satisfies Record<string, { readonly summary: string; readonly examples: readonly (readonly [string, string])[] }>;

export const enDoctorOptions = {
  noNetwork: 'ask no resolver and greet no server',
  thorough: 'read the whole database, however long it takes',
  bundle: 'write a bundle for a support to this file (.gz: compressed); it holds no secrets',
  explainFollow: 'go on with what is written to the file, or comes by standard input',
};
