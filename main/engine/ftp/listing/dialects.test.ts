import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/model/entry.ts';
import { Failure } from '../../session/failure.ts';
import { detectingParser } from './detect.ts';
import { parseDos } from './dos.ts';
import { parseEplf } from './eplf.ts';
import { ListingSink } from './listing-sink.ts';
import { parseMlsd } from './mlsd.ts';

const now = Date.UTC(2026, 10, 21);

const mlsd: readonly (readonly [string, Partial<Entry>])[] = [
  ['type=file;size=12;modify=20260102030405; a b.txt', { name: 'a b.txt', kind: 'file', size: 12, modified: { at: Date.UTC(2026, 0, 2, 3, 4, 5), precision: 'second' } }],
  ['Type=DIR;Modify=20260102030405.678;UNIX.mode=0755; sub', { name: 'sub', kind: 'directory', size: null, mode: 0o755, modified: { at: Date.UTC(2026, 0, 2, 3, 4, 5, 678), precision: 'millisecond' } }],
  ['type=file;size=1;UNIX.ownername=ada;UNIX.groupname=crew;UNIX.owner=7;UNIX.group=8; x', { owner: 'ada', group: 'crew' }],
  ['type=file;UNIX.uid=7;UNIX.gid=8; x', { owner: '7', group: '8', size: null, modified: null, mode: null }],
  ['type=OS.unix=slink:/etc/motd;size=9; motd', { name: 'motd', kind: 'link', linkTarget: '/etc/motd' }],
  ['type=OS.unix=symlink;size=9; motd', { kind: 'link', linkTarget: null }],
  ['type=OS.unix=chr-1/3; null', { kind: 'other' }],
  ['type=file;  two blanks ', { name: ' two blanks ' }],
  ['type=file; semi;colon=x', { name: 'semi;colon=x' }],
  ['type=file;size=99999999999999999999; vast', { size: null }],
  ['type=file;modify=20261301000000; x', { modified: null }],
  ['type=file;modify=yesterday;UNIX.mode=rwx; x', { modified: null, mode: null }],
];

const dos: readonly (readonly [string, Partial<Entry>])[] = [
  ['01-02-26  03:04PM       <DIR>          inetpub', { name: 'inetpub', kind: 'directory', size: null, modified: { at: Date.UTC(2026, 0, 2, 15, 4), precision: 'minute' } }],
  ['01-02-26  12:04AM                 1234 web.config', { name: 'web.config', kind: 'file', size: 1234, modified: { at: Date.UTC(2026, 0, 2, 0, 4), precision: 'minute' } }],
  ['01-02-26  12:04PM                 1234 noon', { modified: { at: Date.UTC(2026, 0, 2, 12, 4), precision: 'minute' } }],
  ['01-02-2026  15:04            1,234,567 commas.zip', { size: 1_234_567, modified: { at: Date.UTC(2026, 0, 2, 15, 4), precision: 'minute' } }],
  ['2026-01-02  15:04                    7 iso', { modified: { at: Date.UTC(2026, 0, 2, 15, 4), precision: 'minute' } }],
  ['01-02-85  03:04PM                    7 old', { modified: { at: Date.UTC(1985, 0, 2, 15, 4), precision: 'minute' } }],
  ['01-02-26  03:04PM                    7  leading blank', { name: ' leading blank' }],
  ['01-02-26  03:04PM       <JUNCTION>     link', { kind: 'link', name: 'link', targetKind: 'directory' }],
];

const eplf: readonly (readonly [string, Partial<Entry>])[] = [
  ['+i77.1,m1772323445,/,\tdev', { name: 'dev', kind: 'directory', size: null, modified: { at: 1_772_323_445_000, precision: 'second' } }],
  ['+i77.2,m1772323446,r,s20736,\ttwo words', { name: 'two words', kind: 'file', size: 20_736 }],
  ['+r,s1,up640,\tmode', { mode: 0o640, size: 1 }],
  ['+\tnothing known', { name: 'nothing known', kind: 'other' }],
];

describe('dialects', () => {
  it.each(mlsd)('MLSD: %s', (line, expected) => expect(parseMlsd(line, now)).toMatchObject(expected));
  it.each(dos)('DOS: %s', (line, expected) => expect(parseDos(line, now)).toMatchObject(expected));
  it.each(eplf)('EPLF: %s', (line, expected) => expect(parseEplf(line, now)).toMatchObject(expected));

  it.each(['type=cdir;modify=20260102030405; .', 'type=pdir; ..', 'Type=CDIR; /home'])('MLSD skips “%s”', (line) => expect(parseMlsd(line, now)).toBe('skip'));
  it.each(['', ' ', ' name only', 'no facts here', 'type=file;', 'type=file; ', 'type=file;junk; x'])('MLSD leaves “%s” to others', (line) => expect(parseMlsd(line, now)).toBeNull());
  it.each(['', '01-02-26  03:04PM  <ODD>  x', '01-02-26 x', '-rw-r--r-- 1 a b 1 Jan 2 2021 x'])('DOS leaves “%s” to others', (line) => expect(parseDos(line, now)).toBeNull());
  it.each(['', '+', '+i1,r', '+i1,r,\t', 'i1\tx'])('EPLF leaves “%s” to others', (line) => expect(parseEplf(line, now)).toBeNull());

  it('finds out the dialect, row by row if it must', () => {
    const parse = detectingParser();
    const lines = [...dos, ...eplf, ['-rw-r--r-- 1 a b 1 Jan  2 2021 unix', { name: 'unix', kind: 'file' }] as const, ...dos.toReversed()];
    for (const [line, expected] of lines) expect(parse(line, now)).toMatchObject(expected);
  });

  it('keeps what nobody understands as a row that is no path', () => {
    const parse = detectingParser();
    expect(parse('what/ever\0 this is', now)).toMatchObject({ kind: 'unparsed', name: 'what\u2215ever this is', size: null });
    expect(parse('   ', now)).toBe('skip');
    expect(parse('x'.repeat(100_000), now)).toMatchObject({ kind: 'unparsed', name: 'x'.repeat(200) });
  });

  it('throws at nothing, whatever byte stands wherever', () => {
    const parse = detectingParser();
    for (const [line] of [...mlsd, ...dos, ...eplf]) {
      for (let place = 0; place <= line.length; place += 1) {
        for (const odd of ['\0', ' ', ';', '9', '\udcff', '\t']) {
          parse(line.slice(0, place) + odd + line.slice(place), now);
          parseMlsd(line.slice(0, place) + odd + line.slice(place), now);
        }
      }
    }
  });
});

describe('ListingSink', () => {
  const collect = (chunks: readonly Uint8Array[]) => {
    const rows: Entry[] = [];
    const sink = new ListingSink('/d', parseMlsd, (entries) => rows.push(...entries));
    for (const chunk of chunks) sink.write(chunk);
    sink.end();
    return rows;
  };
  const text = Buffer.concat([Buffer.from('type=file;size=1; größe\r\ntype=file;size=2; caf'), Buffer.from([0xe9]), Buffer.from('\n\r\ntype=dir; 日本\ntype=file; last')]);
  const names = ['größe', 'caf\udce9', '日本', 'last'];

  it('reads the same rows wherever the bytes are cut', () => {
    for (let cut = 0; cut <= text.length; cut += 1) expect(collect([text.subarray(0, cut), text.subarray(cut)]).map((row) => row.name)).toEqual(names);
    expect(collect(Array.from(text, (byte) => Uint8Array.of(byte))).map((row) => row.name)).toEqual(names);
  });

  it('keeps nothing of the memory that it was given', () => {
    const rows: Entry[] = [];
    const sink = new ListingSink('/d', parseMlsd, (entries) => rows.push(...entries));
    const memory = Buffer.from('type=file; na');
    sink.write(memory);
    memory.fill('x');
    sink.write(Buffer.from('me\n'));
    expect(rows[0]?.name).toBe('name');
  });

  it('stops at a listing without end', () => {
    const sink = new ListingSink('/d', () => 'skip', () => undefined);
    const block = Buffer.alloc(1 << 20, 'x');
    block[block.length - 1] = 10;
    expect(() => {
      for (let count = 0; count < 300; count += 1) sink.write(block);
    }).toThrow(Failure);
  });

  it('stops at a line without end', () => {
    const sink = new ListingSink('/d', () => 'skip', () => undefined);
    expect(() => {
      for (let count = 0; count < 20; count += 1) sink.write(Buffer.alloc(100_000, 'x'));
    }).toThrow(Failure);
  });
});
