import type { Verb } from './arguments.ts';

const usage: Readonly<Record<Verb, { readonly line: string; readonly what: string; readonly more: string }>> = {
  ls: {
    line: 'ls <url> [path…]',
    what: 'List a folder',
    more: 'Paths are seen from the address’s own. For a file, its one row. Links are shown, not followed.\nWith --json: {"entries": [{"name", "kind", "size", "modified", "modifiedPrecision", "mode", "owner", "group", "linkTarget", "targetKind"}]}',
  },
  get: {
    line: 'get <url> [local path]',
    what: 'Download a file or a whole folder',
    more: 'Into the local path where that is a folder, else under that name; into the working folder where none is given.\nFiles that are there are replaced, each only once its successor has arrived whole.\nWith --json: {"transfers": [{"direction", "kind", "from", "to", "state", "bytes", "note", "milliseconds"}], "files", "bytes", "milliseconds"}',
  },
  put: {
    line: 'put <url> <local path>…',
    what: 'Upload files and whole folders',
    more: 'Into the address’s path where that is a folder, else the one file or folder under that name.\nFiles that are there are replaced. With --json: as get.\nWith --unique files alone, each under a name that the server makes up (FTP’s STOU); with --json: {"stored": [{"from", "to"}]}, and "failed" with the file that it ended at.',
  },
  rm: {
    line: 'rm [-r] <url> [path…]',
    what: 'Remove files, and with -r folders',
    more: 'Links are removed, never what they lead to. The root and your home are refused.\nWith --json: {"removed": how many}',
  },
  mkdir: { line: 'mkdir <url> [path…]', what: 'Make folders', more: 'The folder above must be there.\nWith --json: {"made": [path]}' },
  mv: {
    line: 'mv <url> [path] <new path>',
    what: 'Rename or move on the server',
    more: 'The new path is seen from the folder that the thing is in; where it is a folder already, the thing goes into it.\nWith two paths, both are seen from the address’s own.\nWith --json: {"moved": {"from", "to"}}',
  },
  cp: {
    line: 'cp <url> <url>',
    what: 'Copy from server to server',
    more: 'A file or a whole folder, into the second path where that is a folder, else under that name.\nThe password of the second server comes from HAWSER_TARGET_PASSWORD. Two FTP servers exchange the data directly (FXP)\nwhere both can, unless --no-fxp is given; otherwise it goes through this computer.\nWith --json: as get; "direct" tells of each transfer which way it went.',
  },
  ln: { line: 'ln <url> <target> <path>', what: 'Make a link on the server', more: 'The path is seen from the address’s own; the target stands in the link as it is given.\nWith --json: {"made": [path]}' },
  chmod: {
    line: 'chmod [-r] <url> <mode> [path…]',
    what: 'Change permissions',
    more: 'The mode is octal (644) or in letters (u+x, go-w, a=r). With -r of everything in folders; links are never followed.\nWith --json: {"changed": how many}',
  },
  sum: { line: 'sum <url> [path…]', what: 'Have the server make checksums', more: 'By the strongest way that the server has.\nWith --json: {"sums": [{"path", "algorithm", "sum"}]}' },
  raw: { line: 'raw <url> <command…>', what: 'Send one FTP command as it stands', more: 'Commands that would break the session are refused.\nWith --json: {"reply": text}' },
  keys: {
    line: 'keys <action> …',
    what: 'Make, show, convert and install SSH keys',
    more: 'keys generate <new file>         A key pair; the public half goes beside it as .pub (--kind ed25519, rsa-3072 or rsa-4096; --comment <text>)\nkeys show <file>                 Its public half and fingerprint\nkeys convert <file> <new file>   From OpenSSH to PuTTY and back, or --format openssh, ppk-3 or ppk-2\nkeys install <url> <file.pub>    Lets the key sign in to that account (~/.ssh/authorized_keys)\nNo file is ever replaced. The passphrase of a key comes from HAWSER_PASSWORD, that of a file which is written from\nHAWSER_NEW_PASSPHRASE (set but empty: none); else they are asked for.\nWith --json: {"key": {"file", "algorithm", "bits", "fingerprint", "format", "publicKey"}}, or {"installed": {"path", "added"}}',
  },
  cat: {
    line: 'cat <url> [path…]',
    what: 'Write files to standard output',
    more: 'With --json: {"files": [{"path", "bytes", "encoding": "utf-8" or "base64", "content"}]}, up to 64 MiB each.',
  },
};

const addresses = `Addresses
  ftp://    FTP, not encrypted        ftps://   FTP over TLS from the first byte (implicit, port 990)
  sftp://   SFTP over SSH             ftpes://  FTP that switches to TLS before signing in (explicit)
  scp://    SCP over SSH, for servers without SFTP
  scheme://[user@]host[:port][/path]; /~/path begins in the user’s home; %20 is a space. Never a password:
  it comes from the variable HAWSER_PASSWORD, or is asked for without being shown.`;

const options = `Options
  --json               One JSON document on standard output; failures as {"failure": {"code", "message", "detail"}}
  --trust <sha256>     Trust this certificate (hex pairs) or host key (SHA256:…); may be repeated
  --key <file>         Sign in with this private key (SFTP, SCP); HAWSER_PASSWORD is then its passphrase
  --via <server>       Go through this SSH server, as user@host:port; may be repeated, or several with commas, the nearest first;
                       the password of the first comes from HAWSER_VIA_PASSWORD, the others are asked for
  --via-data <way>     FTP through --via: data connections go through it too (through, as a rule) or straight to the server (direct)
  --ssh-config <file>  Find aliases, keys and jump hosts of SSH in this file and not in ~/.ssh/config; none for in no file
  --active, --passive  Who opens FTP data connections: the server, or this computer (as a rule)
  --proxy <url>        Through this proxy: socks5://, socks4:// or http://[user@]host[:port]; its password comes from HAWSER_PROXY_PASSWORD
  --transfers <n>      Transfers at the same time, 1 to 64 (2)
  --on-exists <rule>   Where a file is there already: overwrite (as a rule), newer, size, size-or-newer, content, resume, rename or skip
  --links <rule>       Links in folders: followed to files and left out where they lead to folders (files, as a rule), followed wherever they
                       lead (follow), made links there too (keep), or left out (skip)
  --no-fxp             Copies between FTP servers go through this computer (cp)
  -o <name>=<value>    What a site may choose (charset=koi8-r, ftp.listing=stat, ftp.dataProtection=clear…), how to sign in (logon=interactive)
                       and how connections are made (activePorts=40000-40100, externalAddress=…, timeoutSeconds=…); “-o ?” names all.
                       The passphrase of ftp.clientCertificate comes from HAWSER_CERTIFICATE_PASSPHRASE, the password of ftp.proxy from
                       HAWSER_PROXY_PASSWORD
  -O <name>=<value>    The same for the second address alone (cp), which has all else of -o as well; where it is another account, except what
                       signs in to the first: logon, ftp.account, ftp.clientCertificate and ftp.postLogin
  -r, --recursive      Folders with everything in them (get and put do so anyway)
  -v, --verbose        Show the dialogue with the server on standard error
  --                   What follows is a path, even if it begins with a dash
  -h, --help           This text, or that of a verb

Exit status: 0 all done, 1 something failed, 130 interrupted.`;

/** What `--help` prints, of one verb or of all. */
export function helpText(verb: Verb | null): string {
  if (verb !== null) {
    const { line, what, more } = usage[verb];
    return `${what}.\n\nUsage: hawser ${line} [options]\n\n${more}\n\n${addresses}\n\n${options}\n`;
  }
  const width = Math.max(...Object.values(usage).map(({ line }) => line.length));
  const lines = Object.values(usage).map(({ line, what }) => `  ${line.padEnd(width)}  ${what}`);
  return `Hawser moves files over FTP, FTPS, SFTP and SCP.\n\nUsage: hawser <verb> <url> [paths] [options]\n\n${lines.join('\n')}\n\n${addresses}\n\n${options}\n`;
}
