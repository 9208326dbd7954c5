/** `12841` as `12,841`, in both languages. */
export function formatNumber(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `412 B`, `4.2 kB`, `31 MB`: powers of 1,000, two digits of precision below ten. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${digits} ${units[unit] ?? 'B'}`;
}

/** How a language writes days, hours, minutes, seconds and milliseconds. */
export interface DurationUnits {
  readonly day: (n: string) => string;
  readonly hour: (n: string) => string;
  readonly minute: (n: string) => string;
  readonly second: (n: string) => string;
  readonly millisecond: (n: string) => string;
}

const sizes = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A duration in its two largest units: `2 h 14 min`, `8.4 s`, `412 ms`. */
export function formatDuration(ms: number, units: DurationUnits): string {
  const whole = Math.max(0, ms);
  if (whole < 999.5) return units.millisecond(String(Math.round(whole)));
  if (whole < 9950) return units.second(String(Number((whole / 1000).toFixed(1))));
  let rest = Math.round(whole / 1000) * 1000;
  const parts: string[] = [];
  for (const [unit, size] of sizes) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(units[unit](formatNumber(count)));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** One unit only, for how long ago something was: `3 min`, `2 h`, `4 d`; `null` below a second. */
export function formatSpan(ms: number, units: DurationUnits): string | null {
  const distance = Math.abs(ms);
  for (const [unit, size] of sizes) {
    if (distance >= size) return units[unit](formatNumber(Math.floor(distance / size)));
  }
  return null;
}

/** `2026-11-22 10:02 KST`; seconds on demand. `zone` is an IANA name, absent for the machine's own. */
export function formatTime(iso: string, zone: string | undefined, seconds = false): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const parts = new Map(
    partsOf(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  const clock = `${part('hour')}:${part('minute')}${seconds ? `:${part('second')}` : ''}`;
  const zoneName = part('timeZoneName').replace(/^GMT\+9$/, 'KST');
  return `${part('year')}-${part('month')}-${part('day')} ${clock} ${zoneName}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(zone: string | undefined): Intl.DateTimeFormat {
  const key = zone ?? '';
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = openFormat(zone);
  formats.set(key, made);
  return made;
}

function openFormat(zone: string | undefined): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  };
  try {
    return new Intl.DateTimeFormat('en-US', zone === undefined ? options : { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-US', options);
  }
}
