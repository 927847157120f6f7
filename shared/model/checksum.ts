import { z } from 'zod';

/** Sums that servers make of files, the strongest first. */
export const checksumAlgorithms = ['sha256', 'sha1', 'md5', 'crc32'] as const;
export const checksumAlgorithmSchema = z.enum(checksumAlgorithms);
export type ChecksumAlgorithm = z.infer<typeof checksumAlgorithmSchema>;
