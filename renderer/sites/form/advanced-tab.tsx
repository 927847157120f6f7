import { type ReactNode, useId } from 'react';
import { type ServerType, serverTypes } from '../../../shared/model/server-type.ts';
import { type PlainKey, t } from '../../locale/translate.ts';
import type { SiteFields } from '../site-fields.ts';
import { useSiteForm } from './form-context.ts';
import { CheckRow, LinesRow, SelectRow, TextRow } from './form-row.tsx';
import { HopsEditor } from './hops-editor.tsx';

/** Folders, what the server is told and taken for, and the way to it. */
export function AdvancedTab() {
  const { fields } = useSiteForm();
  const ftp = fields.family === 'ftp';
  const tls = ftp && fields.encryption !== 'plain';
  return (
    <>
      <Section title="siteForm.folders">
        <TextRow name="localDirectory" label="siteForm.localDirectory" browse={{ what: 'folder', label: 'siteForm.chooseFolder' }} />
        <TextRow name="remoteDirectory" label="siteForm.remoteDirectory" note="siteForm.directoriesNote" />
        <CheckRow name="synchronizedBrowsing" label="siteForm.synchronizedBrowsing" note="siteForm.synchronizedBrowsingNote" />
      </Section>
      {ftp ? <ServerSection /> : null}
      {tls ? (
        <Section title="siteForm.tls">
          <TlsRows />
        </Section>
      ) : null}
      <Section title="siteForm.way">
        <HopsEditor />
        <ProxyRows />
        {ftp ? <FtpProxyRows /> : null}
      </Section>
    </>
  );
}

export function Section({ title, children }: { readonly title: PlainKey; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="form-section" aria-labelledby={id}>
      <h3 id={id} className="form-section-title">
        {t(title)}
      </h3>
      {children}
    </section>
  );
}

const listings: readonly (readonly [SiteFields['listing'], PlainKey])[] = [['auto', 'siteForm.listing.auto'], ['mlsd', 'siteForm.listing.mlsd'], ['list', 'siteForm.listing.list'], ['stat', 'siteForm.listing.stat']];

function ServerSection() {
  const { fields, change } = useSiteForm();
  return (
    <Section title="siteForm.server">
      <SelectRow label="siteForm.serverType" value={fields.serverType} options={serverTypes.map((type: ServerType) => [type, `serverType.${type}`] as const)} onChange={(serverType) => change({ serverType })} />
      <SelectRow label="siteForm.listing" value={fields.listing} options={listings} onChange={(listing) => change({ listing })} />
      <CheckRow name="hiddenFiles" label="siteForm.hiddenFiles" />
      <TextRow name="timeOffset" label="siteForm.timeOffset" size="short" unit="siteForm.minutes" placeholder={t('siteForm.measured')} note="siteForm.timeOffsetNote" />
      <LinesRow name="postLogin" label="siteForm.postLogin" note="siteForm.postLoginNote" />
      <TextRow name="keepAliveSeconds" label="siteForm.keepAlive" size="short" unit="siteForm.seconds" note="siteForm.keepAliveNote" />
    </Section>
  );
}

function TlsRows() {
  const { fields, change } = useSiteForm();
  return (
    <>
      <SelectRow
        label="siteForm.minimumTls"
        value={fields.minimumTls}
        options={[['1.3', 'siteForm.tls13'], ['1.2', 'siteForm.tls12'], ['1.1', 'siteForm.tls11'], ['1.0', 'siteForm.tls10']]}
        note={fields.minimumTls < '1.2' ? 'siteForm.oldTlsNote' : undefined}
        onChange={(minimumTls) => change({ minimumTls })}
      />
      <TextRow name="certificateFile" label="siteForm.certificate" note="siteForm.certificateNote" browse={{ what: 'file', label: 'siteForm.chooseCertificate' }} />
      {fields.certificateFile === '' ? null : <TextRow name="certificateKeyFile" label="siteForm.certificateKey" note="siteForm.certificateKeyNote" browse={{ what: 'file', label: 'quick.chooseKey' }} />}
      <CheckRow name="clearControl" label="siteForm.clearControl" note="siteForm.clearControlNote" />
    </>
  );
}

function ProxyRows() {
  const { fields, change } = useSiteForm();
  return (
    <>
      <SelectRow
        label="siteForm.proxy"
        value={fields.proxyUse}
        options={[['settings', 'siteForm.proxy.settings'], ['none', 'siteForm.proxy.none'], ['own', 'siteForm.proxy.own']]}
        onChange={(proxyUse) => change({ proxyUse })}
      />
      {fields.proxyUse === 'own' ? (
        <div className="form-inset">
          <SelectRow label="siteForm.proxyKind" value={fields.proxyKind} options={[['socks5', 'siteForm.proxy.socks5'], ['socks4', 'siteForm.proxy.socks4'], ['http', 'siteForm.proxy.http']]} onChange={(proxyKind) => change({ proxyKind })} />
          <TextRow name="proxyHost" label="siteForm.proxyHost" />
          <TextRow name="proxyPort" label="siteForm.proxyPort" size="short" placeholder="1080" />
          <TextRow name="proxyUser" label="siteForm.proxyUser" note="siteForm.proxyUserNote" />
        </div>
      ) : null}
    </>
  );
}

function FtpProxyRows() {
  const { fields, change } = useSiteForm();
  return (
    <>
      <SelectRow
        label="siteForm.ftpProxy"
        value={fields.ftpProxyKind}
        options={[['none', 'siteForm.ftpProxy.none'], ['user-at-host', 'siteForm.ftpProxy.userAtHost'], ['site', 'siteForm.ftpProxy.site'], ['open', 'siteForm.ftpProxy.open'], ['custom', 'siteForm.ftpProxy.custom']]}
        onChange={(ftpProxyKind) => change({ ftpProxyKind })}
      />
      {fields.ftpProxyKind === 'none' ? null : (
        <div className="form-inset">
          <TextRow name="ftpProxyHost" label="siteForm.proxyHost" />
          <TextRow name="ftpProxyPort" label="siteForm.proxyPort" size="short" placeholder="21" />
          <TextRow name="ftpProxyUser" label="siteForm.proxyUser" note="siteForm.proxyUserNote" />
          {fields.ftpProxyKind === 'custom' ? <LinesRow name="ftpProxyScript" label="siteForm.ftpProxyScript" note="siteForm.ftpProxyScriptNote" /> : null}
        </div>
      )}
    </>
  );
}
