export const sites = {
  'sites.title': 'Sites',
  'sites.remove': 'Remove {name}',
  'saveSite.title': 'Save as site',
  'saveSite.name': 'Name',
  'saveSite.save': 'Save',
  'saveSite.words': 'The folders shown now are opened first. The password is not saved.',
  'removeSite.title': 'Remove “{name}” from the sites?',
  'removeSite.words': 'Nothing on the server changes.',
  'removeSite.confirm': 'Remove',
} as const;
