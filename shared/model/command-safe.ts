import { z } from 'zod';

/** Text that may stand in a command line: CR, LF and NUL would end it and start another (RFC 959, section 5.3). */
export const commandSafe = z.string().max(1024).refine((text) => !/[\r\n\0]/u.test(text), 'Line breaks and NUL are not allowed here.');

export const hostSchema = commandSafe.min(1).max(255);
export const portSchema = z.int().min(1).max(65535);
