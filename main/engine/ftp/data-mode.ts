import type { DataMode, Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';

/** Who opens a data connection: the client (passive) or the server (active). */
export type OpenedMode = Exclude<DataMode, 'default'>;

interface Experience {
  /** The mode that was wanted and did not work. */
  failed: OpenedMode | null;
}

/** By profile, since all connections of an account lead the same way through the same firewalls. */
const experiences = new WeakMap<Profile, Experience>();

/** Chooses the mode of each transfer: what the profile or the settings say at that moment, or the other while that one has shown not to work. */
export class DataModeChoice {
  readonly #profile: Profile;
  readonly #context: Pick<SessionContext, 'settings'>;
  readonly #experience: Experience;

  constructor(profile: Profile, context: Pick<SessionContext, 'settings'>) {
    this.#profile = profile;
    this.#context = context;
    this.#experience = experiences.get(profile) ?? { failed: null };
    experiences.set(profile, this.#experience);
  }

  /** The mode for the next transfer. A person who has turned the switch since a failure is taken at their word. */
  current(): OpenedMode {
    const { dataMode } = this.#profile;
    const wanted = dataMode === 'default' ? this.#context.settings.dataMode : dataMode;
    if (this.#experience.failed === wanted) return otherMode(wanted);
    this.#experience.failed = null;
    return wanted;
  }

  /** `mode` did not work: the other one is used for as long as this one is asked for. */
  noteFailure(mode: OpenedMode): void {
    this.#experience.failed = mode;
  }

  /** Neither works: the next transfer begins with what is asked for. */
  forget(): void {
    this.#experience.failed = null;
  }
}

export function otherMode(mode: OpenedMode): OpenedMode {
  return mode === 'passive' ? 'active' : 'passive';
}
