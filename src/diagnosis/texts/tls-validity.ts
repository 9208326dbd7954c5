import { row, type Entries } from '../entry.ts';

const operator = row('tls', 'operator', 'after-change');
const source = row('tls', 'source', 'after-change');

/** Certificates whose dates or names are the trouble. */
export const tlsValidityTexts: Entries = {
  'tls/expired-leaf': {
    ...source,
    en: {
      title: 'the certificate has expired',
      meaning:
        'The certificate of {host} was valid until {validTo}. Feedgate does not connect, since anybody could hold an old key.',
      certain: 'The end date of the certificate of the server has passed; our clock is compared with other hosts.',
      causes: ['The provider forgot to renew it.', 'The clock of this host is ahead.'],
      remedy: [
        'Have the clocks compared: `feedgate source test {source}`.',
        'Check the clock: `timedatectl`.',
        'See the dates: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -dates`.',
        'Tell the provider to renew it; listings stay in force meanwhile.',
      ],
    },
    ko: {
      title: '인증서가 만료되었습니다',
      meaning:
        '{host}의 인증서는 {validTo}까지 유효했습니다. 예전 키를 누구나 가지고 있을 수 있으므로 연결하지 않습니다.',
      certain: '서버 인증서의 만료일이 지났습니다. 이 호스트의 시계는 다른 호스트와 비교합니다.',
      causes: ['피드 제공자가 갱신하지 않았습니다.', '이 호스트의 시계가 앞서 있습니다.'],
      remedy: [
        '시각을 비교하게 하십시오: `feedgate source test {source}`.',
        '시계를 확인하십시오: `timedatectl`.',
        '날짜를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -dates`.',
        '피드 제공자에게 갱신을 요청하십시오. 그동안 등재는 유효합니다.',
      ],
    },
  },
  'tls/expired-intermediate': {
    ...source,
    en: {
      title: 'a certificate above the server’s has expired',
      meaning: 'The certificate of {host} itself is valid, but one between it and the root has expired.',
      certain: 'The dates of each certificate in the chain are compared.',
      causes: ['The server sends an old intermediate certificate.', 'An old authority in the file of this source.'],
      remedy: [
        'Show the dates of the chain: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        'Tell the provider to send the new intermediate certificate of {issuer}.',
        'If the source has a file of authorities, replace it: `feedgate source edit {source} --ca {file}`.',
      ],
    },
    ko: {
      title: '상위 인증서가 만료되었습니다',
      meaning: '{host}의 인증서 자체는 유효하지만, 루트까지의 상위 인증서 중 하나가 만료되었습니다.',
      certain: '체인의 인증서 날짜를 하나씩 비교합니다.',
      causes: ['서버가 예전 중간 인증서를 보냅니다.', '이 소스의 인증 기관 파일이 오래되었습니다.'],
      remedy: [
        '체인의 날짜를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
        '{issuer}의 새 중간 인증서를 보내도록 피드 제공자에게 알리십시오.',
        '소스에 인증 기관 파일이 있으면 새 파일로 바꾸십시오: `feedgate source edit {source} --ca {file}`.',
      ],
    },
  },
  'tls/expired-root-here': {
    ...operator,
    en: {
      title: 'the root in our own list has expired',
      meaning: 'The chain of {host} ends in a root that only our file of authorities holds, and that root has expired.',
      certain: 'The expired certificate was not sent by the server.',
      causes: ['The file of authorities of this source, or of this host, is old.'],
      remedy: [
        'Get the new root from the provider and set it: `feedgate source edit {source} --ca {file}`.',
        'Update the list of the system: `apt install --only-upgrade ca-certificates`.',
      ],
    },
    ko: {
      title: '이쪽 목록의 루트 인증서가 만료되었습니다',
      meaning: '{host}의 체인이 이쪽 인증 기관 파일에만 있는 루트로 끝나는데, 그 루트가 만료되었습니다.',
      certain: '만료된 인증서는 서버가 보낸 것이 아닙니다.',
      causes: ['이 소스나 호스트의 인증 기관 파일이 오래되었습니다.'],
      remedy: [
        '피드 제공자에게 새 루트를 받아 설정하십시오: `feedgate source edit {source} --ca {file}`.',
        '시스템의 목록을 갱신하십시오: `apt install --only-upgrade ca-certificates`.',
      ],
    },
  },
  'tls/not-yet-valid': {
    ...row('tls', 'host', 'after-change'),
    en: {
      title: 'the certificate is not valid yet',
      meaning: 'The certificate of {host} begins on {validFrom}, in the future of this host.',
      certain: 'The begin date is compared with our clock.',
      causes: ['The clock of this host is behind.', 'The provider put a new certificate in place too early.'],
      remedy: [
        'Have the clocks compared: `feedgate source test {source}`.',
        'Check the clock: `timedatectl`.',
        'Set it by NTP: `timedatectl set-ntp true`.',
        'If the clock is right, tell the provider.',
      ],
    },
    ko: {
      title: '아직 유효하지 않은 인증서입니다',
      meaning: '{host}의 인증서는 {validFrom}부터 유효하며, 이 호스트의 시각으로는 미래입니다.',
      certain: '시작일을 이 호스트의 시계와 비교합니다.',
      causes: ['이 호스트의 시계가 늦습니다.', '피드 제공자가 새 인증서를 너무 일찍 적용했습니다.'],
      remedy: [
        '시각을 비교하게 하십시오: `feedgate source test {source}`.',
        '시계를 확인하십시오: `timedatectl`.',
        'NTP로 맞추십시오: `timedatectl set-ntp true`.',
        '시계가 맞으면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/name-mismatch': {
    ...operator,
    en: {
      title: 'the certificate is for another name',
      meaning: 'The certificate is valid for {names}, not for {host}.',
      certain: 'None of the names in the certificate is the host of the source.',
      causes: ['An alias or an old name is configured.', 'The name leads to a server of somebody else.'],
      remedy: [
        'Use a name of the certificate that the provider documents: `feedgate source edit {source} --host taxii.example.net`.',
        'If {host} is the documented name, tell the provider.',
      ],
    },
    ko: {
      title: '다른 이름의 인증서입니다',
      meaning: '인증서는 {names}에 대한 것이며 {host}에 대한 것이 아닙니다.',
      certain: '인증서의 이름 중에 소스의 호스트가 없습니다.',
      causes: ['별칭이나 예전 이름을 설정했습니다.', '이름이 다른 곳의 서버를 가리킵니다.'],
      remedy: [
        '피드 제공자의 문서에 있는 인증서의 이름을 쓰십시오: `feedgate source edit {source} --host taxii.example.net`.',
        '{host}{이/가} 문서의 이름이면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/wildcard-depth': {
    ...operator,
    en: {
      title: 'the wildcard does not reach the name',
      meaning: 'The certificate is valid for {names}. A wildcard covers exactly one level, so {host} is not covered.',
      certain: 'The host lies below, or is, the domain of the wildcard but not one level under it.',
      causes: ['The provider uses a deeper name than the certificate allows for.'],
      remedy: [
        'Use a name that is covered: `feedgate source edit {source} --host taxii.example.net`.',
        'Or ask the provider for a certificate with {host}.',
      ],
    },
    ko: {
      title: '와일드카드가 이 이름까지 미치지 않습니다',
      meaning: '인증서는 {names}에 유효합니다. 와일드카드는 한 단계에만 적용되므로 {host}{은/는} 포함되지 않습니다.',
      certain: '호스트가 와일드카드 도메인 자체이거나 두 단계 이상 아래에 있습니다.',
      causes: ['피드 제공자가 인증서 범위보다 깊은 이름을 씁니다.'],
      remedy: [
        '포함되는 이름을 쓰십시오: `feedgate source edit {source} --host taxii.example.net`.',
        '또는 {host}{이/가} 포함된 인증서를 피드 제공자에게 요청하십시오.',
      ],
    },
  },
  'tls/ip-in-url': {
    ...operator,
    en: {
      title: 'the certificate does not name the address',
      meaning: 'The source names the server by its IP address, and the certificate is valid for names: {names}.',
      certain: 'The host is an address and no address in the certificate equals it.',
      causes: ['An address was entered in place of the host name.'],
      remedy: [
        'Use the name: `feedgate source edit {source} --host taxii.example.net`.',
        'If DNS does not know it here, add it to /etc/hosts.',
      ],
    },
    ko: {
      title: '인증서에 이 IP 주소가 없습니다',
      meaning: '소스가 서버를 IP 주소로 지정했는데 인증서는 이름({names})에 유효합니다.',
      certain: '호스트가 IP 주소이고 인증서에 같은 주소가 없습니다.',
      causes: ['호스트 이름 자리에 주소를 입력했습니다.'],
      remedy: [
        '이름을 쓰십시오: `feedgate source edit {source} --host taxii.example.net`.',
        '이 호스트의 DNS에 없는 이름이면 /etc/hosts에 추가하십시오.',
      ],
    },
  },
  'tls/default-vhost': {
    ...operator,
    en: {
      title: 'the server does not know the name and shows its default certificate',
      meaning: 'The server behind {host} shows the same certificate for any name: it has no site called {host}.',
      certain: 'Another name in the TLS greeting gets the same certificate.',
      causes: ['A wrong host.', 'The provider has not finished setting up its CDN.'],
      remedy: ['Check the name with the provider; then `feedgate source edit {source} --host taxii.example.net`.'],
    },
    ko: {
      title: '서버가 이름을 몰라 기본 인증서를 보냅니다',
      meaning: '{host}의 서버가 어떤 이름에도 같은 인증서를 보냅니다. {host}{이/가} 설정되어 있지 않습니다.',
      certain: 'TLS 핸드셰이크에 다른 이름을 넣어도 같은 인증서가 옵니다.',
      causes: ['호스트가 틀렸습니다.', '피드 제공자가 CDN 설정을 마치지 않았습니다.'],
      remedy: ['피드 제공자에게 이름을 확인하여 고치십시오: `feedgate source edit {source} --host taxii.example.net`.'],
    },
  },
};
