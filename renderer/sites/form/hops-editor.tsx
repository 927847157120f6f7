import { ArrowUp, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { type PlainKey, t } from '../../locale/translate.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton, SMALL_ICON } from '../../ui/icon-button.tsx';
import type { FieldName } from '../check-fields.ts';
import { type HopFields, NO_HOP } from '../site-fields.ts';
import { useSiteForm } from './form-context.ts';
import { FormRow, SegmentRow } from './form-row.tsx';

const MOST = 8;
const logons: readonly (readonly [HopFields['logonType'], PlainKey])[] = [
  ['password', 'siteForm.logon.password'],
  ['ask', 'siteForm.logon.ask'],
  ['interactive', 'siteForm.logon.interactive'],
  ['key-file', 'siteForm.logon.keyFile'],
  ['agent', 'siteForm.logon.agent'],
];

/** The SSH servers on the way, the nearest first. */
export function HopsEditor() {
  const { fields, change } = useSiteForm();
  const { hops, family } = fields;
  const set = (next: readonly HopFields[]): void => change({ hops: next });
  const id = useId();
  return (
    <>
      <FormRow id={id} label={family === 'ftp' ? 'siteForm.overSsh' : 'siteForm.jumpHosts'} note={hops.length === 0 ? (family === 'ftp' ? 'siteForm.overSshNote' : 'siteForm.jumpHostsNote') : undefined}>
        <ol className="hops" aria-labelledby={`${id}-label`}>
          {hops.map((hop, index) => (
            <Hop
              // oxlint-disable-next-line react/no-array-index-key -- a hop is known by its place on the way alone
              key={index}
              hop={hop}
              index={index}
              onChange={(part) => set(hops.map((one, at) => (at === index ? { ...one, ...part } : one)))}
              onRemove={() => set(hops.filter((_, at) => at !== index))}
              onUp={() => set(hops.map((one, at) => (at === index - 1 ? hop : at === index ? hops[index - 1]! : one)))}
            />
          ))}
        </ol>
        <Button disabled={hops.length >= MOST} onClick={() => set([...hops, NO_HOP])}>
          <Plus {...SMALL_ICON} />
          {t('siteForm.addHop')}
        </Button>
      </FormRow>
      {family === 'ftp' && hops.length > 0 ? (
        <SegmentRow label="siteForm.tunnelData" value={fields.tunnelData} options={[['through', 'siteForm.tunnelData.through'], ['direct', 'siteForm.tunnelData.direct']]} onChange={(tunnelData) => change({ tunnelData })} />
      ) : null}
    </>
  );
}

interface HopProps {
  readonly hop: HopFields;
  readonly index: number;
  readonly onChange: (part: Partial<HopFields>) => void;
  readonly onRemove: () => void;
  readonly onUp: () => void;
}

function Hop({ hop, index, onChange, onRemove, onUp }: HopProps) {
  const { problems } = useSiteForm();
  const number = index + 1;
  const names = ['host', 'port', 'user', 'keyFile'] as const;
  const wrong = names.map((name) => problems[`hop${index}.${name}` satisfies FieldName]).find((problem) => problem !== undefined);
  const field = (name: (typeof names)[number], label: PlainKey, placeholder: string) => (
    <input
      className={`field-input hop-${name}`}
      aria-label={t('siteForm.hopField', { number, field: t(label) })}
      aria-invalid={problems[`hop${index}.${name}`] !== undefined}
      placeholder={placeholder}
      value={hop[name]}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <li className="hop">
      <span className="hop-line">
        {field('host', 'quick.host', t('quick.host'))}
        {field('port', 'quick.port', '22')}
        <IconButton small icon={ArrowUp} label={t('siteForm.hopUp', { number })} disabled={index === 0} onClick={onUp} />
        <IconButton small icon={X} label={t('siteForm.hopRemove', { number })} onClick={onRemove} />
      </span>
      <span className="hop-line">
        {field('user', 'quick.user', t('quick.user'))}
        <select className="field-select" aria-label={t('siteForm.hopField', { number, field: t('siteForm.logon') })} value={hop.logonType} onChange={(event) => onChange({ logonType: event.target.value as HopFields['logonType'] })}>
          {logons.map(([logon, words]) => (
            <option key={logon} value={logon}>
              {t(words)}
            </option>
          ))}
        </select>
      </span>
      {hop.logonType === 'key-file' ? <span className="hop-line">{field('keyFile', 'siteForm.keyFile', t('siteForm.keyFile'))}</span> : null}
      {wrong === undefined ? null : <span className="field-error">{t(wrong)}</span>}
    </li>
  );
}
