/** What some servers can do beyond the core. Absent means this server cannot; menus grey out by ability, never by protocol. */
export const abilities = [
  'setMode',
  'setTime',
  'readLink',
  'makeLink',
  'checksum',
  'copy',
  'freeSpace',
  'raw',
  'uploadUnique',
  'resumeDownload',
  'resumeUpload',
] as const;
export type Ability = (typeof abilities)[number];
