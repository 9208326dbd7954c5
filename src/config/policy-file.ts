import { stringify } from 'yaml';
import { z } from 'zod';
import { parseAny } from '../observable/parse-any.ts';
import { kinds, type Observable } from '../observable/observable.ts';
import { parseNetwork } from '../observable/ip.ts';
import type { Exempted, Exemption } from '../policy/exemption.ts';
import { directions, places } from '../policy/fact.ts';
import { actions, type Policy, type Rule } from '../policy/rule.ts';
import { readYaml, type FileText } from './yaml-document.ts';

const line = z.string().min(1).max(200);
const addressPattern = /^[^@\s]*@[^@\s]+$|^\.[^@\s]+$/;
const recipient = z.string().regex(addressPattern);

/** Whether a text has the form of `user@example.org`, `@example.org` or `.example.org`. */
export function isAddressPattern(text: string): boolean {
  return addressPattern.test(text);
}

const when = z.strictObject({
  kinds: z.array(z.enum(kinds)).optional(),
  sources: z.array(line).optional(),
  tags: z.array(line).optional(),
  confidence: z.number().min(0).max(100).optional(),
  where: z.array(z.enum(places)).optional(),
  direction: z.enum(directions).optional(),
  recipients: z.array(recipient).optional(),
});

const rule = z
  .strictObject({
    name: z.string().regex(/^[\w.-]{1,64}$/),
    when: when.default({}),
    do: z.enum(actions),
    to: z.email().optional(),
  })
  .refine((each) => each.do !== 'redirect' || each.to !== undefined, {
    message: 'given an address in "to" for redirect',
    path: ['to'],
  });

/** A key whose list was deleted line by line is left with nothing behind it. */
function blankable<S extends z.ZodType>(list: S) {
  return z.preprocess((value) => value ?? undefined, list);
}

/** The file, as it is checked and as editors are told of it. */
export const policySchema = z.strictObject({
  mode: z.enum(['monitor', 'enforce']).default('monitor'),
  subjectTag: z
    .string()
    .max(64)
    .regex(/^[ -~]*$/)
    .default('[THREAT] '),
  rules: blankable(
    z
      .array(rule)
      .max(1000)
      .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
        message: 'rules of different names',
      })
      .default([]),
  ),
});

/**
 * The policy of a file: `mode`, `subjectTag`, ordered `rules`. An empty file monitors.
 * @throws Failure `config/file-bad`
 */
export function parsePolicy(file: FileText): Policy {
  const { rules, ...rest } = readYaml(file, policySchema);
  return { ...rest, rules: rules.map(ruleOf) };
}

function ruleOf({ name, when: looks, do: action, to }: z.output<typeof rule>): Rule {
  return { name, when: withoutAbsent(looks), do: action, ...(to === undefined ? {} : { to }) };
}

/** What a policy looks like before anybody has written one: headers for what is listed, nothing else. */
export const firstPolicy: Policy = {
  mode: 'monitor',
  subjectTag: '[THREAT] ',
  rules: [{ name: 'default', when: {}, do: 'quarantine' }],
};

export function formatPolicy(from: Policy): string {
  return stringify(from);
}

const value = z.string().transform((text, context): Observable => {
  const parsed = parseAny(text);
  if (!('rule' in parsed)) return parsed;
  context.issues.push({ code: 'custom', input: text, message: `an observable (${parsed.rule})` });
  return z.NEVER;
});

const network = z.string().refine((text) => !('rule' in parseNetwork(text)), { message: 'a network in CIDR' });

const exempted = {
  value: value.optional(),
  network: network.optional(),
  domain: z
    .string()
    .regex(/^\.?[^\s.@/]+(?:\.[^\s.@/]+)+$/)
    .optional(),
  sender: recipient.optional(),
  recipient: recipient.optional(),
  source: line.optional(),
  tag: line.optional(),
  rule: line.optional(),
  user: line.optional(),
} as const;

const exemption = z
  .strictObject({
    id: line,
    ...exempted,
    owner: line,
    reason: line,
    expires: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .refine((each) => kindsOf(each).length === 1, { message: `one of ${Object.keys(exempted).join(', ')}` });

/** The file, as it is checked and as editors are told of it. */
export const exemptionsSchema = z.strictObject({ exemptions: blankable(z.array(exemption).max(100_000).default([])) });

type Row = z.output<typeof exemption>;

function kindsOf(row: Partial<Record<keyof typeof exempted, unknown>>): (keyof typeof exempted)[] {
  return (Object.keys(exempted) as (keyof typeof exempted)[]).filter((kind) => row[kind] !== undefined);
}

/** The exemptions of a file, those that have expired too. @throws Failure `config/file-bad` */
export function parseExemptions(file: FileText): readonly Exemption[] {
  return readYaml(file, exemptionsSchema).exemptions.map(exemptionOf);
}

function exemptionOf(row: Row): Exemption {
  const { id, owner, reason, expires } = row;
  return { id, what: whatOf(row), owner, reason, expiresAt: expires === null ? null : Date.parse(expires) };
}

function whatOf(row: Row): Exempted {
  if (row.value !== undefined) return { kind: 'value', value: row.value };
  if (row.network !== undefined) return { kind: 'network', network: row.network };
  if (row.domain !== undefined) return { kind: 'domain', name: row.domain.toLowerCase() };
  if (row.sender !== undefined) return { kind: 'sender', pattern: row.sender };
  if (row.recipient !== undefined) return { kind: 'recipient', pattern: row.recipient };
  if (row.source !== undefined) return { kind: 'source', source: row.source };
  if (row.rule !== undefined) return { kind: 'rule', rule: row.rule };
  return row.tag === undefined ? { kind: 'user', user: row.user ?? '' } : { kind: 'tag', tag: row.tag };
}

/** The file that `parseExemptions` reads. */
export function formatExemptions(all: readonly Exemption[]): string {
  return stringify({ exemptions: all.map(rowOf) });
}

function rowOf({ id, what, owner, reason, expiresAt }: Exemption): object {
  return {
    id,
    [what.kind]: namedBy(what),
    owner,
    reason,
    expires: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
}

/** What an exemption names, as it is typed. */
export function namedBy(what: Exempted): string {
  switch (what.kind) {
    case 'value':
      return what.value.value;
    case 'network':
      return what.network;
    case 'domain':
      return what.name;
    case 'sender':
    case 'recipient':
      return what.pattern;
    case 'source':
      return what.source;
    case 'tag':
      return what.tag;
    case 'rule':
      return what.rule;
    case 'user':
      return what.user;
  }
}

/** One exemption from words, by the names of the file's keys. @throws Failure `config/file-bad` */
export function exemptionOfWords(words: Readonly<Record<string, string | null>>): Exemption {
  const [made] = parseExemptions({ name: 'exemption', text: stringify({ exemptions: [words] }) });
  if (made === undefined) throw new TypeError('one exemption in, one out');
  return made;
}

function withoutAbsent<T extends object>(from: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(from).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
