import type { Evidence } from '../base/failure.ts';
import { formPresets } from './forms.ts';
import { listPresets } from './lists.ts';
import { mispPresets } from './misp.ts';
import type { Preset } from './preset.ts';
import { readyPresets } from './ready.ts';
import { retiredPresets } from './retired.ts';

/** Every preset: those that can be added as they are, forms, and what is no more. */
export const presets: readonly Preset[] = [
  ...readyPresets,
  ...listPresets,
  ...mispPresets,
  ...formPresets,
  ...retiredPresets,
];

/** The preset of this name, in whatever case. */
export function presetNamed(name: string): Preset | undefined {
  return presets.find((preset) => preset.name === name.toLowerCase());
}

/** Its settings as `config/` takes them, without name and credentials. */
export function presetSettings({ kind, url, collection, interval, confidence, more }: Preset): Evidence {
  return {
    kind,
    ...(url === null ? {} : { url }),
    ...(collection === null ? {} : { collection }),
    ...(confidence === null ? {} : { confidence }),
    interval,
    ...more,
  };
}
