import { describe, expect, it } from 'vitest';
import { profileSchema } from '../../shared/model/profile.ts';
import type { QueueFile } from '../../shared/model/queue-file.ts';
import { writeFileZillaQueue } from './filezilla/queue.ts';
import { readQueue } from './read-queue.ts';

/** As FileZilla 3 exports it, names and sizes made up. */
const exported = `<?xml version="1.0"?>
<FileZilla3 version="3.70.6" platform="*nix">
  <Queue>
    <Server>
      <Host>files.example.org</Host><Port>2222</Port><Protocol>1</Protocol><Type>0</Type><User>marit</User><Pass encoding="base64">Z2VoZWlt</Pass><Logontype>1</Logontype>
      <File><LocalFile>/home/marit/ä &amp; ö.txt</LocalFile><RemoteFile>ä &amp; ö.txt</RemoteFile><RemotePath>1 0 3 var 8 my files</RemotePath><Download>0</Download><Size>12</Size><Priority>4</Priority><DataType>1</DataType></File>
      <File><LocalFile>/home/marit/b.bin</LocalFile><RemoteFile>b.bin</RemoteFile><RemotePath>1 0</RemotePath><Download>1</Download></File>
      <File><LocalFile>/home/marit/broken</LocalFile><RemoteFile>broken</RemoteFile><RemotePath>nonsense</RemotePath><Download>1</Download></File>
    </Server>
    <Server><Host>s3.example.org</Host><Port>443</Port><Protocol>7</Protocol><User>x</User></Server>
  </Queue>
</FileZilla3>`;

describe('a queue in a file', () => {
  it('of FileZilla is read, what cannot be understood left out, and never a password taken along', async () => {
    const { queue, leftOut } = (await readQueue(exported))!;
    expect(leftOut).toBe(1);
    expect(queue.accounts).toMatchObject([{ protocol: 'sftp', host: 'files.example.org', port: 2222, logon: { user: 'marit' } }]);
    expect(queue.transfers).toEqual([
      { kind: 'file', from: { account: null, path: '/home/marit/ä & ö.txt' }, to: { account: 0, path: '/var/my files/ä & ö.txt' }, size: 12, priority: 'highest' },
      { kind: 'file', from: { account: 0, path: '/b.bin' }, to: { account: null, path: '/home/marit/b.bin' }, size: null, priority: 'normal' },
    ]);
    expect(JSON.stringify(queue)).not.toMatch(/geheim|Z2VoZWlt/u);
  });

  it('goes through FileZilla’s form and back', async () => {
    const { queue } = (await readQueue(exported))!;
    const folder = { ...queue.transfers[0]!, kind: 'directory' as const };
    const between = { ...queue.transfers[0]!, from: { account: 0, path: '/a' } };
    const { text, leftOut } = writeFileZillaQueue({ ...queue, transfers: [...queue.transfers, folder, between] });
    expect([(await readQueue(text))?.queue.transfers, leftOut]).toEqual([queue.transfers, 2]);
  });

  it('goes through Hawser’s own form and back, names that are no text included', async () => {
    const queue: QueueFile = {
      format: 'hawser-queue', version: 1, accounts: [profileSchema.parse({ protocol: 'ftp', host: 'h', port: 21, logon: { type: 'anonymous' } })],
      transfers: [{ kind: 'directory', from: { account: 0, path: '/caf\udce9' }, to: { account: null, path: '/t/caf\udce9' }, size: null, priority: 'low' }],
    };
    expect(await readQueue(JSON.stringify(queue))).toEqual({ queue, leftOut: 0 });
  });

  it.each(['', 'nonsense', '{}', '<xml/>', '[1,2]', '{"format":"hawser-queue","version":1,"accounts":[],"transfers":[{"kind":"file","from":{"account":3,"path":"/a"},"to":{"account":null,"path":"/b"},"size":1}]}'])(
    'that is none is refused: %s', async (text) => expect(await readQueue(text)).toBeNull());
});
