/** The server's side of ingest-taxii2.ts, a process of its own: `OBJECTS PAGE`; tells its port. */
import { startLab } from '../src/lab/lab.ts';
import type { ObjectList } from '../src/lab/taxii2/objects.ts';

const [count = 0, page = 0] = process.argv.slice(2).map(Number);
const until = BigInt(Date.now() - 60_000) * 1000n;

/** As the indicators that the reference was measured on: about 420 bytes, of one comparison each. */
function indicator(index: number): string {
  const hex = index.toString(16).padStart(8, '0');
  return (
    `{"type":"indicator","spec_version":"2.1","id":"indicator--${hex}-0000-4000-8000-0000${hex}",` +
    `"created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Phishing page ${index}",` +
    `"indicator_types":["malicious-activity"],"pattern":"[url:value = 'http://login-${index}.bank.example/verify/${hex}?id=${index}']",` +
    `"pattern_type":"stix","pattern_version":"2.1","valid_from":"2026-01-01T00:00:00.000Z","confidence":${index % 100}}`
  );
}

const objects: ObjectList = {
  length: count,
  at: (index) => ({ added: until - BigInt(count - index), json: () => indicator(index), asserts: null }),
};
const id = '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d10';
const collection = { id, alias: 'load', title: 'Load', description: `${count} indicators`, canRead: true, objects };
const lab = await startLab({ taxii2: { collections: [collection], rules: { most: page } } });
process.once('SIGTERM', () => void lab.close());
console.log(lab.port);
