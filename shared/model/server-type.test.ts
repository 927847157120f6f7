import { describe, expect, it } from 'vitest';
import { dialectNames, dialectsFor, serverTypes, type ServerType } from './server-type.ts';
import { suggestServerType } from './suggest-server-type.ts';

describe('dialects of a server type', () => {
  it.each(serverTypes)('%s: all are tried, each once, dateless Unix last', (type) => {
    const dialects = dialectsFor(type);
    expect(new Set(dialects).size).toBe(dialects.length);
    expect(dialects).toEqual(expect.arrayContaining([...dialectNames]));
    expect(dialects.at(-1)).toBe('unix-dateless');
  });

  it('begin with those of the server', () => {
    expect(dialectsFor('vms')[0]).toBe('vms');
    expect(dialectsFor('default').slice(0, 2)).toEqual(['mlsd', 'unix-common']);
    expect(serverTypes.filter((type) => dialectsFor(type).includes('mvs-bare-members'))).toEqual(['mvs']);
  });
});

describe('the server type that SYST suggests', () => {
  it.each<readonly [string, string | null, ServerType]>([
    ['215 UNIX Type: L8', '/home/ada', 'default'],
    ['215 UNIX Type: L8', null, 'default'],
    ['215 VMS OpenVMS V8.4 on node HARBOR', 'DKA0:[ADA]', 'vms'],
    ['215 VAX/VMS V5.5', 'SYS$LOGIN:[ADA.SUB]', 'vms'],
    ['215 VMS OpenVMS V8.4', '/dka0/ada', 'default'],
    ['215 VMS OpenVMS V8.4', null, 'vms'],
    ['215 MVS is the operating system of this server. FTP Server is running on z/OS.', "'ADA.'", 'mvs'],
    ['215 MVS is the operating system of this server.', '/u/ada', 'default'],
    ['215-z/VM Version 7 Release 2.0, service level 2101', 'ADA.191', 'zvm'],
    ['215 VM is the operating system of this server.', 'POOL1:ADA.', 'zvm'],
    ['215 NONSTOP OPERATING SYSTEM', '\\SYS.$VOL.SUBVOL', 'nonstop'],
    ['215 Tandem Guardian 90', '$VOL.SUBVOL', 'nonstop'],
    ['215 UNIX Type: L8 Version: VxWorks', 'host:/', 'vxworks'],
    ['215 VxWorks 6.9', '/ata0a', 'default'],
    ['215 UNIX Type: L8 CYGWIN_NT-10.0', '/home/ada', 'cygwin'],
    ['215 Windows_NT', '/', 'default'],
    ['215 Windows_NT', 'C:\\inetpub', 'dos'],
    ['215 Windows_NT', 'C:/inetpub', 'dos-slashes'],
    ['215 OS/2 operating system', 'C:/OS2', 'dos-slashes'],
    ['215 Windows_NT', '\\', 'dos-virtual'],
    ['215 OS/400 is the remote operating system.', '/home/ada', 'default'],
    ['502 SYST not implemented', '/', 'default'],
    ['', null, 'default'],
  ])('%s with %s: %s', (reply, home, type) => expect(suggestServerType(reply, home)).toBe(type));
});
