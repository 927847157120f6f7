import { join } from 'node:path';
import { z } from 'zod';
import { hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import { notedSchema, type Noted } from '../../shared/model/server-note.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';
import { hostName } from './host-name.ts';

/** `decided`: when it was noted; ISO 8601. */
const noteSchema = notedSchema.extend({ host: hostSchema, port: portSchema, decided: z.iso.datetime() });
const documentSchema = z.object({ version: z.literal(1), notes: z.array(noteSchema) });
export type ServerNotesFile = JsonFile<z.infer<typeof documentSchema>>;

export function openServerNotes(folder: string): Promise<ServerNotesFile> {
  return openJsonFile(join(folder, 'server-notes.json'), { schema: documentSchema, version: 1, migrations: {} }, { version: 1, notes: [] });
}

export function serverNotes(file: ServerNotesFile, host: string, port: number): readonly Noted[] {
  const name = hostName(host);
  return file.value().notes.filter((kept) => kept.host === name && kept.port === port).map(({ note, detail }) => ({ note, detail }));
}

/** Remembers a consent or a fact; one of the same kind for the same host and port is replaced, and one that says the same writes nothing. */
export async function noteServer(file: ServerNotesFile, host: string, port: number, { note, detail }: Noted): Promise<void> {
  const name = hostName(host);
  await file.change((document) => {
    const same = (old: z.infer<typeof noteSchema>): boolean => old.host === name && old.port === port && old.note === note;
    if (document.notes.some((old) => same(old) && old.detail === detail)) return document;
    return { ...document, notes: [...document.notes.filter((old) => !same(old)), { host: name, port, note, detail, decided: new Date().toISOString() }] };
  });
}
