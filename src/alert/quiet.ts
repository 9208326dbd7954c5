/** A span of every day in which people sleep. */
export interface QuietHours {
  /** Minutes of the day, 0 to 1439: `22:00` is 1320. Where `from` is after `to` the span goes over midnight. */
  readonly from: number;
  readonly to: number;
  /** IANA name: `Asia/Seoul`. */
  readonly zone: string;
}

/** Whether the span has begun and not ended. */
export function isQuiet(hours: QuietHours | null, now: number): boolean {
  if (hours === null) return false;
  const { from, to } = hours;
  const minute = minuteOfDay(now, hours.zone);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(now: number, zone: string): number {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = format.formatToParts(now);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

function formatOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
}
