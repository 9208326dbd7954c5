/**
 * The numbers of the milter protocol, versions 2 to 6, as Sendmail's `mfdef.h` has them and Postfix follows.
 * There is no RFC. A frame is a length (four bytes, big endian, of what follows), one byte of command, and its data.
 */

/** What the MTA sends. */
export const commands = {
  abort: 0x41, // A
  body: 0x42, // B
  connect: 0x43, // C
  macro: 0x44, // D
  endOfMessage: 0x45, // E
  helo: 0x48, // H
  quitNewConnection: 0x4b, // K
  header: 0x4c, // L
  mail: 0x4d, // M
  endOfHeaders: 0x4e, // N
  negotiate: 0x4f, // O
  quit: 0x51, // Q
  rcpt: 0x52, // R
  data: 0x54, // T
  unknown: 0x55, // U
} as const;

/** What the milter sends. */
export const replies = {
  addRecipient: 0x2b, // +
  deleteRecipient: 0x2d, // -
  accept: 0x61, // a
  replaceBody: 0x62, // b
  continue: 0x63, // c
  discard: 0x64, // d
  changeSender: 0x65, // e
  addHeader: 0x68, // h
  insertHeader: 0x69, // i
  changeHeader: 0x6d, // m
  progress: 0x70, // p
  quarantine: 0x71, // q
  reject: 0x72, // r
  skip: 0x73, // s
  tempfail: 0x74, // t
  replyCode: 0x79, // y
} as const;

/** What a milter may do to a message (`SMFIF_*`). */
export const actions = {
  addHeaders: 0x01,
  changeBody: 0x02,
  addRecipients: 0x04,
  deleteRecipients: 0x08,
  changeHeaders: 0x10,
  quarantine: 0x20,
  changeSender: 0x40,
  setMacros: 0x100,
} as const;
export type Action = keyof typeof actions;

/** What the MTA need not send, and what need not be answered (`SMFIP_*`). */
export const steps = {
  noConnect: 0x01,
  noHelo: 0x02,
  noMail: 0x04,
  noRcpt: 0x08,
  noBody: 0x10,
  noHeaders: 0x20,
  noEndOfHeaders: 0x40,
  quietHeader: 0x80,
  noUnknown: 0x100,
  noData: 0x200,
  skip: 0x400,
  rejectedRcpt: 0x800,
  quietConnect: 0x1000,
  quietHelo: 0x2000,
  quietMail: 0x4000,
  quietRcpt: 0x8000,
  quietData: 0x1_0000,
  quietUnknown: 0x2_0000,
  quietEndOfHeaders: 0x4_0000,
  quietBody: 0x8_0000,
  leadingSpace: 0x10_0000,
} as const;
export type Step = keyof typeof steps;

/** Stages for which macros can be asked (`SMFIM_*`). */
export const macroStages = {
  connect: 0,
  helo: 1,
  mail: 2,
  rcpt: 3,
  data: 4,
  endOfMessage: 5,
  endOfHeaders: 6,
} as const;
export type MacroStage = keyof typeof macroStages;

/** The newest version that is spoken, and the oldest. */
export const newestVersion = 6;
export const oldestVersion = 2;
