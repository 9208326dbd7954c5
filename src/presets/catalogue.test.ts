import { describe, expect, it } from 'vitest';
import { parseDuration } from '../config/duration.ts';
import { parseSource } from '../config/source-settings.ts';
import { presetNamed, presets, presetSettings } from './catalogue.ts';

const live = presets.filter(({ state }) => state !== 'retired');

describe('a preset', () => {
  it.each(live.map((preset) => [preset.name, preset] as const))('%s makes settings that are taken', (name, preset) => {
    const given = { name, collection: 'c', ...(preset.url === null ? { url: 'https://feed.example/x/' } : {}) };
    const settings = parseSource({ ...given, ...presetSettings(preset) });
    expect(settings).toMatchObject({ kind: preset.kind, https: true, mode: 'monitor', confidence: preset.confidence });
    expect(preset.url === null).toBe(preset.state === 'form');
  });
  it.each(presets.map((preset) => [preset.name, preset] as const))(
    '%s says what it is in both languages',
    (name, preset) => {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(presets.filter((each) => each.name === name)).toHaveLength(1);
      expect(URL.parse(preset.home)?.protocol).toBe('https:');
      for (const text of [preset.en.access, preset.en.terms, ...preset.en.notes])
        expect(text).toMatch(/^(?:[A-Z].*\.)?$/);
      for (const text of [preset.ko.access, preset.ko.terms, ...preset.ko.notes])
        expect(text).toMatch(/^(?:.*[가-힣].*(?:니다|십시오|NAME)\.)?$/);
      expect([preset.ko.access === '', preset.ko.notes.length]).toEqual([
        preset.en.access === '',
        preset.en.notes.length,
      ]);
      if (preset.state !== 'retired') expect(preset.en.access === '').toBe(preset.login.kind === 'none');
    },
  );
  it('is polled no more often than its provider allows', () => {
    for (const { interval, leastInterval } of presets)
      expect(parseDuration(interval)).toBeGreaterThanOrEqual(parseDuration(leastInterval ?? '1m') ?? Number.NaN);
  });
  it('is found in whatever case', () => {
    expect(presetNamed('OTX')?.name).toBe('otx');
    expect(presetNamed('')).toBeUndefined();
  });
});
