import { Failure } from '../session/failure.ts';

const someone = '(?:connections?|sessions?|users|clients?|logins?)';
const words = [
  `\\b(?:too many|maximum|max|only \\d+|already (?:have|has)?)\\b.{0,40}\\b${someone}\\b`,
  `\\b${someone}\\b.{0,40}\\b(?:maximum|exceeded|reached)\\b`,
  `\\b(?:user|login|${someone}) limit\\b`,
  '\\bis full\\b',
].map((pattern) => new RegExp(pattern, 'iu'));

/** Said of what a connection has idled away as well. */
const number = new RegExp(`\\b(?:no more|more than)\\b.{0,40}\\b${someone}\\b`, 'iu');

/** Whether a server says that it lets no further connection in, at its greeting, at sign-in or later. Refused attempts are something else that there may be too many of. */
export function saysFull(text: string): boolean {
  const full = words.some((pattern) => pattern.test(text)) || (number.test(text) && !/\b(?:idle|inactiv|closing|seconds|minutes)/iu.test(text));
  return full && !/\b(?:fail|attempt|incorrect|wrong|invalid|tries\b|session time)/iu.test(text);
}

/**
 * What a refused sign-in means beside other connections of the same account that are signed in with the same secret: whatever the words, it is
 * their number that the server refuses (421, 530; RFC 959 section 5.4), and neither password nor account. Other failures pass unchanged.
 */
export function besideOthers(failure: Failure, host: string): Failure {
  const { reason, detail } = failure.data;
  const refused = /^(?:421|530)/u.test(detail ?? '') && (reason === 'wrong-password' || reason === 'login-refused' || reason === 'server-hung-up');
  return refused ? Failure.of('too-many-connections', { host }, detail, failure) : failure;
}
