import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');

/** Client certificates as providers send them: archives, and when they end. */
export const configArchiveTexts: Entries = {
  'config/client-p12-bad': {
    ...atSave,
    en: {
      title: 'a PKCS#12 file cannot be read',
      meaning: 'The file that was given as client certificate is no PKCS#12 file (.p12, .pfx), or a damaged one.',
      certain: 'It begins like a binary certificate file, and cannot be read as an archive.',
      causes: ['A part of the file was lost on the way.', 'It is a certificate alone, in DER, without its key.'],
      remedy: [
        'See whether openssl can read it: `openssl pkcs12 -info -noout -in bundle.p12`.',
        'Get the file from the provider again, as it is, and set it: `feedgate source edit {source} --client-cert bundle.p12`.',
      ],
    },
    ko: {
      title: 'PKCS#12 파일을 읽을 수 없습니다',
      meaning: '클라이언트 인증서로 지정한 파일이 PKCS#12 파일(.p12, .pfx)이 아니거나 손상되었습니다.',
      certain: '바이너리 인증서 파일처럼 시작하지만 PKCS#12로 읽을 수 없습니다.',
      causes: ['전달 과정에서 파일의 일부가 없어졌습니다.', '키가 없는 DER 형식의 인증서입니다.'],
      remedy: [
        'openssl로 읽을 수 있는지 확인하십시오: `openssl pkcs12 -info -noout -in bundle.p12`.',
        '피드 제공자에게 파일을 다시 받아 그대로 설정하십시오: `feedgate source edit {source} --client-cert bundle.p12`.',
      ],
    },
  },
  'config/client-p12-legacy': {
    ...atSave,
    en: {
      title: 'a PKCS#12 file is encrypted in an outdated way',
      meaning: 'The file uses RC2 or another method that OpenSSL 3 no longer supports. Its passphrase is right.',
      certain: 'The integrity of the file was checked with the passphrase, and what is in it could not be decrypted.',
      causes: ['The file was made by an old Windows, Java or OpenSSL.'],
      remedy: [
        'Unpack it: `openssl pkcs12 -legacy -in bundle.p12 -nodes -out bundle.pem`.',
        'Set what came out: `feedgate source edit {source} --client-cert bundle.pem`.',
        'Then delete bundle.pem.',
      ],
    },
    ko: {
      title: 'PKCS#12 파일이 지원이 끝난 방식으로 암호화되어 있습니다',
      meaning: '파일이 RC2처럼 OpenSSL 3이 더 이상 지원하지 않는 방식을 사용합니다. 암호는 맞습니다.',
      certain: '암호로 파일의 무결성은 확인했으나 내용을 복호화할 수 없습니다.',
      causes: ['오래된 Windows, Java 또는 OpenSSL에서 만든 파일입니다.'],
      remedy: [
        '내용을 꺼내십시오: `openssl pkcs12 -legacy -in bundle.p12 -nodes -out bundle.pem`.',
        '꺼낸 파일을 설정하십시오: `feedgate source edit {source} --client-cert bundle.pem`.',
        '설정한 뒤 bundle.pem을 삭제하십시오.',
      ],
    },
  },
  'config/client-p12-incomplete': {
    ...atSave,
    en: {
      title: 'a PKCS#12 file lacks the certificate or its key',
      meaning: 'A client certificate proves nothing without its private key, and both have to be in the file.',
      certain: 'The file was opened, and one of the two is not in it.',
      causes: ['It was exported without the private key (in Windows a choice of the export wizard).'],
      remedy: [
        'See what is in it: `openssl pkcs12 -info -noout -in bundle.p12`.',
        'Export it again with its key, and set it: `feedgate source edit {source} --client-cert bundle.p12`.',
      ],
    },
    ko: {
      title: 'PKCS#12 파일에 인증서나 키가 없습니다',
      meaning: '클라이언트 인증서는 개인 키 없이는 쓸 수 없으므로 파일에 둘 다 있어야 합니다.',
      certain: '파일은 열었으나 둘 중 하나가 없습니다.',
      causes: ['개인 키 없이 내보냈습니다. Windows에서는 내보내기 마법사에서 선택합니다.'],
      remedy: [
        '내용을 확인하십시오: `openssl pkcs12 -info -noout -in bundle.p12`.',
        '키와 함께 다시 내보내 설정하십시오: `feedgate source edit {source} --client-cert bundle.p12`.',
      ],
    },
  },
  'config/client-cert-expired': {
    ...atSave,
    en: {
      title: 'a client certificate has expired',
      meaning: 'No server would accept the certificate that was given.',
      certain: 'Its last day lies before the time of this host.',
      causes: ['The provider has sent a newer one.', 'The clock of this host is wrong.'],
      remedy: [
        'See until when it holds: `openssl x509 -noout -subject -enddate -in cert.pem`.',
        'Get a new one from the provider, and set it: `feedgate source edit {source} --client-cert bundle.p12`.',
        'Look at the clock: `feedgate doctor`.',
      ],
    },
    ko: {
      title: '클라이언트 인증서가 만료되었습니다',
      meaning: '지정한 인증서를 받아들일 서버가 없습니다.',
      certain: '유효 기간의 마지막 날이 이 호스트의 현재 시각보다 앞섭니다.',
      causes: ['피드 제공자가 새 인증서를 보냈습니다.', '이 호스트의 시계가 틀립니다.'],
      remedy: [
        '언제까지 유효한지 확인하십시오: `openssl x509 -noout -subject -enddate -in cert.pem`.',
        '피드 제공자에게 새 인증서를 받아 설정하십시오: `feedgate source edit {source} --client-cert bundle.p12`.',
        '시계를 확인하십시오: `feedgate doctor`.',
      ],
    },
  },
};
