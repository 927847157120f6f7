import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lays out a fresh userData folder that knows the demo's two servers, as if a person had saved them as sites.
 * @param {string} folder
 * @param {{user: string, keyFile: string, localDirectory: string, sftpPort: number, ftpsPort: number}} facts
 */
export async function writeUserData(folder, { user, keyFile, localDirectory, sftpPort, ftpsPort }) {
  const common = { dataMode: 'default', host: '127.0.0.1' };
  const folders = { remoteDirectory: '/', localDirectory };
  const sites = [
    { id: 'demo-sftp', name: 'Demo site', profile: { ...common, protocol: 'sftp', port: sftpPort, logon: { type: 'key-file', user, keyFile } }, ...folders },
    { id: 'demo-ftps', name: 'Demo site over FTPS', profile: { ...common, protocol: 'ftps-explicit', port: ftpsPort, logon: { type: 'password', user } }, ...folders },
  ];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sites.json'), JSON.stringify({ version: 1, sites }));
}
