import { z } from 'zod';
import { namePatternsSchema } from '../name-filter.ts';
import { conflictPolicySchema, linkRuleSchema } from '../transfer-rules.ts';

/** Bytes per second; null for no limit. */
const rate = z.int().min(1024).nullable();
const minuteOfDay = z.int().min(0).max(1440);

/** Limits that count at certain times instead of the usual ones: on these days (0 is Sunday) from one minute of the local day to another, over midnight where `to` is not after `from`. */
export const rateScheduleSchema = z.array(z.object({
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: minuteOfDay,
  to: minuteOfDay,
  uploadRate: rate,
  downloadRate: rate,
})).max(50);
export type RateSchedule = z.infer<typeof rateScheduleSchema>;

export const transferFields = {
  /** Transfers at the same time. */
  transfers: z.int().min(1).max(32),
  /** Of these at most so many up, and so many down; null for as many as there may be. */
  uploads: z.int().min(1).max(32).nullable(),
  downloads: z.int().min(1).max(32).nullable(),
  /** Attempts after the first where another one may help. */
  retries: z.int().min(0).max(99),
  /** Seconds before the first of them; each further wait is twice as long. */
  retryDelaySeconds: z.int().min(0).max(3600),
  /** Whether what was left of the queue goes on by itself at the next start. */
  continueQueue: z.boolean(),
  /** Whether the limits below count. */
  rateLimits: z.boolean(),
  /** All transfers together. */
  uploadRate: rate,
  downloadRate: rate,
  rateSchedule: rateScheduleSchema,
  /** What is told when nothing is left in the queue. */
  notifyAfterQueue: z.boolean(),
  soundAfterQueue: z.boolean(),
  /** Whether copies between two FTP servers go directly from one to the other (FXP) where both can. */
  serverToServer: z.boolean(),
  /** What happens to files that are there already, by direction. */
  existsUpload: conflictPolicySchema,
  existsDownload: conflictPolicySchema,
  existsCopy: conflictPolicySchema,
  /** Uploads go to a temporary name and are renamed when they are whole. */
  temporaryName: z.boolean(),
  keepTimes: z.boolean(),
  keepModes: z.boolean(),
  /** A checksum is compared after each transfer where the server can. */
  verify: z.boolean(),
  /** What of a folder does not go along, and what alone does; files that are chosen themselves always go. */
  skipSourceControl: z.boolean(),
  skipSystemFiles: z.boolean(),
  skipTemporaryFiles: z.boolean(),
  onlyImages: z.boolean(),
  includeNames: namePatternsSchema,
  excludeNames: namePatternsSchema,
  links: linkRuleSchema,
  /** Names that the target system cannot hold are written in another way. */
  safeNames: z.boolean(),
  /** FTP: files with these extensions go as text, so that line ends become those of the other system. */
  textByList: z.boolean(),
  textExtensions: z.array(z.string().regex(/^[^\s./\\]{1,32}$/u)).max(200),
};
export const transferDefaults = {
  transfers: 2, serverToServer: true, uploads: null, downloads: null, retries: 2, retryDelaySeconds: 5, continueQueue: false, notifyAfterQueue: true, soundAfterQueue: false, rateLimits: true, uploadRate: null, downloadRate: null, rateSchedule: [],
  existsUpload: 'ask', existsDownload: 'ask', existsCopy: 'ask',
  temporaryName: false, keepTimes: true, keepModes: false, verify: false,
  skipSourceControl: false, skipSystemFiles: false, skipTemporaryFiles: false, onlyImages: false, includeNames: [], excludeNames: [], links: 'files', safeNames: true,
  textByList: false, textExtensions: ['txt', 'htm', 'html', 'css', 'js', 'php', 'pl', 'py', 'sh', 'sql', 'xml', 'csv', 'ini', 'log'],
} as const;

/** The setting that says what happens to files that are there already. */
export const existsSettings = { upload: 'existsUpload', download: 'existsDownload', copy: 'existsCopy' } as const;
