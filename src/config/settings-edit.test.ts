import { describe, expect, it } from 'vitest';
import { frontKinds, frontsOn, parseGatewaySettings } from './gateway-settings.ts';
import { firstSettings, withFront } from './settings-edit.ts';

const parse = (text: string) => parseGatewaySettings({ name: 'feedgate.yaml', text }, '/data');
const changes = { listen: 'unix:/run/m.sock', mode: '0660' };

describe('settings', () => {
  it('of the first run open every front', () => {
    expect(frontsOn(parse(firstSettings))).toEqual(frontKinds);
  });
  it.each(['', 'gateway:\n', '# nothing\n', 'gateway: { fronts: { milter: off } }', firstSettings])(
    'get a front into %j, and keep the rest',
    (text) => {
      const changed = withFront(text, 'milter', changes);
      expect(parse(changed).fronts.milter?.listen).toEqual({ kind: 'unix', path: '/run/m.sock', mode: 0o660 });
      expect(withFront(changed, 'milter', changes)).toBe(changed);
      for (const comment of text.match(/# .*/g) ?? [])
        if (!comment.includes('milter.sock')) expect(changed).toContain(comment);
    },
  );
  it('keep what else a front has', () => {
    const changed = withFront('gateway: { fronts: { milter: { failMode: tempfail } } }', 'milter', changes);
    expect(parse(changed).fronts.milter?.failMode).toBe('tempfail');
  });
});
