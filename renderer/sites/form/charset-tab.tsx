import { useId } from 'react';
import { t } from '../../locale/translate.ts';
import { useSiteForm } from './form-context.ts';
import { SegmentRow, TextRow } from './form-row.tsx';

/** Charsets that servers still speak, the common ones first. */
const usual = [
  'iso-8859-1', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-9', 'iso-8859-15', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1255',
  'windows-1256', 'windows-1257', 'windows-874', 'koi8-r', 'koi8-u', 'shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr', 'cp437', 'cp850', 'cp852', 'cp866', 'macintosh',
];

/** In which charset the server's file names are. */
export function CharsetTab() {
  const { fields, change } = useSiteForm();
  const id = useId();
  const { charsetKind: kind } = fields;
  return (
    <>
      <SegmentRow label="siteForm.charset" value={kind} options={[['auto', 'siteForm.charset.auto'], ['utf-8', 'siteForm.charset.utf8'], ['other', 'siteForm.charset.other']]} onChange={(charsetKind) => change({ charsetKind })} />
      {kind === 'other' ? (
        <>
          <TextRow name="charset" label="siteForm.charset.name" list={id} note="siteForm.charset.nameNote" />
          <datalist id={id}>
            {usual.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      ) : null}
      <p className="form-words">{t(kind === 'auto' ? 'siteForm.charset.autoNote' : kind === 'utf-8' ? 'siteForm.charset.utf8Note' : 'siteForm.charset.otherNote')}</p>
    </>
  );
}
