import { expect, it } from 'vitest';
import { splitArguments } from './split-arguments.ts';

it.each<readonly [string, readonly string[] | null]>([
  ['', []],
  ['   ', []],
  ['one', ['one']],
  ['  one\t two  ', ['one', 'two']],
  ['"one two" three', ['one two', 'three']],
  ['""', ['']],
  ['a "" b', ['a', '', 'b']],
  ['--name="My Site"', ['--name=My Site']],
  ['"a"\'b c\'d', ['ab cd']],
  ["'it is \"so\"' \"it's\"", ['it is "so"', "it's"]],
  [String.raw`a\ b \" \\ \'`, ['a b', '"', '\\', "'"]],
  [String.raw`"a \" b" "c \\" "\d"`, ['a " b', 'c \\', String.raw`\d`]],
  [String.raw`'\'`, ['\\']],
  // No shell: what it would take for its own stays as it is.
  ['$HOME *.txt `id` $(id); rm -rf / | x > y & ~ !! #', ['$HOME', '*.txt', '`id`', '$(id);', 'rm', '-rf', '/', '|', 'x', '>', 'y', '&', '~', '!!', '#']],
  ['{done} "{failed} files"', ['{done}', '{failed} files']],
  ['名前 "ü 😀"', ['名前', 'ü 😀']],
  ['a\u3000b c\u00a0d', ['a\u3000b', 'c\u00a0d']],
  ['"one', null],
  ["it's", null],
  ['one\\', null],
  [String.raw`"one\"`, null],
])('POSIX: %s', (line, expected) => expect(splitArguments(line, 'linux')).toEqual(expected));

it.each<readonly [string, readonly string[] | null]>([
  ['', []],
  ['one  two', ['one', 'two']],
  ['""', ['']],
  [String.raw`C:\a\b\ \\server\share`, ['C:\\a\\b\\', String.raw`\\server\share`]],
  [String.raw`"C:\My Files\a.txt" x`, [String.raw`C:\My Files\a.txt`, 'x']],
  [String.raw`"C:\My Files\\" x`, ['C:\\My Files\\', 'x']],
  [String.raw`\"a\" "b \" c"`, ['"a"', 'b " c']],
  [String.raw`a\\\"b`, [String.raw`a\"b`]],
  [String.raw`/d:"a b"c`, ['/d:a bc']],
  ['"say ""hi"" now" x', ['say "hi" now', 'x']],
  ['a""b ""', ['ab', '']],
  ['"a""" b', ['a"', 'b']],
  ['a\u3000b', ['a\u3000b']],
  // Single quotes are plain characters there.
  ["it's 'a b'", ["it's", "'a", "b'"]],
  ['%PATH% & ^ |', ['%PATH%', '&', '^', '|']],
  ['"one', null],
  [String.raw`"C:\My Files\"`, null],
])('Windows: %s', (line, expected) => expect(splitArguments(line, 'win32')).toEqual(expected));
