export const tabs = {
  'command.newTab': 'New tab',
  'command.closeTab': 'Close tab',
  'command.nextTab': 'Next tab',
  'command.previousTab': 'Previous tab',
  'command.goToTab': 'Go to tab',
  'tabs.label': 'Tabs',
  'tabs.empty': 'No server',
  'tabs.close': 'Close {name}',
  'settings.restoreTabs': 'Open the tabs of the last time',
  'settings.restoreTabsNote': 'With their servers and folders. They connect when you say so.',
  'start.reconnectTo': 'Connect to {host} again',
  'manager.connectInTab': 'Connect in new tab',
} as const;
