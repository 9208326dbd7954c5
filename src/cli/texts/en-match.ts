import type { When } from '../../policy/rule.ts';

const looksAt: Readonly<Record<keyof When, string>> = {
  kinds: 'of another kind',
  sources: 'of other sources',
  tags: 'of other tags',
  confidence: 'not confident enough',
  where: 'seen elsewhere',
  direction: 'the other direction',
  recipients: 'other recipients',
};

/** What asking about a mail or a value says, in English. */
export const enMatch = {
  labels: {
    rule: 'Rule',
    redirect: 'To',
    notes: 'Notes',
    lookUps: 'Looked up',
    headers: 'Headers',
    index: 'Index',
    seen: 'Seen in',
    by: 'Listed by',
    exemption: 'Exemption',
    rules: 'Rules',
    done: 'Done',
  },
  verdict: ({ action, wanted, mode }: { action: string; wanted: string; mode: string }) =>
    action === wanted ? `${action} (${mode})` : `${action} (${mode}); if everything were enforced: ${wanted}`,
  clean: 'nothing that is listed: the mail passes',
  exempted: 'listed, and let pass by an exemption',
  noRule: 'no rule names it: it is logged',
  seenAs: (seen: string, shown: string) => `${seen}, as ${shown}`,
  listedBy: (since: string, until: string) => `since ${since}, until ${until}`,
  exempt: (id: string, reason: string) => `${id}: ${reason}`,
  ruleFits: (name: string, action: string) => `${name}: applies, ${action}`,
  ruleMisses: (name: string, why: keyof When) => `${name}: does not apply, ${looksAt[why]}`,
  held: (done: string, wanted: string) => `${done}; ${wanted} only where policy and source enforce`,
  nothingShown: 'nothing that can be listed',
  index: (observables: string, when: string) => `${observables} observables, made ${when}`,
  notRead: (text: string, rule: string) => `${text} is neither a file nor an observable (${rule})`,
};

/** Help of the command, in English. */
export const enMatchHelp: Readonly<
  Record<
    'match',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  match: {
    summary: 'Say what would be done with a mail, or is known of a value, and why; nothing is changed',
    examples: [
      ['feedgate match mail.eml --client 192.0.2.7 --from a@example.net --recipient b@example.org', 'a mail'],
      ['feedgate match - < mail.eml', 'from standard input'],
      ['feedgate match hxxps://phish[.]example[.]net/login', 'a URL, a domain, an address, a hash, a sender'],
      ['feedgate match 192.0.2.7 --exit-code', 'exit 1 where something is listed'],
    ],
  },
};

export const enMatchOptions = {
  matchFrom: 'sender of the envelope',
  matchRecipient: 'recipient, may be repeated',
  matchClient: 'address of the client that brought it',
  matchHelo: 'what the client called itself',
  matchUser: 'who authenticated',
  matchDirection: 'which way it goes (default: told by client and user)',
  matchAll: 'everything that was looked up',
  matchExitCode: 'exit 1 where something is listed',
};
