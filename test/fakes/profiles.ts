import { routed } from '../../src/config/route.ts';
import type { RoutedSource, SourceSettings } from '../../src/feed/source.ts';

/** The way of a source on a node that has no proxy profiles. */
export function withoutProfiles(settings: SourceSettings): RoutedSource {
  return routed(settings, () => ({ default: null, profiles: [] }));
}
