export const settings = {
  'settings.title': 'Settings',
  'settings.theme': 'Appearance',
  'settings.themeSystem': 'System',
  'settings.themeLight': 'Light',
  'settings.themeDark': 'Dark',
  'settings.dataMode': 'FTP data connections',
  'settings.dataModeNote': 'Passive passes most firewalls.',
  'settings.passive': 'Passive',
  'settings.active': 'Active',
  'settings.transfers': 'Transfers at the same time',
  'settings.timeout': 'Timeout in seconds',
  'settings.timeoutNote': 'Without a sign of life, a connection counts as dead.',
} as const;
