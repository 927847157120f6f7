import type { FailureCode } from '../model/failure-code.ts';

interface ReasonEntry {
  readonly code: FailureCode;
  readonly what: string;
  readonly next: string;
}

/** Every reason that Hawser can give, its code, and its words. A reason that is not here cannot be raised. */
export const failureReasons = {
  'host-not-found': { code: 'unreachable', what: 'No computer named “{host}” was found.', next: 'Check the spelling of the host name and your internet connection.' },
  'connection-refused': { code: 'unreachable', what: '{host} does not accept connections on port {port}.', next: 'Check the port, and whether the server is running.' },
  'network-unreachable': { code: 'unreachable', what: 'There is no route to {host}.', next: 'Check your network connection, VPN and firewall.' },
  'connect-timeout': { code: 'timeout', what: '{host} did not answer on port {port} within {seconds} seconds.', next: 'A firewall may be dropping the connection; check host, port and firewall.' },
  'reply-timeout': { code: 'timeout', what: '{host} stopped answering for {seconds} seconds.', next: 'Try again; if it happens often, raise the timeout in the settings.' },
  'connection-lost': { code: 'lost', what: 'The connection to {host} was lost.', next: 'It is opened again at the next action.' },
  'server-hung-up': { code: 'lost', what: '{host} closed the connection.', next: 'Try again; the server may limit connections or be restarting.' },
  'too-many-connections': { code: 'login', what: '{host} allows no further connections at the moment.', next: 'Close other connections to this server or wait a little.' },
  'wrong-password': { code: 'login', what: '{host} did not accept the user name or the password for “{user}”.', next: 'Check both and sign in again.' },
  'login-refused': { code: 'login', what: '{host} refused the sign-in of “{user}”.', next: 'Ask the server’s operator which sign-in methods are allowed for this account.' },
  'key-refused': { code: 'login', what: '{host} did not accept the key file {keyFile} for “{user}”.', next: 'Make sure that its public half is in the account’s authorized keys.' },
  'key-unreadable': { code: 'login', what: 'The key file {keyFile} cannot be used.', next: 'Choose the private key file, in OpenSSH, PEM or PPK format.' },
  'wrong-passphrase': { code: 'login', what: 'The passphrase does not open the key file {keyFile}.', next: 'Enter the passphrase of this key again.' },
  'sign-in-cancelled': { code: 'cancelled', what: 'Signing in to {host} was cancelled.', next: 'Connect again when you are ready.' },
  'certificate-refused': { code: 'trust', what: 'The certificate of {host} is not trusted.', next: 'Compare its fingerprint with the one from the server’s operator before you accept it.' },
  'host-key-refused': { code: 'trust', what: 'The host key of {host} is not trusted.', next: 'Compare its fingerprint with the one from the server’s operator before you accept it.' },
  'host-key-changed': { code: 'trust', what: 'The host key of {host} has changed since the last connection.', next: 'Someone may be intercepting the connection. Ask the server’s operator before you go on.' },
  'tls-failed': { code: 'protocol', what: 'No encrypted connection to {host} could be set up.', next: 'Check whether this port speaks explicit or implicit TLS.' },
  'tls-unsupported': { code: 'unsupported', what: '{host} does not offer encryption (TLS) on this port.', next: 'Try implicit TLS, SFTP, or ask the server’s operator.' },
  'tls-injected': { code: 'trust', what: '{host} sent data before the encryption began, which a sound server never does.', next: 'The connection was closed. Someone may be tampering with it.' },
  'not-this-protocol': { code: 'protocol', what: 'What answers at {host} port {port} is not a {protocol} server.', next: 'Check protocol and port.' },
  'bad-reply': { code: 'protocol', what: '{host} sent an answer that makes no sense here.', next: 'The log shows what it said.' },
  'reply-too-long': { code: 'protocol', what: '{host} sent an answer that never ends.', next: 'The operation was stopped to protect this computer.' },
  'listing-too-long': { code: 'protocol', what: 'The listing of {path} is larger than {limit}.', next: 'The operation was stopped to protect this computer.' },
  'no-such-file': { code: 'not-found', what: '“{path}” does not exist.', next: 'Refresh the listing; it may have been moved or removed.' },
  'permission-denied': { code: 'denied', what: 'You are not allowed to do this with “{path}”.', next: 'Check its permissions and owner.' },
  'already-exists': { code: 'exists', what: '“{path}” exists already.', next: 'Choose another name or remove it first.' },
  'not-a-directory': { code: 'not-found', what: '“{path}” is not a folder.', next: 'Refresh the listing.' },
  'not-empty': { code: 'exists', what: 'The folder “{path}” is not empty.', next: 'Remove its contents first.' },
  'server-full': { code: 'quota', what: '{host} has no space left for “{path}”.', next: 'Free some space or ask for a higher quota.' },
  'server-refused': { code: 'denied', what: '{host} refused the command for “{path}”.', next: 'Its own words say why.' },
  'server-busy': { code: 'denied', what: '{host} cannot do this with “{path}” just now.', next: 'Try again in a moment.' },
  'data-connection-failed': { code: 'unreachable', what: 'The data channel to {host} could not be opened.', next: 'Try the other transfer mode (active or passive), or check the firewall.' },
  'data-cut-short': { code: 'lost', what: 'The data channel for “{path}” ended before the file was complete ({bytes} bytes arrived).', next: 'Try again; the transfer can be resumed.' },
  'not-confirmed': { code: 'protocol', what: '{host} did not confirm that “{path}” arrived whole.', next: 'Transfer it again.' },
  'wrong-size': { code: 'protocol', what: '“{path}” has {actual} bytes, {expected} were expected.', next: 'It may have changed during the transfer; transfer it again.' },
  'disk-full': { code: 'local-io', what: 'The disk is full: “{path}” could not be written.', next: 'Free some space and retry.' },
  'local-denied': { code: 'local-io', what: 'This computer does not allow access to “{path}”.', next: 'Check its permissions, or choose another folder.' },
  'local-missing': { code: 'not-found', what: '“{path}” is not on this computer any more.', next: 'Refresh the listing.' },
  'local-exists': { code: 'exists', what: '“{path}” exists already on this computer.', next: 'Choose another name or remove it first.' },
  'local-failed': { code: 'local-io', what: 'This computer could not read or write “{path}”.', next: 'The system’s own words say why.' },
  'unsafe-name': { code: 'invalid', what: 'The server sent the name “{name}”, which would leave the chosen folder.', next: 'It was not written. Be careful with this server.' },
  'impossible-name': { code: 'local-io', what: 'This computer cannot store a file named “{name}”.', next: 'Rename it on the server, or download it under another name.' },
  'bad-argument': { code: 'invalid', what: '“{name}” contains a line break or a NUL character, which no command may carry.', next: 'Use a name without them.' },
  'not-supported': { code: 'unsupported', what: '{host} cannot do this ({what}).', next: 'Another protocol or server may.' },
  'not-connected': { code: 'lost', what: 'There is no open connection for this.', next: 'Connect again.' },
  'bad-command-line': { code: 'invalid', what: '{problem}', next: '“--help” shows what can be given.' },
  'password-in-url': { code: 'invalid', what: 'The address holds a password. Every user of this computer can read it in the list of processes, and it stays in the shell’s history.', next: 'Take it out of the address; give it in the variable HAWSER_PASSWORD, or type it when asked. Change it if others may have seen it.' },
  'password-missing': { code: 'login', what: 'No password was given for “{user}” at {host}.', next: 'Set the variable HAWSER_PASSWORD, or run the command in a terminal to be asked for it.' },
  'certificate-unconfirmed': { code: 'trust', what: 'The certificate of {host} is not trusted ({problems}). Its SHA-256 fingerprint is {fingerprint}.', next: 'Compare it with the one from the server’s operator; if it is the same, add --trust {fingerprint}.' },
  'host-key-unconfirmed': { code: 'trust', what: 'The {algorithm} host key of {host} is not known. Its fingerprint is {fingerprint}.', next: 'Compare it with the one from the server’s operator; if it is the same, add --trust {fingerprint}.' },
  'folder-needs-recursive': { code: 'invalid', what: '“{path}” is a folder.', next: 'Add -r to include everything in it.' },
  cancelled: { code: 'cancelled', what: 'Cancelled.', next: 'Start it again when you want.' },
  'engine-stopped': { code: 'lost', what: 'The part of Hawser that talks to servers stopped and was started again.', next: 'Sessions open again at their next use; retry what was running.' },
  'bad-call': { code: 'internal', what: 'Hawser sent itself a request that it does not understand.', next: 'Please report this.' },
  unexpected: { code: 'internal', what: 'Something went wrong inside Hawser.', next: 'Please report this with the words below.' },
} as const satisfies Record<string, ReasonEntry>;

export type FailureReason = keyof typeof failureReasons;
