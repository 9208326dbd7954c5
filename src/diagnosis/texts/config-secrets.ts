import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');

/** Certificates, keys and secrets in settings. */
export const configSecretTexts: Entries = {
  'config/ca-file-unusable': {
    ...atSave,
    en: {
      title: 'a file of certificate authorities holds no usable certificate',
      meaning:
        'The list of trusted authorities holds no certificate in PEM form (text with BEGIN CERTIFICATE), or a damaged one.',
      certain: 'Every block is read as a certificate when it is saved and before each connection.',
      causes: [
        'The file is DER (binary).',
        'Only a part of a block was copied.',
        'The file holds a key or a PKCS#12 archive.',
      ],
      remedy: [
        'See what it is: `openssl x509 -in {file} -noout -subject -enddate`.',
        'Convert DER: `openssl x509 -inform der -in {file} -out ca.pem`.',
        'Set it again: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
    ko: {
      title: '인증 기관 파일에 쓸 수 있는 인증서가 없습니다',
      meaning:
        '신뢰할 인증 기관 목록에 PEM(BEGIN CERTIFICATE로 시작하는 텍스트) 인증서가 없거나 손상된 인증서가 있습니다.',
      certain: '저장할 때와 연결하기 전에 모든 블록을 인증서로 읽어 봅니다.',
      causes: ['파일이 DER(바이너리) 형식입니다.', '블록의 일부만 복사했습니다.', '키나 PKCS#12 파일입니다.'],
      remedy: [
        '내용을 확인하십시오: `openssl x509 -in {file} -noout -subject -enddate`.',
        'DER이면 변환하십시오: `openssl x509 -inform der -in {file} -out ca.pem`.',
        '다시 설정하십시오: `feedgate source edit {source} --ca ca.pem`.',
      ],
    },
  },
  'config/ca-only-intermediate': {
    ...atSave,
    en: {
      title: 'a file of certificate authorities lacks the root',
      meaning:
        'The file holds an intermediate certificate only. The chain has to end in a self-signed root that is trusted.',
      certain: 'No certificate in the file has the same issuer and subject.',
      causes: ['The wrong certificate of the chain was exported.'],
      remedy: [
        'See who issued it: `openssl x509 -in {file} -noout -issuer`.',
        'Get the root of that issuer from the provider, put both into one file, and set it: `feedgate source edit {source} --ca {file}`.',
      ],
    },
    ko: {
      title: '인증 기관 파일에 루트 인증서가 없습니다',
      meaning: '파일에 중간 인증서만 있습니다. 인증서 체인은 신뢰하는 자체 서명 루트에서 끝나야 합니다.',
      certain: '파일에 발급자와 주체가 같은 인증서가 없습니다.',
      causes: ['체인에서 다른 인증서를 내보냈습니다.'],
      remedy: [
        '발급자를 확인하십시오: `openssl x509 -in {file} -noout -issuer`.',
        '그 발급자의 루트 인증서를 피드 제공자에게 받아 한 파일에 합친 뒤 설정하십시오: `feedgate source edit {source} --ca {file}`.',
      ],
    },
  },
  'config/client-key-mismatch': {
    ...atSave,
    en: {
      title: 'a client key does not belong to its certificate',
      meaning: 'The private key is not that of the client certificate, so the source cannot be asked with it.',
      certain: 'The public keys of both files differ.',
      causes: ['The certificate was renewed with a new key.', 'Files of two sources were mixed up.'],
      remedy: [
        'Compare both: `openssl x509 -in cert.pem -noout -pubkey` and `openssl pkey -in key.pem -pubout` must print the same.',
        'Set the right pair: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.',
      ],
    },
    ko: {
      title: '클라이언트 키가 인증서와 맞지 않습니다',
      meaning: '개인 키가 클라이언트 인증서의 것이 아니어서 사용할 수 없습니다.',
      certain: '두 파일의 공개 키가 다릅니다.',
      causes: ['인증서를 새 키로 갱신했습니다.', '두 소스의 파일이 섞였습니다.'],
      remedy: [
        '비교하십시오. `openssl x509 -in cert.pem -noout -pubkey`와 `openssl pkey -in key.pem -pubout`의 출력이 같아야 합니다.',
        '맞는 짝을 설정하십시오: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.',
      ],
    },
  },
  'config/client-key-passphrase': {
    ...atSave,
    en: {
      title: 'the passphrase of a client key is missing or wrong',
      meaning: 'The private key is encrypted and the given passphrase does not open it.',
      certain: 'The key is marked as encrypted and decrypting it failed.',
      causes: ['No passphrase was given.', 'A line end in the passphrase file, or an old passphrase.'],
      remedy: [
        'Try the passphrase: `openssl pkey -in key.pem -noout`.',
        'Set it: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem --client-key-passphrase-file {file}`.',
      ],
    },
    ko: {
      title: '클라이언트 키의 암호가 없거나 틀립니다',
      meaning: '개인 키가 암호화되어 있고, 지정한 암호로 열리지 않습니다.',
      certain: '키에 암호화 표시가 있고 복호화에 실패했습니다.',
      causes: ['암호를 지정하지 않았습니다.', '암호 파일에 줄바꿈이 있거나 예전 암호입니다.'],
      remedy: [
        '암호를 시험하십시오: `openssl pkey -in key.pem -noout`.',
        '설정하십시오: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem --client-key-passphrase-file {file}`.',
      ],
    },
  },
  'config/client-cert-not-pem': {
    ...atSave,
    en: {
      title: 'a client certificate or its key is not PEM',
      meaning: 'Feedgate reads client certificates and keys as PEM text (BEGIN CERTIFICATE, BEGIN PRIVATE KEY).',
      certain: 'No PEM block was found, or it cannot be read.',
      causes: ['The file is DER (binary).', 'The file is another one than was meant.'],
      remedy: [
        'An archive is taken as it is: `feedgate source edit {source} --client-cert bundle.p12`.',
        'Convert DER: `openssl x509 -inform der -in cert.der -out cert.pem`.',
        'Set certificate and key: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.',
      ],
    },
    ko: {
      title: '클라이언트 인증서나 키가 PEM이 아닙니다',
      meaning: 'Feedgate는 클라이언트 인증서와 키를 PEM 텍스트(BEGIN CERTIFICATE, BEGIN PRIVATE KEY)로 읽습니다.',
      certain: 'PEM 블록이 없거나 읽을 수 없습니다.',
      causes: ['파일이 DER(바이너리) 형식입니다.', '다른 파일을 지정했습니다.'],
      remedy: [
        'PKCS#12 파일은 그대로 설정하십시오: `feedgate source edit {source} --client-cert bundle.p12`.',
        'DER이면 변환하십시오: `openssl x509 -inform der -in cert.der -out cert.pem`.',
        '인증서와 키를 설정하십시오: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.',
      ],
    },
  },
  'config/pin-bad': {
    ...atSave,
    en: {
      title: 'the pin is not a SHA-256 fingerprint',
      meaning:
        'A pin names the one accepted certificate by its SHA-256 fingerprint: 64 hexadecimal digits, colons allowed.',
      certain: 'Checked before the connection.',
      causes: ['A SHA-1 fingerprint (40 digits).', 'A part was not copied.'],
      remedy: [
        'Read it from the server: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -fingerprint -sha256`.',
        'Set it: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
    ko: {
      title: '고정할 인증서의 지문이 SHA-256이 아닙니다',
      meaning: '허용할 인증서 하나를 SHA-256 지문(16진수 64자리, 콜론 허용)으로 지정합니다.',
      certain: '연결하기 전에 검사합니다.',
      causes: ['SHA-1 지문(40자리)입니다.', '일부만 복사했습니다.'],
      remedy: [
        '서버에서 지문을 읽으십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -fingerprint -sha256`.',
        '설정하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
  },
  'config/secret-unreadable': {
    ...atSave,
    en: {
      title: 'a secret cannot be read from its file',
      meaning: 'The file {file} that should hold a password, token or key cannot be read, or is empty.',
      certain: 'Opening the file failed.',
      causes: ['A typing error in the path.', 'The file belongs to another user.', 'The file is empty or not UTF-8.'],
      remedy: [
        'Look at it: `ls -l {file}`.',
        'Let the user who runs the command read it, and nobody else: `chmod 600 {file}`.',
      ],
    },
    ko: {
      title: '비밀값을 파일에서 읽을 수 없습니다',
      meaning: '비밀번호, 토큰, 키가 있어야 할 {file} 파일을 읽을 수 없거나 파일이 비어 있습니다.',
      certain: '파일을 열지 못했습니다.',
      causes: ['경로에 오타가 있습니다.', '다른 사용자의 파일입니다.', '비어 있거나 UTF-8이 아닙니다.'],
      remedy: ['확인하십시오: `ls -l {file}`.', '명령을 실행하는 사용자만 읽도록 하십시오: `chmod 600 {file}`.'],
    },
  },
  'config/settings-damaged': {
    ...row('config', 'host', 'after-change'),
    en: {
      title: 'stored settings cannot be read',
      meaning: 'The settings of a source in the database are not what Feedgate wrote.',
      certain: 'Reading the stored settings failed.',
      causes: ['An older program runs on a newer database.', 'The database was edited or damaged.'],
      remedy: [
        'Check the version: `feedgate version`.',
        'Remove the source and add it again: `feedgate source remove {source}`.',
        'If several sources are affected, restore the last backup of the data directory.',
      ],
    },
    ko: {
      title: '저장된 설정을 읽을 수 없습니다',
      meaning: '데이터베이스에 있는 소스의 설정이 Feedgate가 기록한 내용과 다릅니다.',
      certain: '저장된 설정을 읽는 데 실패했습니다.',
      causes: [
        '이전 버전의 프로그램이 새 데이터베이스를 읽고 있습니다.',
        '데이터베이스를 직접 고쳤거나 손상되었습니다.',
      ],
      remedy: [
        '버전을 확인하십시오: `feedgate version`.',
        '소스를 삭제하고 다시 추가하십시오: `feedgate source remove {source}`.',
        '여러 소스에서 나타나면 데이터 디렉터리의 최근 백업을 복원하십시오.',
      ],
    },
  },
};
