import { row, type Entries } from '../entry.ts';

const damaged = row('store', 'host', 'soon');
const again = {
  en: 'Make it anew: `systemctl restart feedgate`. The poller publishes an index within seconds of its start.',
  ko: '다시 만드십시오: `systemctl restart feedgate`. 폴러는 시작한 뒤 몇 초 안에 인덱스를 게시합니다.',
};
const goesOn = {
  en: 'Mail is matched by the index that was in use, or by the one published before; without either, mail passes as the fail mode says.',
  ko: '메일은 사용 중이던 인덱스나 그 전에 게시된 인덱스로 매칭됩니다. 둘 다 없으면 메일은 장애 시 동작 설정에 따라 처리됩니다.',
};
const disk = {
  en: 'If it comes again, check the disk: `journalctl -k -n 50` and `smartctl -H /dev/sda`.',
  ko: '다시 발생하면 디스크를 점검하십시오: `journalctl -k -n 50`, `smartctl -H /dev/sda`.',
};
const handsOff = {
  en: 'Somebody or something other than Feedgate wrote into the directory of the index.',
  ko: 'Feedgate가 아닌 사람이나 프로그램이 인덱스 디렉터리에 파일을 썼습니다.',
};

/** Snapshots of the match index: files that the poller writes and the gateway reads. */
export const matchTexts: Entries = {
  'match/missing': {
    ...damaged,
    en: {
      title: 'no match index has been published yet',
      meaning: 'The gateway has nothing to match mail by. Mail passes as the fail mode says.',
      certain: 'The directory of the index holds no publication.',
      causes: ['Feedgate was started for the first time a moment ago.', 'The poller does not run, or cannot write.'],
      remedy: [
        'See whether the poller runs: `feedgate status`.',
        'See why it could not publish: `feedgate log grep "match index"`.',
      ],
    },
    ko: {
      title: '아직 게시된 매치 인덱스가 없습니다',
      meaning: '게이트웨이가 메일을 매칭할 인덱스가 없습니다. 메일은 장애 시 동작 설정에 따라 처리됩니다.',
      certain: '인덱스 디렉터리에 게시된 것이 없습니다.',
      causes: ['Feedgate를 방금 처음 시작했습니다.', '폴러가 실행 중이 아니거나 파일을 쓸 수 없습니다.'],
      remedy: [
        '폴러가 실행 중인지 확인하십시오: `feedgate status`.',
        '게시하지 못한 이유를 보십시오: `feedgate log grep "match index"`.',
      ],
    },
  },
  'match/unreadable': {
    ...damaged,
    en: {
      title: 'a snapshot of the match index cannot be read',
      meaning: `The system refused to open or read the file. ${goesOn.en}`,
      certain: 'The system call failed; its error is in the evidence.',
      causes: ['The gateway runs as another user than the poller.', 'A failing disk.', 'The file was deleted.'],
      remedy: ['Compare owner and mode: `ls -l {file}`.', again.en, disk.en],
    },
    ko: {
      title: '매치 인덱스 스냅숏을 읽을 수 없습니다',
      meaning: `시스템이 파일을 열거나 읽는 것을 거부했습니다. ${goesOn.ko}`,
      certain: '시스템 호출이 실패했으며, 오류는 증거에 있습니다.',
      causes: ['게이트웨이가 폴러와 다른 사용자로 실행됩니다.', '디스크 고장입니다.', '파일이 삭제되었습니다.'],
      remedy: ['소유자와 모드를 확인하십시오: `ls -l {file}`.', again.ko, disk.ko],
    },
  },
  'match/foreign': {
    ...damaged,
    en: {
      title: 'the file is no snapshot of the match index',
      meaning: `The file is of another kind, or an overlay belongs to another base. ${goesOn.en}`,
      certain: 'The first bytes, or the number of the base, are not those of the index.',
      causes: [handsOff.en, 'Files of two data directories were mixed, for instance by a restore.'],
      remedy: [again.en],
    },
    ko: {
      title: '매치 인덱스 스냅숏이 아닌 파일입니다',
      meaning: `파일의 종류가 다르거나, 오버레이가 다른 기본 스냅숏에 속합니다. ${goesOn.ko}`,
      certain: '첫 바이트 또는 기본 스냅숏의 번호가 인덱스의 것이 아닙니다.',
      causes: [handsOff.ko, '복원 등으로 두 데이터 디렉터리의 파일이 섞였습니다.'],
      remedy: [again.ko],
    },
  },
  'match/truncated': {
    ...damaged,
    en: {
      title: 'a snapshot of the match index is cut short',
      meaning: `The file ends before it should, so it was not used. ${goesOn.en}`,
      certain: 'The file is shorter than its header says.',
      causes: [
        'The host lost power on a disk that does not keep its promises.',
        handsOff.en,
        'A copy or restore ended too early.',
      ],
      remedy: [again.en, 'See whether the disk is full: `df -h`.', disk.en],
    },
    ko: {
      title: '매치 인덱스 스냅숏이 중간에 끊겼습니다',
      meaning: `파일이 끝나야 할 곳보다 먼저 끝나므로 사용하지 않았습니다. ${goesOn.ko}`,
      certain: '파일이 헤더에 적힌 길이보다 짧습니다.',
      causes: ['쓰기를 보장하지 않는 디스크에서 정전이 있었습니다.', handsOff.ko, '복사나 복원이 중간에 끝났습니다.'],
      remedy: [again.ko, '디스크가 가득 찼는지 확인하십시오: `df -h`.', disk.ko],
    },
  },
  'match/checksum': {
    ...damaged,
    en: {
      title: 'a snapshot of the match index is damaged',
      meaning: `What was read is not what was written, so it was not used. ${goesOn.en}`,
      certain: 'A checksum in the file does not fit what stands there.',
      causes: ['A failing disk, controller or memory.', handsOff.en],
      remedy: [again.en, disk.en],
    },
    ko: {
      title: '매치 인덱스 스냅숏이 손상되었습니다',
      meaning: `읽은 내용이 기록한 내용과 다르므로 사용하지 않았습니다. ${goesOn.ko}`,
      certain: '파일의 체크섬이 내용과 맞지 않습니다.',
      causes: ['디스크, 컨트롤러 또는 메모리의 고장입니다.', handsOff.ko],
      remedy: [again.ko, disk.ko],
    },
  },
  'match/version': {
    ...damaged,
    en: {
      title: 'a snapshot of the match index is of another version of Feedgate',
      meaning: `The format of the file is another one than this program reads. ${goesOn.en}`,
      certain: 'The number of the format in the file is another one.',
      causes: ['Feedgate was updated or put back, and one of its processes still runs in the other version.'],
      remedy: ['Start all of it anew: `systemctl restart feedgate`.', 'Compare: `feedgate version`.'],
    },
    ko: {
      title: '매치 인덱스 스냅숏이 다른 Feedgate 버전의 것입니다',
      meaning: `파일의 형식이 이 프로그램이 읽는 형식과 다릅니다. ${goesOn.ko}`,
      certain: '파일에 있는 형식 번호가 다릅니다.',
      causes: ['Feedgate를 업데이트하거나 되돌린 뒤 일부 프로세스가 아직 다른 버전으로 실행 중입니다.'],
      remedy: ['모두 다시 시작하십시오: `systemctl restart feedgate`.', '버전을 비교하십시오: `feedgate version`.'],
    },
  },
  'match/endianness': {
    ...damaged,
    en: {
      title: 'a snapshot of the match index was made on another kind of processor',
      meaning: `The numbers in the file have the other byte order. ${goesOn.en}`,
      certain: 'The mark of the byte order in the file is turned around.',
      causes: ['The data directory was brought here from another machine.'],
      remedy: [again.en],
    },
    ko: {
      title: '매치 인덱스 스냅숏이 다른 종류의 프로세서에서 만들어졌습니다',
      meaning: `파일에 있는 숫자의 바이트 순서가 반대입니다. ${goesOn.ko}`,
      certain: '파일의 바이트 순서 표시가 뒤집혀 있습니다.',
      causes: ['데이터 디렉터리를 다른 컴퓨터에서 가져왔습니다.'],
      remedy: [again.ko],
    },
  },
  'match/too-large': {
    ...damaged,
    en: {
      title: 'there are more listings than a match index can hold',
      meaning:
        'No new index could be made, so new listings do not match. Mail is matched by the index published before.',
      certain: 'The records of the listings would take more than 64 GiB.',
      causes: ['Some hundred million listings, or very many of one observable.'],
      remedy: [
        'See which source is that large: `feedgate source list`.',
        'Keep less of it: `feedgate source edit {source} --age 7d`.',
        'Or suspend it: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '매치 인덱스가 담을 수 있는 것보다 등재가 많습니다',
      meaning: '새 인덱스를 만들지 못해 새 등재가 매칭되지 않습니다. 메일은 이전에 게시된 인덱스로 매칭됩니다.',
      certain: '등재의 레코드가 64 GiB를 넘게 됩니다.',
      causes: ['등재가 수억 건이거나, 한 관측값의 등재가 매우 많습니다.'],
      remedy: [
        '그렇게 큰 소스를 찾으십시오: `feedgate source list`.',
        '덜 보존하십시오: `feedgate source edit {source} --age 7d`.',
        '또는 일시 중지하십시오: `feedgate source suspend {source}`.',
      ],
    },
  },
};
