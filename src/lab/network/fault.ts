import type { Code } from '../../base/failure.ts';

/** A fault of the network, before it has one. */
export interface NetworkFault {
  /** Begins with `net-`. */
  readonly id: string;
  readonly title: string;
  readonly imitates: string;
  /** After the poll; `null` where the poll succeeds. */
  readonly expects: Code | null;
  /** After probing, where that is another. */
  readonly finds?: Code;
  /** What a poll warns of which succeeds. */
  readonly warns?: Code;
  /** Port of the source; the practice server listens there on the far side, unless `closed`. */
  readonly port: number;
  readonly closed?: true;
  readonly https?: true;
  /** Where the source is asked for; default the far side's first address. */
  readonly host?: string;
  /** An HTTP proxy that the source goes through. */
  readonly proxy?: { readonly host: string; readonly port: number };
  /** Addresses of `host`, where that is a name, in the near side's hosts file. */
  readonly addresses?: readonly string[];
  /** Rules for packets, in nft's words, by the hook they hang on. */
  readonly farIn?: readonly string[];
  readonly farOut?: readonly string[];
  /** Before the far side decides where a packet goes: what a router on the way does. */
  readonly router?: readonly string[];
  readonly nearOut?: readonly string[];
  /** Shell lines. */
  readonly near?: readonly string[];
  readonly far?: readonly string[];
  /** Name servers that the source's name is asked of; default: this host's. */
  readonly dns?: string;
  /** Another host that is known to answer as a rule, for the probes. */
  readonly canary?: string;
  /** What it does reaches every connection of the network: it shares one with no other fault. */
  readonly alone?: true;
}

type Row = readonly [
  id: string,
  title: string,
  imitates: string,
  expects: Code | null,
  finds: Code | null,
  port: number,
];

/** A fault by its row: id, title, what it imitates, what the poll ends in, what probing finds, port. */
export function row([id, title, imitates, expects, finds, port]: Row, rest: Partial<NetworkFault>): NetworkFault {
  return { id, title, imitates, expects, port, ...(finds === null ? {} : { finds }), ...rest };
}

/** The lines that make a fault on either side; `ports` of it are the far side's to serve. */
export function linesOf(faults: readonly NetworkFault[]): { readonly near: string[]; readonly far: string[] } {
  const nearOut = faults.flatMap((fault) => fault.nearOut ?? []);
  const farIn = faults.flatMap((fault) => fault.farIn ?? []);
  const farOut = faults.flatMap((fault) => fault.farOut ?? []);
  const router = faults.flatMap((fault) => fault.router ?? []);
  return {
    near: [
      ...(nearOut.length === 0 ? [] : [filter({ output: nearOut })]),
      ...faults.flatMap((fault) => fault.near ?? []),
    ],
    far: [
      ...faults.flatMap((fault) => fault.far ?? []),
      ...(farIn.length + farOut.length + router.length === 0
        ? []
        : [filter({ prerouting: router, input: farIn, output: farOut })]),
    ],
  };
}

/** A packet filter, as a shell line that gives it to nft. */
function filter(hooks: Readonly<Record<string, readonly string[]>>): string {
  const rules = Object.entries(hooks).flatMap(([hook, lines]) => {
    const chain = lines.filter((line) => !line.startsWith('set '));
    if (chain.length === 0) return [];
    return [`chain ${hook} {`, `type filter hook ${hook} priority 0;`, ...chain, '}'];
  });
  const sets = Object.values(hooks)
    .flat()
    .filter((line) => line.startsWith('set '));
  return ["nft -f - <<'END'", 'table inet lab {', ...sets, ...rules, '}', 'END'].join('\n');
}
