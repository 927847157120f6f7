import { expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../e2e/fixtures/ftp-double.ts';
import { startSftpDouble } from '../../e2e/fixtures/sftp-double.ts';
import { profileLabel, profileSchema } from '../../shared/model/profile.ts';
import { hostMemory, startTestEngine } from './test-engine.ts';

it.each([['sftp', startSftpDouble], ['ftp', startFtpDouble]] as const)('%s: a password that is always asked for is taken from no store and put into none', async (protocol, start) => {
  const double = await start({});
  onTestFinished(() => double.stop());
  const profile = profileSchema.parse({ protocol, host: double.host, port: double.port, logon: { type: 'ask', user: double.user } });
  const memory = hostMemory();
  memory.secrets.set(profileLabel(profile), 'from the store');
  const engine = startTestEngine({
    memory,
    answer: (question) => {
      if (question.kind === 'password') return { kind: 'password', answer: { secret: double.password, save: true } };
      return question.kind === 'host-key' || question.kind === 'plaintext' ? { kind: question.kind, answer: 'once' } : null;
    },
  });
  onTestFinished(() => engine.close());
  for (const time of [1, 2]) {
    const { session } = await engine.connect(profile);
    expect(engine.questions.filter(({ kind }) => kind === 'password')).toHaveLength(time);
    await engine.client.disconnect(session);
  }
  expect(engine.questions.filter((question) => question.kind === 'password' && (question.again || question.canSave))).toEqual([]);
  expect([...memory.secrets]).toEqual([[profileLabel(profile), 'from the store']]);
});
