import type { Observable } from './observable.ts';

/** An observable so written that no program makes a link of it: `hxxps://a[.]example/x`, `192[.]0[.]2[.]1`; hashes stay. */
export function defang({ kind, value }: Observable): string {
  switch (kind) {
    case 'url':
      return value
        .replace(/^(ht|f)tp/, (_, first: string) => (first === 'ht' ? 'hxxp' : 'fxp'))
        .replace(/^[^/]*\/\/[^/]*/, dots);
    case 'ip':
    case 'network':
    case 'domain':
      return dots(value).replaceAll('::', '[::]');
    case 'email':
      return dots(value).replace('@', '[@]');
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return value;
  }
}

function dots(text: string): string {
  return text.replaceAll('.', '[.]');
}
