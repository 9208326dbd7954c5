import type { enLook, enLookHelp, enLookOptions } from './en-look.ts';

/** 포트 확인의 문장. */
export const koLook: typeof enLook = {
  labels: {
    name: '이름',
    addresses: '주소',
    speaks: '응답',
    client: '클라이언트',
    chain: '체인',
    root: '루트',
    trust: '신뢰',
    next: '다음',
  },
  resolved: (took) => `${took} 만에 해석`,
  open: (address, took) => `${address}: 열림 (${took})`,
  tongues: {
    tls: 'TLS',
    http: '평문 HTTP',
    other: 'TLS도 HTTP도 아님',
    nothing: '없음: 열리지만 응답하지 않음',
  },
  noTls: {
    http: '평문 HTTP, TLS 아님',
    tls: 'TLS이지만 연결되지 않음',
    other: 'TLS도 HTTP도 아님',
    closed: '없음: 닫힘',
    silent: '없음: 열리지만 응답하지 않음',
  },
  trusted: '예: 이 시스템의 루트까지 모두 확인됨',
  inspect: (place) => `체인 보기: feedgate trust inspect ${place}`,
  wantsClient: '클라이언트 인증서를 요구함',
  selfSigned: '자체 서명',
  issuedBy: (issuer) => `발급자 ${issuer}`,
  linkedOnly: 'TLS 1.3은 보낸 인증서를 숨기므로 연결할 수 있었던 것만 보입니다',
  badSignature: '마지막 인증서 위에 이름이 맞는 인증서를 보냈지만 그것이 서명하지 않았습니다',
  stranger: (subject) => `쓸모없이 보낸 인증서: ${subject}`,
  noRoot: '알 수 없음: 마지막 인증서의 발급자가 시스템 목록에 없습니다',
  rootHere: (subject) => `${subject}, 이 시스템의 목록에 있음`,
  rootElsewhere: (subject) => `${subject}, 적용되는 목록에 없음`,
  notAPlace: (text) => `${text}은(는) 위치가 아닙니다. HOST:PORT 또는 URL을 쓰십시오`,
};

export const koLookHelp: typeof enLookHelp = {
  'net check': {
    summary: '이 호스트에서 포트를 봅니다. 주소마다 따로 확인하고 무엇이 응답하는지 알려 줍니다',
    examples: [
      ['feedgate net check taxii.example.net 443', 'telnet, netstat, openssl 대신'],
      ['feedgate net check taxii.example.net 443 --via http://proxy.example.net:3128', '프록시를 거쳐서'],
      ['feedgate net check taxii.example.net 443 --via office', '프록시 프로필을 거쳐서'],
    ],
  },
  'trust inspect': {
    summary: '서버가 보내는 인증서 체인과 여기에서 신뢰하는 부분을 보여 줍니다',
    examples: [
      ['feedgate trust inspect taxii.example.net:443', '신뢰하지 않으면 종료 코드 1'],
      ['feedgate trust inspect taxii.example.net:443 --ca root.pem', '인증 기관을 더하여'],
    ],
  },
};

export const koLookOptions: typeof enLookOptions = {
  via: '이 프록시를 거침: 프로필 이름, http://host:port, https://…, socks4a://…, socks5://…',
  lookCa: '시스템의 것 외에 신뢰할 인증 기관, PEM',
};
