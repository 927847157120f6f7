import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { SwitchRow } from '../settings/setting-rows.tsx';
import { useHawser } from '../use-hawser.ts';
import { ExistsRow } from './exists-row.tsx';
import { LinksRow } from './links-row.tsx';
import { ListRow } from './list-row.tsx';
import './files-page.css';

/** What happens to files on their way, and which go along at all. */
export function FilesPage() {
  const byList = useStore(useHawser().settings.store, (state) => state.textByList);
  return (
    <>
      <ExistsRow label="exists.settingUpload" direction="upload" />
      <ExistsRow label="exists.settingDownload" direction="download" />
      <ExistsRow label="exists.settingCopy" direction="copy" />
      <LinksRow />
      <SwitchRow label="files.keepTimes" note="files.keepTimesNote" name="keepTimes" />
      <SwitchRow label="files.keepModes" note="files.keepModesNote" name="keepModes" />
      <SwitchRow label="files.verify" note="files.verifyNote" name="verify" />
      <SwitchRow label="files.temporaryName" note="files.temporaryNameNote" name="temporaryName" />
      <SwitchRow label="files.safeNames" note="files.safeNamesNote" name="safeNames" />
      <h3 className="settings-part">{t('files.leftOut')}</h3>
      <SwitchRow label="files.skipSourceControl" note="files.skipSourceControlNote" name="skipSourceControl" />
      <SwitchRow label="files.skipSystemFiles" note="files.skipSystemFilesNote" name="skipSystemFiles" />
      <SwitchRow label="files.skipTemporaryFiles" note="files.skipTemporaryFilesNote" name="skipTemporaryFiles" />
      <SwitchRow label="files.onlyImages" note="files.onlyImagesNote" name="onlyImages" />
      <ListRow label="files.excludeNames" note="files.excludeNamesNote" name="excludeNames" />
      <ListRow label="files.includeNames" note="files.includeNamesNote" name="includeNames" />
      <h3 className="settings-part">{t('files.text')}</h3>
      <SwitchRow label="files.textByList" note="files.textByListNote" name="textByList" />
      {byList ? <ListRow label="files.textExtensions" note="files.textExtensionsNote" name="textExtensions" /> : null}
    </>
  );
}
