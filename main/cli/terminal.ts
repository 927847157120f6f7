/** Where a command line reads and writes; app/cli.ts gives it the process's own streams, tests others. */
export interface Terminal {
  /** Standard output: what was asked for and nothing else. Resolves when it may be given more; rejects when nobody reads it any more. */
  write(data: string | Uint8Array): Promise<void>;
  /** Standard error: words for the person, with a line break at the end. */
  say(line: string): void;
  /** Replaces the one line of progress; empty takes it away. Nothing happens where standard error is not a terminal. */
  progress(line: string): void;
  /** Null where there is no person to ask. */
  readonly prompt: Prompt | null;
}

/** Asks the person in front of the terminal. */
export interface Prompt {
  /** Reads one line; without echo unless told otherwise. Null when the person gave up (Ctrl+C, Ctrl+D). */
  read(question: string, echo: boolean): Promise<string | null>;
}
