import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A secret that is looked for, and what it is called. */
export interface Canary {
  readonly name: string;
  readonly secret: string;
}

/** What a secret looks like as it stands, and as bytes are written on their way: in addresses, headers, pages and dumps. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inPage = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const encoded = [encodeURIComponent(secret), inForm];
  const base64 = [0, 1, 2].map((shift) => insideBase64(bytes, shift));
  return [
    ...new Set([
      secret,
      inPage,
      JSON.stringify(secret).slice(1, -1),
      ...encoded,
      ...encoded.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (each) => each.toLowerCase())),
      ...base64,
      ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
    ]),
  ];
}

/** What stands in base64 wherever the bytes begin at a place with this remainder by three, whatever stands around them. */
function insideBase64(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return all.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

/** Looks for secrets, each in all its forms. */
export class CanaryWatch {
  readonly #forms: readonly { readonly name: string; readonly form: string; readonly bytes: Buffer }[];

  constructor(canaries: readonly Canary[]) {
    this.#forms = canaries.flatMap(({ name, secret }) =>
      formsOf(secret).map((form) => ({ name, form, bytes: Buffer.from(form) })),
    );
  }

  /** `place: name` for each secret that stands in the bytes. */
  in(place: string, bytes: Buffer | string): readonly string[] {
    const all = Buffer.from(bytes);
    return this.#forms
      .filter((each) => all.includes(each.bytes))
      .map(({ name, form }) => `${place}: ${name} as ${form}`);
  }

  /** The same of every file below a directory, and of the names of the files. */
  below(root: string): readonly string[] {
    return filesBelow(root).flatMap((file) => [
      ...this.in(relative(root, file), readFileSync(file)),
      ...this.in('name of a file', file),
    ]);
  }
}

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
