import { namespaces } from '../../src/taxii/names.ts';
import { indicator, observable, packageOf, url } from './stix1-package.ts';

/** A Poll_Response of TAXII 1.1 for the collection `phish`. */
export function pollResponse(content: string, attributes = ''): string {
  return `<Poll_Response xmlns="${namespaces['1.1']}" message_id="2" in_response_to="1" collection_name="phish" ${attributes}>${content}</Poll_Response>`;
}

/** A content block with a binding; `null` leaves it out. */
export function block(content: string, binding: string | null = 'urn:stix.mitre.org:xml:1.2'): string {
  const bound = binding === null ? '' : `<Content_Binding binding_id="${binding}"/>`;
  return `<Content_Block>${bound}<Content>${content}</Content></Content_Block>`;
}

/** A package with one indicator for each name, each naming `http://NAME.example/`. */
export function packageNaming(...names: readonly string[]): string {
  return packageOf(
    names.map((name) => indicator(`ex:${name}`, observable('', url(`http://${name}.example/`)))).join(''),
  );
}

/** Text as XML content. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
