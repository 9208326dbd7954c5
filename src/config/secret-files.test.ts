import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { secretFiles } from './secret-files.ts';

it('names the files of secrets wherever they stand in the settings', () => {
  const file = join(tempDirectory(), 'feedgate.yaml');
  expect(secretFiles(file, '/data'), 'no settings, no files').toEqual([]);
  writeFileSync(
    file,
    [
      'gateway: { fronts: { http: { listen: "127.0.0.1:1", tokenFile: http.token } } }',
      'alerts: { channels: { webhook: [{ name: a, urlFile: /etc/url, caFile: ca.pem }, { name: b, urlFile: /etc/url }] } }',
    ].join('\n'),
  );
  expect(secretFiles(file, '/data')).toEqual(['/data/http.token', '/etc/url']);
});
