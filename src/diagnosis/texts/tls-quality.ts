import { row, type Entries } from '../entry.ts';

const source = row('tls', 'source', 'after-change');

/** Certificates that are wrongly made, weak or revoked. */
export const tlsQualityTexts: Entries = {
  'tls/wrong-purpose': {
    ...source,
    en: {
      title: 'the certificate is not for servers',
      meaning: '{host} shows a certificate that its authority issued for another purpose, such as for clients.',
      certain: 'The purpose field (extended key usage) lacks "server authentication".',
      causes: ['The provider installed the wrong certificate.'],
      remedy: [
        'Show it: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -purpose`.',
        'Tell the provider.',
      ],
    },
    ko: {
      title: '서버용 인증서가 아닙니다',
      meaning: '{host}{이/가} 클라이언트용 등 다른 용도로 발급된 인증서를 제시합니다.',
      certain: '용도 항목(확장 키 사용)에 서버 인증이 없습니다.',
      causes: ['피드 제공자가 다른 인증서를 설치했습니다.'],
      remedy: [
        '확인하십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -purpose`.',
        '피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/issuer-not-ca': {
    ...source,
    en: {
      title: 'the issuer may not issue certificates',
      meaning: 'A certificate in the chain of {host} was signed by one that is not an authority.',
      certain: 'The signing certificate lacks the mark of an authority (CA:TRUE, certificate signing).',
      causes: ['A private authority that was set up wrongly.', 'An attempt at forgery.'],
      remedy: [
        'Show the chain: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        'Tell the provider; do not import the certificate.',
      ],
    },
    ko: {
      title: '발급자에게 인증서 발급 권한이 없습니다',
      meaning: '{host}의 체인에 인증 기관이 아닌 인증서가 서명한 인증서가 있습니다.',
      certain: '서명한 인증서에 인증 기관 표시(CA:TRUE, 인증서 서명)가 없습니다.',
      causes: ['사설 인증 기관을 잘못 구성했습니다.', '위조 시도입니다.'],
      remedy: [
        '체인을 보십시오: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        '피드 제공자에게 알리고, 이 인증서를 가져오지 마십시오.',
      ],
    },
  },
  'tls/path-length': {
    ...source,
    en: {
      title: 'the chain is longer than an authority allows',
      meaning: 'An authority above {host} limits how many authorities may stand below it, and there are more.',
      certain: 'The path length of the chain exceeds the limit in a certificate.',
      causes: [
        'A private authority that was set up wrongly.',
        'A server that sends more certificates than anybody follows: a hundred, or 100 kB of them.',
      ],
      remedy: ['Tell the provider; their authority has to be issued anew, or their chain cleared up.'],
    },
    ko: {
      title: '인증 기관이 허용한 것보다 체인이 깁니다',
      meaning: '{host}의 상위 인증 기관이 제한한 것보다 많은 인증 기관이 아래에 있습니다.',
      certain: '체인의 길이가 인증서에 정해진 한도를 넘습니다.',
      causes: [
        '사설 인증 기관을 잘못 구성했습니다.',
        '서버가 검증할 수 있는 한도(100개 또는 100kB)를 넘는 인증서를 보냅니다.',
      ],
      remedy: ['피드 제공자에게 알리십시오. 인증 기관 인증서를 다시 발급하거나 체인을 정리해야 합니다.'],
    },
  },
  'tls/name-constraint': {
    ...source,
    en: {
      title: 'the authority may not sign for the name',
      meaning: 'The authority {issuer} is limited to certain domains, and {host} is not among them.',
      certain: 'Verification names a violation of permitted or excluded names.',
      causes: ['A company authority was used for a name outside the company.'],
      remedy: ['Tell the provider to use a certificate of another authority.'],
    },
    ko: {
      title: '인증 기관이 이 이름에 서명할 수 없습니다',
      meaning: '인증 기관 {issuer}{은/는} 특정 도메인에만 서명할 수 있고 {host}{은/는} 거기에 없습니다.',
      certain: '검증 결과에 허용 또는 제외된 이름 위반이 나옵니다.',
      causes: ['사내 인증 기관을 외부 이름에 사용했습니다.'],
      remedy: ['다른 인증 기관의 인증서를 쓰도록 피드 제공자에게 알리십시오.'],
    },
  },
  'tls/weak-signature': {
    ...source,
    en: {
      title: 'a signature in the chain is too weak',
      meaning:
        'A certificate in the chain of {host} is signed with an outdated method (SHA-1 or MD5) that can be forged.',
      certain: 'Verification says that the digest is too weak.',
      causes: ['A very old certificate or private authority.'],
      remedy: [
        'Tell the provider to renew it.',
        'Until then, accept exactly this certificate after checking it: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
    ko: {
      title: '체인의 서명이 너무 약합니다',
      meaning: '{host}의 체인에 위조할 수 있는 오래된 방식(SHA-1, MD5)으로 서명된 인증서가 있습니다.',
      certain: '검증 결과에 해시가 너무 약하다고 나옵니다.',
      causes: ['매우 오래된 인증서나 사설 인증 기관입니다.'],
      remedy: [
        '피드 제공자에게 갱신을 요청하십시오.',
        '그때까지는 확인한 뒤 이 인증서만 허용하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
  },
  'tls/weak-key': {
    ...source,
    en: {
      title: 'a key is too weak',
      meaning: 'The key of {host}, or its key exchange, is so short that it can be broken.',
      certain: 'OpenSSL refuses the key length.',
      causes: ['A very old certificate or server.'],
      remedy: [
        'See the length: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -text`.',
        'Tell the provider to renew it with at least 2048 bits.',
      ],
    },
    ko: {
      title: '키가 너무 약합니다',
      meaning: '{host}의 키 또는 키 교환의 길이가 짧아 깨질 수 있습니다.',
      certain: 'OpenSSL이 키 길이를 거부합니다.',
      causes: ['매우 오래된 인증서나 서버입니다.'],
      remedy: [
        '길이를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -text`.',
        '2048비트 이상으로 갱신하도록 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/critical-ext': {
    ...source,
    en: {
      title: 'the certificate has an unknown critical extension',
      meaning:
        'The certificate of {host} holds a field that must be understood to trust it, and OpenSSL does not know it.',
      certain: 'Verification says "unhandled critical extension".',
      causes: ['A special-purpose or experimental certificate.'],
      remedy: [
        'Tell the provider.',
        'Or accept exactly this certificate after checking it: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
    ko: {
      title: '인증서에 알 수 없는 필수 확장이 있습니다',
      meaning: '{host}의 인증서에 반드시 이해해야 신뢰할 수 있는 항목이 있으나 OpenSSL이 알지 못합니다.',
      certain: '검증 결과가 "unhandled critical extension"입니다.',
      causes: ['특수 목적 또는 실험용 인증서입니다.'],
      remedy: [
        '피드 제공자에게 알리십시오.',
        '또는 확인한 뒤 이 인증서만 허용하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
  },
  'tls/revoked': {
    ...source,
    en: {
      title: 'the certificate is revoked',
      meaning:
        'The authority has taken back the certificate of {host}, perhaps because its key was stolen. Do not trust the server.',
      certain: 'The certificate is on the revocation list of its authority.',
      causes: ['The key was lost or stolen.', 'The certificate was replaced and the old one is still in place.'],
      remedy: ['Suspend the source: `feedgate source suspend {source}`.', 'Call the provider before anything else.'],
    },
    ko: {
      title: '폐기된 인증서입니다',
      meaning: '인증 기관이 {host}의 인증서를 폐기했습니다. 키가 유출되었을 수 있으므로 서버를 신뢰하지 마십시오.',
      certain: '인증 기관의 폐기 목록에 있는 인증서입니다.',
      causes: ['키를 분실했거나 유출되었습니다.', '인증서를 교체했으나 예전 것이 남아 있습니다.'],
      remedy: ['소스를 중지하십시오: `feedgate source suspend {source}`.', '먼저 피드 제공자에게 연락하십시오.'],
    },
  },
  'tls/crl-old': {
    ...row('tls', 'operator', 'after-change'),
    en: {
      title: 'the revocation list is out of date',
      meaning: 'Revocation is checked for this source, and the list (CRL) of {issuer} is past its date.',
      certain: 'Verification says that the list has expired.',
      causes: ['The list is no longer fetched.', 'The authority does not publish it any more.'],
      remedy: [
        'See its date: `openssl crl -in {file} -noout -nextupdate`.',
        'Fetch the current list of the authority.',
        'Put it, as PEM, into the file of the authorities in place of the old one, and set that: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
    ko: {
      title: '폐기 목록이 오래되었습니다',
      meaning: '이 소스는 폐기 여부를 검사하는데 {issuer}의 폐기 목록(CRL)이 기한을 넘겼습니다.',
      certain: '검증 결과에 목록이 만료되었다고 나옵니다.',
      causes: ['목록을 더 이상 받아 오지 않습니다.', '인증 기관이 더 이상 발행하지 않습니다.'],
      remedy: [
        '날짜를 보십시오: `openssl crl -in {file} -noout -nextupdate`.',
        '인증 기관의 최신 목록을 받으십시오.',
        '인증 기관 파일에서 예전 목록을 PEM 형식의 새 목록으로 바꾼 뒤 설정하십시오: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
  },
  'tls/crl-missing': {
    ...row('tls', 'operator', 'after-change'),
    en: {
      title: 'there is no revocation list for the authority',
      meaning: 'Revocation is checked for this source, and there is no list (CRL) of {issuer}.',
      certain: 'Verification says that it could not get the list.',
      causes: [
        'The server has a certificate of another authority since its renewal.',
        'Lists were given for some authorities of the chain and not for all.',
      ],
      remedy: [
        'Fetch the list of the authority; its address stands in the certificate: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -text`.',
        'Append it, as PEM, to the file of the authorities, and set that; without any list in it nothing is checked: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
    ko: {
      title: '인증 기관의 폐기 목록이 없습니다',
      meaning: '이 소스는 폐기 여부를 검사하는데 {issuer}의 폐기 목록(CRL)이 없습니다.',
      certain: '검증 결과에 목록을 구하지 못했다고 나옵니다.',
      causes: ['갱신하면서 인증 기관이 바뀌었습니다.', '체인의 일부 인증 기관에 대해서만 목록이 지정되어 있습니다.'],
      remedy: [
        '인증 기관의 목록을 받으십시오. 주소는 인증서에 있습니다: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -text`.',
        '목록을 PEM 형식으로 인증 기관 파일에 덧붙인 뒤 설정하십시오. 파일에 목록이 하나도 없으면 폐기 여부를 검사하지 않습니다: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
  },
};
