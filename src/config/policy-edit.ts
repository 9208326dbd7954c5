import { isMap, parseDocument, type Document } from 'yaml';
import { formatPolicy, firstPolicy } from './policy-file.ts';

/** The text of a file of policy with another mode; comments and all else stay. An empty one becomes the first policy. */
export function withMode(text: string, mode: 'monitor' | 'enforce'): string {
  const document = opened(text === '' ? formatPolicy(firstPolicy) : text);
  document.set('mode', mode);
  return document.toString();
}

/** The text of a file of exemptions with one more. */
export function withExemption(text: string, row: object): string {
  const document = opened(text);
  const list = document.get('exemptions');
  if (typeof list !== 'object' || list === null) document.set('exemptions', document.createNode([row]));
  else document.addIn(['exemptions'], document.createNode(row));
  return document.toString();
}

/** The text without the exemptions of these ids. */
export function withoutExemptions(text: string, ids: ReadonlySet<string>): string {
  const document = opened(text);
  const { exemptions = [] } = document.toJS() as { readonly exemptions?: readonly { readonly id: string }[] | null };
  for (let i = (exemptions?.length ?? 0) - 1; i >= 0; i -= 1)
    if (ids.has(exemptions?.[i]?.id ?? '')) document.deleteIn(['exemptions', i]);
  return document.toString();
}

/** A document to write settings into: one that says nothing, comments perhaps, becomes one of no settings. */
function opened(text: string): Document {
  const document: Document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  return document;
}
