import type { PlainKey } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import type { SiteFields, YesNoSettings } from '../site-fields.ts';
import { Section } from './advanced-tab.tsx';
import { useSiteForm } from './form-context.ts';
import { CheckRow, SegmentRow, SelectRow, TextRow } from './form-row.tsx';

/** How data travels and what is done with files. */
export function TransferTab() {
  const { fields, change } = useSiteForm();
  const ftp = fields.family === 'ftp';
  const modeNotes: Readonly<Record<SiteFields['dataMode'], PlainKey>> = { default: 'siteForm.dataMode.defaultNote', passive: 'siteForm.dataMode.passiveNote', active: 'siteForm.dataMode.activeNote' };
  return (
    <>
      {ftp ? (
        <Section title="siteForm.dataConnections">
          <SegmentRow
            label="siteForm.dataMode"
            value={fields.dataMode}
            options={[['default', 'siteForm.dataMode.default'], ['passive', 'dataMode.passive'], ['active', 'dataMode.active']]}
            note={modeNotes[fields.dataMode]}
            onChange={(dataMode) => change({ dataMode })}
          />
          {fields.dataMode === 'active' ? null : (
            <SelectRow
              label="siteForm.passiveAddress"
              value={fields.passiveAddress}
              options={[['repair', 'siteForm.passiveAddress.repair'], ['as-sent', 'siteForm.passiveAddress.asSent']]}
              onChange={(passiveAddress) => change({ passiveAddress })}
            />
          )}
          {fields.dataMode === 'passive' ? null : (
            <>
              <TextRow name="activePorts" label="settings.activePorts" placeholder={t('siteForm.bySettings')} note="siteForm.activePortsNote" />
              <TextRow name="externalAddress" label="settings.externalAddress" placeholder={t('siteForm.bySettings')} note="siteForm.externalAddressNote" />
            </>
          )}
          {fields.encryption === 'plain' ? null : (
            <SegmentRow
              label="siteForm.dataProtection"
              value={fields.dataProtection}
              options={[['private', 'siteForm.dataProtection.private'], ['clear', 'siteForm.dataProtection.clear']]}
              note={fields.dataProtection === 'clear' ? 'siteForm.dataProtection.clearNote' : undefined}
              onChange={(dataProtection) => change({ dataProtection })}
            />
          )}
          <CheckRow name="compress" label="siteForm.compress" note="siteForm.compressNote" />
          <CheckRow name="allocate" label="siteForm.allocate" note="siteForm.allocateNote" />
        </Section>
      ) : null}
      <Section title="siteForm.limits">
        <TextRow name="connections" label="siteForm.connections" size="short" placeholder={t('siteForm.bySettings')} note="siteForm.connectionsNote" />
        <TextRow name="downloadRate" label="siteForm.downloadRate" size="short" unit="siteForm.kibPerSecond" placeholder={t('siteForm.noLimit')} />
        <TextRow name="uploadRate" label="siteForm.uploadRate" size="short" unit="siteForm.kibPerSecond" placeholder={t('siteForm.noLimit')} />
      </Section>
      <Section title="siteForm.files">
        {ftp ? (
          <SegmentRow
            label="siteForm.transferType"
            value={fields.transferType}
            options={[['binary', 'siteForm.transferType.binary'], ['ascii', 'siteForm.transferType.ascii']]}
            note={fields.transferType === 'ascii' ? 'siteForm.transferType.asciiNote' : undefined}
            onChange={(transferType) => change({ transferType })}
          />
        ) : null}
        <Tri name="temporaryName" label="siteForm.temporaryName" note="siteForm.temporaryNameNote" />
        <Tri name="keepTimes" label="siteForm.keepTimes" />
        <Tri name="keepModes" label="siteForm.keepModes" />
        <Tri name="verify" label="siteForm.verify" />
      </Section>
    </>
  );
}

interface TriProps {
  readonly name: 'temporaryName' | 'keepTimes' | 'keepModes' | 'verify';
  readonly label: PlainKey;
  readonly note?: PlainKey;
}

/** Yes, no, or as the settings say. */
function Tri({ name, label, note }: TriProps) {
  const { fields, change } = useSiteForm();
  const options: readonly (readonly [YesNoSettings, PlainKey])[] = [['settings', 'siteForm.asSettings'], ['yes', 'siteForm.yes'], ['no', 'siteForm.no']];
  return <SegmentRow label={label} note={note} value={fields[name]} options={options} onChange={(next) => change({ [name]: next })} />;
}
