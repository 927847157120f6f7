import { bookmarks } from './en/bookmarks.ts';
import { connect } from './en/connect.ts';
import { exchange } from './en/exchange.ts';
import { files } from './en/files.ts';
import { frame } from './en/frame.ts';
import { keys } from './en/keys.ts';
import { limits } from './en/limits.ts';
import { log } from './en/log.ts';
import { otherServer } from './en/other-server.ts';
import { panes } from './en/panes.ts';
import { questions } from './en/questions.ts';
import { queue } from './en/queue.ts';
import { secrets } from './en/secrets.ts';
import { settings } from './en/settings.ts';
import { siteForm } from './en/site-form.ts';
import { sites } from './en/sites.ts';
import { tabs } from './en/tabs.ts';
import { transfers } from './en/transfers.ts';
import { trust } from './en/trust.ts';

/** Every sentence and label of the window, one file a feature. `{name}` stands for a parameter; `.one` and `.other` are forms that count. */
export const en = {
  ...bookmarks,
  ...connect,
  ...exchange,
  ...files,
  ...frame,
  ...keys,
  ...limits,
  ...log,
  ...otherServer,
  ...panes,
  ...questions,
  ...queue,
  ...secrets,
  ...settings,
  ...siteForm,
  ...sites,
  ...tabs,
  ...transfers,
  ...trust,
} as const;
