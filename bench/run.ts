/** `npm run bench` runs every benchmark, `npm run bench -- store ingest-taxii1 --tenfold` the named ones with the given flags. */
import { run } from '../scripts/run.ts';

const benchmarks = [
  'store',
  'match',
  'ingest-taxii1',
  'ingest-taxii2',
  'ingest-list',
  'stix2',
  'list-formats',
  'mail-facts',
];
const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('-'));
const named = args.filter((arg) => !arg.startsWith('-'));
const unknown = named.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${benchmarks.join(', ')}`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : benchmarks) {
  console.log(`\n== ${name}`);
  const code = run('node', `bench/${name}.ts`, ...flags);
  if (code !== 0) process.exit(code);
}
