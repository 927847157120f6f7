/** What the command line says to a person, apart from failures and help. `{name}` stands for a value. */
export const words = {
  hostKeyUnknown: 'The host key of {host}, port {port}, is not known.\n  {algorithm} {fingerprint}\nCompare it with the one from the server’s operator.',
  certificateUnknown:
    'The certificate of {host}, port {port}, is not trusted ({problems}).\n  Subject      {subject}\n  Issuer       {issuer}\n  Valid        {from} to {to}\n  SHA-256      {fingerprint}\nCompare the fingerprint with the one from the server’s operator.',
  plaintext: 'The connection to {host}, port {port}, is not encrypted: the password can be read by everyone on the way.',
  'no-resumption': 'The server {host}, port {port}, does not tie its data channels to the control connection, so that they could be hijacked.',
  'insecure-algorithms': 'The connection to {host}, port {port}, rests on weak algorithms: {algorithms}.',
  trustNow: 'Trust it for this command? [y/N] ',
  password: 'Password of {user} at {host}: ',
  passwordAgain: 'That was not accepted. Password of {user} at {host}: ',
  passphrase: 'Passphrase of {keyFile}: ',
  passphraseAgain: 'That does not open it. Passphrase of {keyFile}: ',
  uploaded: 'Uploaded {count} files, {bytes} in {seconds} s',
  uploadedOne: 'Uploaded {path}, {bytes} in {seconds} s',
  downloaded: 'Downloaded {count} files, {bytes} in {seconds} s',
  downloadedOne: 'Downloaded {path}, {bytes} in {seconds} s',
  notAll: '{failed} of {count} failed.',
  transferFailed: '{path}: {what} {next}',
  progress: '{done} of {count} · {bytes} of {total} · {rate} · {left} left',
  removedOne: 'Removed {path}',
  removed: 'Removed {count} files and folders',
  changedModes: 'Changed the permissions of {count} files and folders',
  made: 'Made {path}',
  moved: 'Renamed {from} to {to}',
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
