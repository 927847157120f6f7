/** What the command line says to a person, apart from failures and help. `{name}` stands for a value. */
export const words = {
  hostKeyUnknown: 'The host key of {host}, port {port}, is not known.\n  {algorithm} {fingerprint}\nCompare it with the one from the server’s operator.',
  certificateUnknown:
    'The certificate of {host}, port {port}, is not trusted ({problems}).\n  Subject      {subject}\n  Issuer       {issuer}\n  Valid        {from} to {to}\n  SHA-256      {fingerprint}\nCompare the fingerprint with the one from the server’s operator.',
  trustNow: 'Trust it for this command? [y/N] ',
  password: 'Password of {user} at {host}: ',
  passwordAgain: 'That was not accepted. Password of {user} at {host}: ',
  passphrase: 'Passphrase of {keyFile}: ',
  passphraseAgain: 'That does not open it. Passphrase of {keyFile}: ',
  filesDone: '{done}: {files} in {seconds} s ({bytes}, {rate}/s)',
  uploaded: 'Uploaded',
  downloaded: 'Downloaded',
  oneFile: '1 file',
  manyFiles: '{count} files',
  notAll: '{failed} of {files} failed:',
  transferFailed: '  {path}: {what}',
  progress: '{files} · {done} of {total} · {rate}/s · {left} left',
  serverSaid: 'In its own words: {detail}',
} as const;

export const problemWords = {
  'untrusted-root': 'its issuer is not a trusted authority',
  'self-signed': 'it is signed by itself',
  'incomplete-chain': 'the server left out part of its chain',
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  'wrong-name': 'it is made out to another name',
  changed: 'it is not the one that was trusted',
  weak: 'its cryptography is weak',
  other: 'it could not be verified',
} as const;
