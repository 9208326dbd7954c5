import type { Both } from './check.ts';

const sizes = [
  [86_400_000, 'd', '일'],
  [3_600_000, 'h', '시간'],
  [60_000, 'min', '분'],
  [1000, 's', '초'],
] as const;

/** A span of time in its largest unit, cut: `3 d`, `3일`; `412 ms` below a second. */
export function span(ms: number): Both {
  const whole = Math.max(0, Math.round(ms));
  for (const [size, en, ko] of sizes) {
    const count = Math.floor(whole / size);
    if (count > 0) return { en: `${count} ${en}`, ko: `${count}${ko}` };
  }
  return { en: `${whole} ms`, ko: `${whole}ms` };
}

/** `412 MB`: powers of 1,000. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? 'B'}`;
}

/** `12,841`. */
export function figure(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `2027-02-11`, UTC. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `1 source`, `3 sources`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** The same text in both languages: figures, names, paths. */
export function alike(text: string): Both {
  return { en: text, ko: text };
}
