/**
 * How an indicator just received stands to the one that is known: a version is the indicator's own time. One without
 * a version says nothing of its age, so it counts as the same; the first version after none is newer.
 */
export function compareVersions(known: number | null, received: number | null): 'older' | 'same' | 'newer' {
  if (received === null || received === known) return 'same';
  return known === null || received > known ? 'newer' : 'older';
}
