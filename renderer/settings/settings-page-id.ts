/** The pages of the settings dialog, in their order. */
export const settingsPageIds = ['general', 'connection', 'transfers', 'files', 'security'] as const;
export type SettingsPageId = (typeof settingsPageIds)[number];
