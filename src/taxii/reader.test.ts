import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { XmlReader } from '../xml/reader.ts';
import type { TaxiiMessage } from './message.ts';
import { namespaces } from './names.ts';
import { TaxiiReader } from './reader.ts';

interface Content {
  readonly binding: string | null;
  seen: string;
  ended: number;
}

/** The message of a document, and the content of its blocks as events written out. */
function read(text: string, size = text.length): { message: TaxiiMessage; contents: Content[]; blocks: number } {
  const contents: Content[] = [];
  const reader = new TaxiiReader((binding) => {
    const content: Content = { binding, seen: '', ended: 0 };
    contents.push(content);
    return {
      open: (name) => (content.seen += `<${name.local}>`),
      text: (piece) => (content.seen += piece),
      close: (name) => (content.seen += `</${name.local}>`),
      end: () => (content.ended += 1),
    };
  });
  const xml = new XmlReader(reader);
  for (let at = 0; at < text.length; at += size) xml.write(text.slice(at, at + size));
  xml.end();
  return { message: reader.message(), contents, blocks: reader.blocks };
}

function codeOf(text: string): string | null {
  try {
    read(text);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

const message = (name: string, attributes: string, content: string, version: '1.0' | '1.1' = '1.1'): string =>
  `<${name} xmlns="${namespaces[version]}" message_id="2" in_response_to="1" ${attributes}>${content}</${name}>`;
const pollResponse = (content: string, attributes = 'collection_name="phish"'): string =>
  message('Poll_Response', attributes, content);
const block = (content: string, rest = ''): string =>
  `<Content_Block><Content_Binding binding_id="urn:stix.mitre.org:xml:1.1.1"><Subtype subtype_id="x"/></Content_Binding>
  <Content>${content}</Content>${rest}</Content_Block>`;

describe('a poll response', () => {
  it('of TAXII 1.1 gives all that it says', () => {
    const { message: answer } = read(
      pollResponse(
        `<Exclusive_Begin_Timestamp>2026-01-01T00:00:00.000001Z</Exclusive_Begin_Timestamp>
        <Inclusive_End_Timestamp> 2026-01-02T00:00:00.123456Z\n</Inclusive_End_Timestamp>
        <Record_Count partial_count="true">50</Record_Count><Subscription_ID>s-1</Subscription_ID>
        <Message>two &amp; <![CDATA[<more>]]></Message>
        ${block('<a/>', '<Timestamp_Label>2026-01-01T12:00:00Z</Timestamp_Label>')}`,
        'collection_name="phish" result_id="r1" more="true" result_part_number="3"',
      ),
    );
    expect(answer).toEqual({
      kind: 'poll-response',
      version: '1.1',
      inResponseTo: '1',
      collection: 'phish',
      resultId: 'r1',
      more: true,
      part: 3,
      begin: '2026-01-01T00:00:00.000001Z',
      end: '2026-01-02T00:00:00.123456Z',
      recordCount: 50,
      recordCountPartial: true,
      subscription: 's-1',
      message: 'two & <more>',
      blocks: 1,
      latestLabel: '2026-01-01T12:00:00Z',
    });
  });
  it('of TAXII 1.0 has a feed, an inclusive begin and bindings as text', () => {
    const { message: answer, contents } = read(
      message(
        'Poll_Response',
        'feed_name="old" subscription_id="s"',
        `<Inclusive_Begin_Timestamp>2026-01-01T00:00:00Z</Inclusive_Begin_Timestamp>
        <Content_Block><Content_Binding> urn:stix.mitre.org:xml:1.0 </Content_Binding><Content><a/></Content></Content_Block>`,
        '1.0',
      ),
    );
    expect(answer).toMatchObject({
      version: '1.0',
      collection: 'old',
      subscription: 's',
      begin: '2026-01-01T00:00:00Z',
    });
    expect(answer).toMatchObject({ more: false, part: 1, resultId: null, recordCount: null, latestLabel: null });
    expect(contents).toEqual([{ binding: 'urn:stix.mitre.org:xml:1.0', seen: '<a></a>', ended: 1 }]);
  });
  it('reads what it leaves out, and what it says badly, as not said', () => {
    const { message: answer } = read(
      pollResponse(
        '<Record_Count partial_count="maybe">many</Record_Count><Message> </Message>',
        'collection_name="" result_id=" " more="yes" result_part_number="-1"',
      ),
    );
    expect(answer).toMatchObject({ collection: null, resultId: null, more: false, part: 1, message: null });
    expect(answer).toMatchObject({ recordCount: null, recordCountPartial: false, subscription: null });
  });
  it.each(['true', '1', ' TRUE '])('takes more="%s" for true', (more) => {
    expect(read(pollResponse('', `more="${more}"`)).message).toMatchObject({ more: true });
  });
  it('may use any prefix, and any white space', () => {
    const ns = `xmlns:t="${namespaces['1.1']}" xmlns:u="${namespaces['1.1']}"`;
    const { message: answer, contents } = read(
      `<t:Poll_Response ${ns}\n collection_name = 'c'\n>\n<u:Content_Block\n>\n<t:Content\n>\n<a/>\n</t:Content ></u:Content_Block>\n</t:Poll_Response>\n`,
    );
    expect(answer).toMatchObject({ kind: 'poll-response', collection: 'c', blocks: 1 });
    expect(contents).toEqual([{ binding: null, seen: '\n<a></a>\n', ended: 1 }]);
  });
  it('gives the latest label by time, not by spelling or order, and as it was written', () => {
    const labels = ['2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00.000001Z', '2026-01-01T09:00:00+09:00', 'soon'];
    const blocks = labels.map((label) => block('<a/>', `<Timestamp_Label>${label}</Timestamp_Label>`));
    expect(read(pollResponse(blocks.join(''))).message).toMatchObject({
      blocks: 4,
      latestLabel: '2026-01-01T00:00:00.000001Z',
    });
  });
});

describe('content blocks', () => {
  it('are passed on one by one with their bindings, each ended once', () => {
    const { contents, blocks } = read(
      pollResponse(
        `${block('<p><q>1</q></p>')}${block('text &lt;b/>')}<Content_Block><Content><c/></Content></Content_Block>`,
      ),
    );
    expect(blocks).toBe(3);
    expect(contents).toEqual([
      { binding: 'urn:stix.mitre.org:xml:1.1.1', seen: '<p><q>1</q></p>', ended: 1 },
      { binding: 'urn:stix.mitre.org:xml:1.1.1', seen: 'text <b/>', ended: 1 },
      { binding: null, seen: '<c></c>', ended: 1 },
    ]);
  });
  it('may hold elements that are called like those of TAXII', () => {
    const inner = `<Content_Block><Content><Content>x</Content></Content></Content_Block>`;
    const { contents, blocks } = read(pollResponse(block(inner)));
    expect(blocks).toBe(1);
    expect(contents.map(({ seen }) => seen)).toEqual([inner]);
  });
  it('without content are passed on as empty', () => {
    const { contents } = read(
      pollResponse(
        '<Content_Block/><Content_Block><Content_Binding binding_id=""/></Content_Block><Content_Block><Content/></Content_Block>',
      ),
    );
    expect(contents).toEqual(Array.from({ length: 3 }, () => ({ binding: null, seen: '', ended: 1 })));
  });
  it('are not looked for where they do not belong', () => {
    const { contents, blocks } = read(
      pollResponse(
        `<Extended_Headers><Extended_Header name="x">${block('<h/>')}</Extended_Header></Extended_Headers>
        <Padding>${block('<p/>')}</Padding><Message>${block('<m/>')}</Message>
        <o:Content_Block xmlns:o="urn:other"><o:Content><o/></o:Content></o:Content_Block>
        <s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:Object>${block('<s/>')}</s:Object></s:Signature>`,
      ),
    );
    expect({ contents, blocks }).toEqual({ contents: [], blocks: 0 });
  });
  it('say nothing by their padding, signature, message or nested fields', () => {
    const { contents, message: answer } = read(
      pollResponse(
        block(
          '<a/>',
          `<Padding>0000</Padding><Signature/><Message><Timestamp_Label>2027-01-01T00:00:00Z</Timestamp_Label>
          <Content><x/></Content></Message>`,
        ),
      ),
    );
    expect(contents.map(({ seen }) => seen)).toEqual(['<a></a>']);
    expect(answer).toMatchObject({ latestLabel: null });
  });
});

describe('what a message may cost', () => {
  it('does not grow with its blocks', () => {
    const many = block('<a/>', '<Timestamp_Label>2026-01-01T00:00:00Z</Timestamp_Label>').repeat(60_000);
    expect(read(pollResponse(many)).blocks).toBe(60_000);
  });
  it('is bounded in elements, also where blocks come between them', () => {
    expect(codeOf(pollResponse('<x/>'.repeat(200_001)))).toBe('taxii/too-long');
    expect(codeOf(pollResponse('<x/><Content_Block/>'.repeat(200_001)))).toBe('taxii/too-long');
  });
  it('is bounded in characters, of text and of attributes', () => {
    expect(codeOf(pollResponse(`<x>${'y'.repeat(60_000)}</x>`.repeat(300)))).toBe('taxii/too-long');
    expect(codeOf(pollResponse(`<x y="${'z'.repeat(60_000)}"/>`.repeat(300)))).toBe('taxii/too-long');
  });
  it('passes over the most of a very long text, and all of what is padded', () => {
    const long = 'x'.repeat(20 * 1024 * 1024);
    const { message: answer } = read(pollResponse(`<Message>${long}</Message><Padding>${long}</Padding>`), 100_000);
    expect(answer.kind === 'poll-response' ? answer.message?.length : 0).toBe(65_536);
  });
});

describe('other messages', () => {
  it('are told apart from other XML by the namespace of their root', () => {
    expect(codeOf('<Poll_Response/>')).toBe('taxii/not-taxii');
    expect(codeOf('<html xmlns="http://www.w3.org/1999/xhtml"><Poll_Response/></html>')).toBe('taxii/not-taxii');
    expect(() => new TaxiiReader(() => expect.fail()).message()).toThrow('holds no element');
  });
  it('that answer no request of ours are named', () => {
    expect(read(message('Poll_Request', '', '')).message).toEqual({
      kind: 'other',
      version: '1.1',
      inResponseTo: '1',
      root: 'Poll_Request',
    });
  });
  it('may be discovery responses', () => {
    const { message: answer } = read(
      message(
        'Discovery_Response',
        '',
        `<Service_Instance service_type="poll" service_version="urn:taxii.mitre.org:services:1.1" available="true">
          <Protocol_Binding>urn:taxii.mitre.org:protocol:https:1.0</Protocol_Binding>
          <Address> https://taxii.example.net/poll </Address>
          <Message_Binding>urn:taxii.mitre.org:message:xml:1.0</Message_Binding>
          <Message_Binding>urn:taxii.mitre.org:message:xml:1.1</Message_Binding><Message>Poll here</Message>
        </Service_Instance><Service_Instance service_type="FEED_MANAGEMENT" available="0"/><Other/>`,
      ),
    );
    expect(answer).toMatchObject({
      kind: 'discovery-response',
      services: [
        {
          type: 'POLL',
          available: true,
          protocolBinding: 'urn:taxii.mitre.org:protocol:https:1.0',
          address: 'https://taxii.example.net/poll',
          messageBindings: ['urn:taxii.mitre.org:message:xml:1.0', 'urn:taxii.mitre.org:message:xml:1.1'],
          message: 'Poll here',
        },
        { type: 'COLLECTION_MANAGEMENT', available: false, address: '', messageBindings: [], message: null },
      ],
    });
  });
  it('may list collections', () => {
    const { message: answer } = read(
      message(
        'Collection_Information_Response',
        '',
        `<Collection collection_name="phish" available="true"><Description>Phishing</Description>
          <Collection_Volume>393</Collection_Volume><Content_Binding binding_id="urn:stix.mitre.org:xml:1.2"/>
          <Polling_Service><Protocol_Binding>p</Protocol_Binding><Address>https://taxii.example.net/poll</Address>
          <Message_Binding>m</Message_Binding></Polling_Service><Subscription_Service/></Collection>
        <Collection collection_name="set" collection_type="data_set"/>`,
      ),
    );
    expect(answer.kind === 'collections-response' ? answer.collections : []).toEqual([
      {
        name: 'phish',
        type: 'DATA_FEED',
        available: true,
        description: 'Phishing',
        volume: 393,
        bindings: ['urn:stix.mitre.org:xml:1.2'],
        polling: [{ protocolBinding: 'p', address: 'https://taxii.example.net/poll', messageBindings: ['m'] }],
        subscribable: true,
      },
      {
        name: 'set',
        type: 'DATA_SET',
        available: null,
        description: null,
        volume: null,
        bindings: [],
        polling: [],
        subscribable: false,
      },
    ]);
  });
  it('may list the feeds of TAXII 1.0', () => {
    const { message: answer } = read(
      message(
        'Feed_Information_Response',
        '',
        '<Feed feed_name="old"><Content_Binding> urn:stix.mitre.org:xml:1.0 </Content_Binding></Feed>',
        '1.0',
      ),
    );
    expect(answer).toMatchObject({
      version: '1.0',
      collections: [{ name: 'old', type: 'DATA_FEED', bindings: ['urn:stix.mitre.org:xml:1.0'] }],
    });
  });
});

describe('a status message', () => {
  const status = (attributes: string, content: string, version: '1.0' | '1.1' = '1.1'): TaxiiMessage =>
    read(message('Status_Message', attributes, content, version)).message;

  it('gives its details by name, several values too', () => {
    expect(
      status(
        'status_type="UNSUPPORTED_CONTENT"',
        `<Message>none of these</Message><Status_Detail>
        <Detail name="SUPPORTED_CONTENT">urn:stix.mitre.org:xml:1.1</Detail><Detail name="supported_content"> urn:stix.mitre.org:xml:1.2 </Detail>
        <Detail name="Custom"><Value><Part>a</Part><Part>b</Part></Value></Detail><Detail>nameless</Detail>
        <Detail name="SUPPORTED_BINDING"><Content_Binding binding_id="urn:x"/></Detail></Status_Detail>`,
      ),
    ).toEqual({
      kind: 'status',
      version: '1.1',
      inResponseTo: '1',
      type: 'UNSUPPORTED_CONTENT',
      message: 'none of these',
      details: {
        SUPPORTED_CONTENT: ['urn:stix.mitre.org:xml:1.1', 'urn:stix.mitre.org:xml:1.2'],
        CUSTOM: ['a b'],
        SUPPORTED_BINDING: ['urn:x'],
      },
    });
  });
  it('of TAXII 1.0 has its detail as text', () => {
    expect(status('status_type="RETRY"', '<Status_Detail> 30 seconds </Status_Detail>', '1.0')).toMatchObject({
      version: '1.0',
      type: 'RETRY',
      message: null,
      details: { TEXT: ['30 seconds'] },
    });
  });
  it('has its type in upper case, but for those of third parties', () => {
    expect(status('status_type=" Not_Found "', '')).toMatchObject({ type: 'NOT_FOUND' });
    expect(status('status_type="http://vendor.example/Quota"', '')).toMatchObject({
      type: 'http://vendor.example/Quota',
    });
    expect(status('', '')).toMatchObject({ type: '', details: {} });
  });
  it('cannot put anything where it does not belong by the names of its details', () => {
    const answer = status('', '<Status_Detail><Detail name="__proto__">x</Detail></Status_Detail>');
    expect(answer).toMatchObject({ details: { ['__PROTO__']: ['x'] } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('reading', () => {
  const piece = fc.constantFrom(
    block('<a x="1">&lt;b&gt;</a>'),
    block('<![CDATA[<s/>]]>', '<Timestamp_Label>2026-01-01T00:00:00Z</Timestamp_Label>'),
    '<Content_Block/>',
    '<Padding>x<y/></Padding>',
    '<Message>피싱 &amp; more</Message>',
    '<Record_Count>3</Record_Count>',
  );
  it('gives the same however the document is cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (pieces, size) => {
        const text = pollResponse(pieces.join('\n'));
        expect(read(text, size)).toEqual(read(text));
      }),
    );
  });
});
