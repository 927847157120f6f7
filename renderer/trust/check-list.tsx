import { Check, Minus, type LucideIcon, X } from 'lucide-react';
import type { CertificateCheck, CertificateReport } from '../../shared/model/certificate.ts';
import { t } from '../locale/translate.ts';
import { checkWords } from './check-words.ts';
import './check-list.css';

const icons: Readonly<Record<CertificateCheck['verdict'], LucideIcon>> = { pass: Check, fail: X, unknown: Minus };
const verdicts = { pass: 'inspect.passed', fail: 'inspect.failed', unknown: 'inspect.unknown' } as const;

interface CheckListProps {
  readonly report: CertificateReport;
  /** What failed alone, for where there is little room. */
  readonly onlyFailed?: boolean;
}

/** Each check with its verdict; what failed comes first, with what it means and what to do. */
export function CheckList({ report, onlyFailed = false }: CheckListProps) {
  // That it is another one than before is the loudest of all.
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail').toSorted((one, other) => Number(other.check === 'unchanged') - Number(one.check === 'unchanged'));
  const others = onlyFailed ? [] : report.checks.filter(({ verdict }) => verdict !== 'fail');
  return (
    <ul className="check-list" aria-label={t('inspect.checks')}>
      {[...failed, ...others].map((one) => (
        <CheckLine key={one.check} check={one} report={report} />
      ))}
    </ul>
  );
}

function CheckLine({ check, report }: { readonly check: CertificateCheck; readonly report: CertificateReport }) {
  const { words, next } = checkWords(check, report);
  const Icon = icons[check.verdict];
  // A renewed certificate that verifies is no reason to be loud.
  const look = check.check === 'unchanged' && check.verdict === 'fail' && report.standing === 'verified' ? 'unknown' : check.verdict;
  return (
    <li className={`check check--${look}`} data-check={check.check} data-verdict={check.verdict}>
      <span className="check-mark" role="img" aria-label={t(verdicts[check.verdict])}>
        <Icon size={12} strokeWidth={2.5} aria-hidden />
      </span>
      <span className="check-name">{t(`check.${check.check}`)}</span>
      <span className="check-words">
        {words}
        {next === null ? null : <span className="check-next">{next}</span>}
      </span>
    </li>
  );
}
