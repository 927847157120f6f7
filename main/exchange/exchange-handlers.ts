import { homedir } from 'node:os';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { exchangeCalls } from '../../shared/ipc/exchange-calls.ts';
import { chooseFile } from '../choose-file.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { MainWindow } from '../window/main-window.ts';
import { exportSites } from './export-sites.ts';
import { createImportService, type ImportOptions } from './import-service.ts';
import type { OpenedByUser } from './opened.ts';
import { importPlaces, usualPlaces } from './places.ts';

export interface ExchangeServices extends ImportOptions {
  readonly secrets: Secrets;
  readonly opened: OpenedByUser;
  readonly window: Pick<MainWindow, 'current'>;
}

/** What main answers when the window asks about import and export. */
export function exchangeHandlers(services: ExchangeServices): Handlers<typeof exchangeCalls> {
  const { sites, secrets, opened, window } = services;
  const service = createImportService(services);
  return {
    importPlaces: () => importPlaces(usualPlaces(homedir(), process.env, process.platform)),
    openImport: async ({ path, title }) => {
      const chosen = path ?? (await chooseFile(window.current(), title));
      return chosen === null ? null : service.open(chosen);
    },
    unlockImport: service.unlock,
    applyImport: service.apply,
    closeImport: service.close,
    exportSites: (wish) => exportSites(window.current(), sites.value(), secrets, wish),
    takeOpened: opened.take,
  };
}
