import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { globalOptions } from '../../src/cli/program.ts';

/** Where certificates are not verified, and why that is no way in. */
const unverified: Readonly<Record<string, RegExp>> = {
  // With a pin the fingerprint is compared before a byte is sent.
  'src/net/tls.ts': /rejectUnauthorized: pin === null,/,
  // Probes send no credentials, and take nothing from the answer but how it was given.
  'src/probe/greet.ts': /rejectUnauthorized: false,/,
  'src/probe/server-clock.ts': /rejectUnauthorized: false }/,
};

const files = globSync('{src,bin,scripts}/**/*').filter(
  (file) => /\.(?:ts|js|sh)$|^bin\/feedgate$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith('src/lab/'),
);

describe('the verification of certificates', () => {
  it('is left out nowhere but where it is known why', () => {
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^.*rejectUnauthorized.*$/gm)].map(([line]) => ({ file, line })),
    );
    expect(found.filter(({ file, line }) => !(unverified[file]?.test(line) ?? false))).toEqual([]);
    expect([...new Set(found.map(({ file }) => file))].sort()).toEqual(Object.keys(unverified).sort());
  });
  it('can be switched off by no option', () => {
    const options = [...globalOptions, ...commands.flatMap(({ options = [] }) => options)].map(({ flags }) => flags);
    expect(options.length).toBeGreaterThan(200);
    expect(options.filter((flags) => /insecure|verif|unsafe|trust-all|no-tls/.test(flags))).toEqual([]);
  });
});
