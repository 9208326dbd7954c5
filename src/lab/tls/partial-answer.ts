import type { Duplex } from 'node:stream';

const head = (length: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nX-TAXII-Content-Type: urn:taxii.mitre.org:message:xml:1.1\r\nX-TAXII-Protocol: urn:taxii.mitre.org:protocol:https:1.0\r\n${length}Connection: close\r\n\r\n`;

const opening =
  '<taxii_11:Poll_Response xmlns:taxii_11="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="1" collection_name="practice.mixed"><taxii_11:Content_Block>';

const filler = `<!-- ${'practice '.repeat(7000)}-->`;

/** The beginning of an answer, about 64 KiB of one that promises a megabyte; however little was asked for. */
export function beginAnswer(socket: Duplex): void {
  socket.once('data', () => socket.write(head('Content-Length: 1000000\r\n') + opening + filler));
}

/** The beginning of an answer whose end is the closing of the connection, and that. */
export function breakOffAnswer(socket: Duplex): void {
  socket.once('data', () => socket.end(head('') + opening));
}
