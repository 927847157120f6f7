import { z } from 'zod';

/** Ids are branded, so that a session's id cannot stand where a transfer's is wanted. */
export const sessionIdSchema = z.string().min(1).max(64).brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionIdSchema>;

export const transferIdSchema = z.string().min(1).max(64).brand<'TransferId'>();
export type TransferId = z.infer<typeof transferIdSchema>;

export const questionIdSchema = z.string().min(1).max(64).brand<'QuestionId'>();
export type QuestionId = z.infer<typeof questionIdSchema>;

export const operationIdSchema = z.string().min(1).max(64).brand<'OperationId'>();
export type OperationId = z.infer<typeof operationIdSchema>;

export const siteIdSchema = z.string().min(1).max(64).brand<'SiteId'>();
export type SiteId = z.infer<typeof siteIdSchema>;

/** The session over the local disk; it is open as long as the engine runs. */
export const LOCAL_SESSION: SessionId = sessionIdSchema.parse('local');
