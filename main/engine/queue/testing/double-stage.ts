import { onTestFinished, test } from 'vitest';
import { type FtpDouble, type FtpDoubleOptions, startFtpDouble } from '../../../../e2e/fixtures/ftp-double.ts';
import { makeScratch } from '../../../../e2e/fixtures/scratch.ts';
import type { SessionId } from '../../../../shared/model/ids.ts';
import { type Profile, profileSchema } from '../../../../shared/model/profile.ts';
import { startTestEngine, type TestEngine, type TestEngineOptions } from '../../test-engine.ts';

interface DoubleStage {
  readonly double: FtpDouble;
  readonly engine: TestEngine;
  readonly session: SessionId;
}

/** Starts a double and an engine that is signed in to it; both end with the test. */
export type Stage = (double: FtpDoubleOptions, engine: TestEngineOptions, ftp?: Partial<Profile['ftp']>) => Promise<DoubleStage>;

interface StageFixtures {
  /** A folder of the test's own. */
  readonly scratch: string;
  readonly stage: Stage;
}

/** Tests of the queue against a double. */
export const it = test.extend<StageFixtures>({
  scratch: async ({ task: _of }, use) => {
    await use(await makeScratch('stage'));
  },
  // The engine may write into the folder for as long as it runs.
  stage: async ({ scratch: _folder }, use) => {
    await use(async (options, engineOptions, ftp = {}) => {
      const double = await startFtpDouble(options);
      onTestFinished(double.stop);
      const engine = startTestEngine(engineOptions);
      onTestFinished(engine.close);
      const profile = profileSchema.parse({ protocol: 'ftp', host: double.host, port: double.port, logon: { type: 'password', user: double.user }, ftp });
      return { double, engine, session: (await engine.connect(profile, double.password)).session };
    });
  },
});
