import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { defaultRules, type Rules } from '../alert/rules.ts';
import { languages } from '../diagnosis/entry.ts';
import { channelsOf, channelsSchema, type ChannelSettings } from './alert-channels.ts';
import { readDuration, Refused } from './fields.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration within limits. */
const lasting = (min: number, max: number, standard: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value, context): number => {
      const ms = readDuration(typeof value === 'string' ? value : '', min, max);
      if (!(ms instanceof Refused)) return ms;
      context.issues.push({ code: 'custom', input: value, message: ms.allowed });
      return z.NEVER;
    })
    .default(standard);

const clockTime = z.string().transform((text, context): number => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) return Number(hours) * 60 + Number(minutes);
  context.issues.push({ code: 'custom', input: text, message: 'a time of the day in quotes, such as "22:00"' });
  return z.NEVER;
});

const zone = z.string().refine(isZone, { message: 'a time zone, such as Asia/Seoul' });

function isZone(text: string): boolean {
  try {
    return text !== '' && new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const rules = z
  .strictObject({
    failingAfter: z.number().int().min(1).max(100).default(defaultRules.failingAfter),
    staleAfter: lasting(10 * minute, 365 * day, defaultRules.staleAfter),
    certificateDays: z.number().int().min(1).max(365).default(defaultRules.certificateDays),
    holdFor: lasting(0, hour, defaultRules.holdFor),
    recoveredAfter: lasting(0, day, defaultRules.recoveredAfter),
    remindAfter: lasting(10 * minute, 30 * day, defaultRules.remindAfter),
  })
  .prefault({});

/** The part `alerts` of the file of settings. */
export const alertsSchema = z
  .strictObject({
    language: z.enum(languages).default('en'),
    zone: zone.optional(),
    quietHours: z.strictObject({ from: clockTime, to: clockTime }).nullable().default(null),
    rules,
    channels: channelsSchema,
  })
  .prefault({});

/** Who is told of what, and when. */
export interface AlertSettings {
  /** How this node is called. */
  readonly node: string;
  /** IANA name of the zone in which times are told and quiet hours lie. */
  readonly zone: string;
  readonly rules: Rules;
  readonly channels: readonly ChannelSettings[];
}

/** The checked part with its paths made absolute in `root`. */
export function alertSettings(
  given: z.output<typeof alertsSchema>,
  { root, node }: { readonly root: string; readonly node: string },
): AlertSettings {
  const here = given.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const path = (name: string | undefined): string | null =>
    name === undefined ? null : isAbsolute(name) ? name : join(root, name);
  return {
    node,
    zone: here,
    rules: { ...given.rules, quietHours: given.quietHours === null ? null : { ...given.quietHours, zone: here } },
    channels: channelsOf(given.channels, { language: given.language, path }),
  };
}
