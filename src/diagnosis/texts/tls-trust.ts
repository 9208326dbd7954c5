import { row, type Entries } from '../entry.ts';

const operator = row('tls', 'operator', 'after-change');
const source = row('tls', 'source', 'after-change');

/** Certificates whose issuer is the trouble. */
export const tlsTrustTexts: Entries = {
  'tls/self-signed': {
    ...operator,
    en: {
      title: 'the certificate is self-signed',
      meaning: '{host} shows a certificate that no authority has signed, so it cannot be told from a forged one.',
      certain: 'Issuer and subject of the certificate are the same and it is not trusted here.',
      causes: ['A private or test server.', 'A default certificate of an appliance in front of the server.'],
      remedy: [
        'Have the provider confirm the fingerprint over another channel, then accept exactly this certificate: `feedgate source edit {source} --pin {fingerprint}`.',
        'Better: ask the provider for a certificate of a public authority.',
        'See the certificate: `feedgate trust inspect {server}`.',
      ],
    },
    ko: {
      title: '자체 서명 인증서입니다',
      meaning: '{host}{이/가} 어느 인증 기관도 서명하지 않은 인증서를 제시합니다. 위조된 것과 구별할 수 없습니다.',
      certain: '인증서의 발급자와 주체가 같고 신뢰 목록에 없습니다.',
      causes: ['사설 또는 시험용 서버입니다.', '서버 앞에 있는 장비의 기본 인증서입니다.'],
      remedy: [
        '다른 경로로 피드 제공자에게 지문을 확인한 뒤 이 인증서만 허용하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
        '더 나은 방법은 공인 인증 기관의 인증서를 쓰도록 피드 제공자에게 요청하는 것입니다.',
        '인증서를 보십시오: `feedgate trust inspect {server}`.',
      ],
    },
  },
  'tls/unknown-root': {
    ...operator,
    en: {
      title: 'the root authority is not trusted here',
      meaning:
        'The certificate of {host} was issued by {issuer}, whose root is in none of the lists that apply to this source.',
      certain: 'The chain is complete and its top is in no trusted list.',
      causes: [
        'The provider uses an authority of its own.',
        'A firewall that inspects TLS answers in its place.',
        'The list of authorities of this host is old.',
      ],
      remedy: [
        'The server shows its root. Once the provider confirms the fingerprint {shownRoot}, trust it for this source only: `feedgate trust add --from {server} --source {source}`.',
        'Get the root from the provider as a file and trust it for this source only: `feedgate trust add {file} --source {source}`.',
        'If the issuer is your own firewall, have {host} exempted from inspection.',
        'See who signed what: `feedgate trust inspect {server}`.',
      ],
    },
    ko: {
      title: '루트 인증 기관을 신뢰하지 않습니다',
      meaning: '{host}의 인증서를 {issuer}{이/가} 발급했으며, 그 루트가 이 소스의 신뢰 목록에 없습니다.',
      certain: '인증서 체인은 완전하지만 맨 위의 인증서가 신뢰 목록에 없습니다.',
      causes: [
        '피드 제공자가 자체 인증 기관을 씁니다.',
        'TLS를 검사하는 방화벽이 대신 응답합니다.',
        '이 호스트의 인증 기관 목록이 오래되었습니다.',
      ],
      remedy: [
        '서버가 루트 인증서를 보냅니다. 지문 {shownRoot}{이/가} 맞는지 피드 제공자에게 확인한 뒤 이 소스에서만 신뢰하십시오: `feedgate trust add --from {server} --source {source}`.',
        '피드 제공자에게 루트 인증서 파일을 받아 이 소스에서만 신뢰하십시오: `feedgate trust add {file} --source {source}`.',
        '발급자가 사내 방화벽이면 {host}{을/를} TLS 검사 예외로 등록하십시오.',
        '누가 무엇에 서명했는지 보십시오: `feedgate trust inspect {server}`.',
      ],
    },
  },
  'tls/in-os-store-only': {
    ...operator,
    en: {
      title: 'the root is trusted by this host but not for this source',
      meaning: 'The root of {host} is in the list of the operating system, which this source does not use.',
      certain: 'The same root is found among the certificates of the system.',
      causes: ['Your own authority was installed on the host; the source trusts only the public list or its own file.'],
      remedy: ['Let the lists of the node count for this source too: `feedgate source edit {source} --system-ca`.'],
    },
    ko: {
      title: '호스트는 루트를 신뢰하지만 이 소스는 신뢰하지 않습니다',
      meaning: '{host}의 루트가 운영 체제의 목록에는 있으나 이 소스는 그 목록을 쓰지 않습니다.',
      certain: '같은 루트가 시스템의 인증서에 있습니다.',
      causes: ['사내 인증 기관을 호스트에 설치했으나, 소스는 공개 목록이나 자체 파일만 신뢰합니다.'],
      remedy: ['이 소스에도 노드의 신뢰 목록을 적용하십시오: `feedgate source edit {source} --system-ca`.'],
    },
  },
  'tls/missing-intermediate': {
    ...source,
    en: {
      title: 'the server does not send the issuer of its certificate',
      meaning:
        '{host} sends its own certificate without the intermediate one of {issuer} that links it to a trusted root. Browsers often hide this.',
      certain: 'The server sends only its own certificate, and its issuer is not in the trusted list.',
      causes: ['The server was set up with one certificate instead of the full chain.'],
      remedy: [
        'Tell the provider: "the intermediate certificate is missing in the chain".',
        'The missing certificate is at {issuerAt}, as this one says.',
        'Until it is sent, trust the file of the intermediate for this source, with its root where that is private: `feedgate trust add {file} --source {source}`.',
        'See what is sent: `feedgate trust inspect {server}`.',
      ],
    },
    ko: {
      title: '서버가 중간 인증서를 보내지 않습니다',
      meaning:
        '{host}{이/가} 자신의 인증서만 보내고, 신뢰하는 루트로 이어 주는 {issuer}의 중간 인증서를 보내지 않습니다. 브라우저에서는 드러나지 않는 경우가 많습니다.',
      certain: '서버가 자신의 인증서만 보내고 그 발급자가 신뢰 목록에 없습니다.',
      causes: ['서버에 전체 체인 대신 인증서 하나만 설정했습니다.'],
      remedy: [
        '피드 제공자에게 체인에 중간 인증서가 빠졌다고 알리십시오.',
        '{issuerAt}에 빠진 인증서가 있다고 서버 인증서에 적혀 있습니다.',
        '고쳐질 때까지 중간 인증서 파일(사설 루트이면 루트도 함께)을 이 소스에서 신뢰하십시오: `feedgate trust add {file} --source {source}`.',
        '무엇을 보내는지 보십시오: `feedgate trust inspect {server}`.',
      ],
    },
  },
  'tls/wrong-intermediate': {
    ...source,
    en: {
      title: 'the server sends the wrong intermediate certificate',
      meaning:
        '{host} sends a chain whose links do not fit: the issuer of one certificate is not the subject of the next.',
      certain: 'The names of the certificates are compared link by link.',
      causes: ['The certificate was renewed by another authority and the old intermediate was left in place.'],
      remedy: [
        'Tell the provider to send the intermediate of {issuer}.',
        'Until it is sent, trust the file of the right intermediate for this source, with its root where that is private: `feedgate trust add {file} --source {source}`.',
        'See what is sent: `feedgate trust inspect {server}`.',
      ],
    },
    ko: {
      title: '서버가 엉뚱한 중간 인증서를 보냅니다',
      meaning: '{host}{이/가} 보내는 체인이 이어지지 않습니다. 한 인증서의 발급자가 다음 인증서의 주체와 다릅니다.',
      certain: '인증서의 이름을 하나씩 비교합니다.',
      causes: ['다른 인증 기관에서 갱신하면서 예전 중간 인증서를 그대로 두었습니다.'],
      remedy: [
        '{issuer}의 중간 인증서를 보내도록 피드 제공자에게 알리십시오.',
        '고쳐질 때까지 올바른 중간 인증서 파일(사설 루트이면 루트도 함께)을 이 소스에서 신뢰하십시오: `feedgate trust add {file} --source {source}`.',
        '무엇을 보내는지 보십시오: `feedgate trust inspect {server}`.',
      ],
    },
  },
  'tls/bad-signature': {
    ...source,
    en: {
      title: 'a signature in the chain is wrong',
      meaning: 'A certificate shown by {host} names the right issuer but is not signed with its key. Do not trust it.',
      certain: 'Verifying the signature with the key of the issuer fails.',
      causes: ['A forged certificate.', 'The authority has a new key and the server sends the old intermediate.'],
      remedy: [
        'Do not pin or import this certificate.',
        'Compare from another network: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        'Call the provider.',
      ],
    },
    ko: {
      title: '인증서 체인의 서명이 틀립니다',
      meaning: '{host}{이/가} 제시한 인증서의 발급자 이름은 맞지만 그 키로 서명되지 않았습니다. 신뢰하지 마십시오.',
      certain: '발급자의 키로 서명을 검증하면 실패합니다.',
      causes: ['위조된 인증서입니다.', '인증 기관의 키가 바뀌었는데 서버가 예전 중간 인증서를 보냅니다.'],
      remedy: [
        '이 인증서를 고정하거나 가져오지 마십시오.',
        '다른 네트워크에서 비교하십시오: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        '피드 제공자에게 연락하십시오.',
      ],
    },
  },
  'tls/inspection': {
    ...row('tls', 'network', 'after-change'),
    en: {
      title: 'an inspecting firewall answers in place of the server',
      meaning:
        'The certificate for {host} was issued by {issuer}: a proxy or firewall on the way opens the encryption.',
      certain: 'The issuer is that of a known inspection product, or another network sees another issuer.',
      causes: ['TLS inspection is on for this host.'],
      remedy: [
        'Best: have {host} exempted from inspection for this gateway.',
        'Or trust the authority that the firewall shows, for all sources, once your network team confirms its fingerprint {shownRoot}: `feedgate trust add --from {server}`.',
        'Or get that authority from your network team as a file: `feedgate trust add {file}`.',
        'For this source alone, name it as well: `feedgate trust add {file} --source {source}`.',
        'See who signed what: `feedgate trust inspect {server}`.',
      ],
    },
    ko: {
      title: 'TLS를 검사하는 방화벽이 서버 대신 응답합니다',
      meaning:
        '{host}의 인증서를 {issuer}{이/가} 발급했습니다. 경로의 프록시나 방화벽이 암호화를 풀어 검사하고 있습니다.',
      certain: '발급자가 알려진 검사 제품이거나, 다른 네트워크에서는 발급자가 다릅니다.',
      causes: ['이 호스트에 TLS 검사가 적용되어 있습니다.'],
      remedy: [
        '가장 좋은 방법은 이 게이트웨이에 대해 {host}{을/를} TLS 검사 예외로 등록하는 것입니다.',
        '또는 방화벽이 보낸 인증 기관의 지문 {shownRoot}{을/를} 네트워크 담당자에게 확인한 뒤 모든 소스에서 신뢰하십시오: `feedgate trust add --from {server}`.',
        '또는 네트워크 담당자에게 인증 기관 파일을 받아 신뢰하십시오: `feedgate trust add {file}`.',
        '이 소스에서만 신뢰하려면 소스를 함께 지정하십시오: `feedgate trust add {file} --source {source}`.',
        '누가 무엇에 서명했는지 보십시오: `feedgate trust inspect {server}`.',
      ],
    },
  },
  'tls/pin-mismatch': {
    ...operator,
    en: {
      title: 'the certificate is not the pinned one',
      meaning: 'The source accepts one certificate only, and {host} shows another one. Nothing was sent.',
      certain: 'The SHA-256 fingerprints differ; the evidence shows both.',
      causes: ['The provider renewed the certificate.', 'Somebody answers in place of the server.'],
      remedy: [
        'Confirm the new fingerprint with the provider over another channel.',
        'Then pin it: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
    ko: {
      title: '고정한 인증서와 다릅니다',
      meaning:
        '이 소스는 인증서 하나만 허용하는데 {host}{이/가} 다른 인증서를 제시했습니다. 아무것도 보내지 않았습니다.',
      certain: 'SHA-256 지문이 다릅니다. 두 지문을 근거에 표시합니다.',
      causes: ['피드 제공자가 인증서를 갱신했습니다.', '누군가 서버 대신 응답합니다.'],
      remedy: [
        '다른 경로로 피드 제공자에게 새 지문을 확인하십시오.',
        '확인되면 고정하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
  },
  'tls/verify-failed': {
    ...source,
    en: {
      title: 'the certificate did not verify',
      meaning:
        'The certificate of {host} was refused; the reason alone does not tell more. The evidence holds the certificate.',
      certain: 'Verification failed with a reason that belongs to no other condition.',
      causes: [
        'An authority that is not trusted.',
        'An expired or unusual certificate in the chain.',
        'A TLS-inspecting firewall.',
      ],
      remedy: [
        'See which certificates the server sends: `feedgate trust inspect {server}`.',
        'See the exact reason: `openssl s_client -connect {host}:{port} -servername {host} -verify_return_error </dev/null`.',
        'Report the output if no other page fits it.',
      ],
    },
    ko: {
      title: '인증서 검증에 실패했습니다',
      meaning: '{host}의 인증서가 거부되었습니다. 이유만으로는 더 구분할 수 없으며, 인증서를 근거에 표시합니다.',
      certain: '다른 상태에 속하지 않는 이유로 검증에 실패했습니다.',
      causes: [
        '신뢰하지 않는 인증 기관입니다.',
        '체인에 만료되었거나 특이한 인증서가 있습니다.',
        'TLS를 검사하는 방화벽이 있습니다.',
      ],
      remedy: [
        '서버가 보내는 인증서를 확인하십시오: `feedgate trust inspect {server}`.',
        '정확한 이유를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} -verify_return_error </dev/null`.',
        '맞는 설명이 없으면 출력과 함께 신고하십시오.',
      ],
    },
  },
};
