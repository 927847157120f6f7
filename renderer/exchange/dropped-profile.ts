import type { Hawser } from '../hawser.ts';

/** Opens a file for import that was dropped beside the lists, where its name says that it may be one; gives whether it did. */
export function openDroppedProfile({ window: shown }: Pick<Hawser, 'window'>, files: FileList | undefined): boolean {
  const file = files?.length === 1 ? files[0] : undefined;
  if (file === undefined || !/\.(?:hawser|xml|ini)$|^(?:known_hosts|sshhostkeys|config)$/iu.test(file.name) || shown.getState().dialog !== null) return false;
  const path = window.hawser.pathOf(file);
  if (path !== '') shown.setState({ dialog: { kind: 'import', path } });
  return path !== '';
}
