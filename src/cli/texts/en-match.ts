import type { Action, When } from '../../policy/rule.ts';

const looksAt: Readonly<Record<keyof When, string>> = {
  kinds: 'of another kind',
  sources: 'of other sources',
  tags: 'of other tags',
  confidence: 'not confident enough',
  where: 'seen elsewhere',
  direction: 'the other direction',
  recipients: 'other recipients',
};

const gets: Readonly<Record<Action, string>> = {
  none: 'the headers below; it passes',
  log: 'the headers below; it passes',
  header: 'the headers below; it passes',
  'tag-subject': 'the headers below, and the tag before its subject',
  'defang-url': 'the headers below, and links that lead nowhere',
  'strip-attachment': 'the headers below, and a notice instead of each listed file',
  redirect: 'the headers below, and another recipient',
  quarantine: 'the headers below; the mail server holds it',
  tempfail: 'nothing: its sender is asked to come again',
  discard: 'nothing: it is thrown away, and its sender is told that it was taken',
  reject: 'nothing: it is refused',
};

/** What asking about a mail or a value says, in English. */
export const enMatch = {
  labels: {
    rule: 'Rule',
    redirect: 'To',
    notes: 'Notes',
    lookUps: 'Looked up',
    gets: 'Mail gets',
    reply: 'Reply',
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
  gets,
  index: {
    published: (observables: string, when: string) => `${observables} observables, published ${when}`,
    store: (observables: string, when: string) =>
      `${observables} observables, none published yet: made of the store ${when}`,
  },
  notAClient: (text: string) => `--client: ${text} is no address`,
  notAMailbox: (text: string, rule: string) => `${text} is no mail address (${rule})`,
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
