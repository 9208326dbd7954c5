const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const steps = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/**
 * Milliseconds from a number of them, or from a text such as `90s`, `1h`, `30d`, `1d12h` (units ms, s, m, h, d, w);
 * `undefined` for anything else, a text without a unit among them: nobody knows whether 60 are seconds or minutes.
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (!/^(?:\d{1,12}(?:\.\d{1,3})?(?:ms|[smhdw])){1,6}$/.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit = ''] of text.matchAll(/([\d.]+)([a-z]+)/g)) ms += Number(count) * (units[unit] ?? NaN);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** `1h`, `1d12h`, `500ms`: what `parseDuration` reads back as the same number. */
export function formatDuration(ms: number): string {
  let rest = ms;
  let text = '';
  for (const [unit, size] of steps) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
