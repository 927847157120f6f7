import { BadgeCheck, CircleQuestionMark, Landmark, Server } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { type CertificateReport, type ChainLink, shortName } from '../../shared/model/certificate.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { validityWords } from './validity-words.ts';
import './chain-drawing.css';

interface ChainDrawingProps {
  readonly report: CertificateReport;
  /** The place of the certificate whose details are shown. */
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The certificates from leaf to root as a line, each a stop of it; arrow keys move. */
export function ChainDrawing({ report, chosen, onChoose, now }: ChainDrawingProps) {
  const { chain } = report;
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const targets: Readonly<Record<string, number>> = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: chain.length - 1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(chain.length - 1, Math.max(0, target));
    onChoose(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')[next]?.focus();
  };
  const top = chain.at(-1)!;
  const open = !isRoot(top) && top.source !== 'system' && top.source !== 'added';
  return (
    <div role="listbox" tabIndex={-1} aria-label={t('inspect.chain')} className="chain" onKeyDown={move}>
      {chain.map((link, place) => (
        <Stop key={link.sha256} link={link} place={place} of={chain.length} now={now} chosen={place === chosen} onChoose={() => onChoose(place)} />
      ))}
      {open ? (
        <div className="chain-stop chain-stop--open">
          <span className="chain-mark">
            <CircleQuestionMark size={16} strokeWidth={1.75} aria-hidden />
          </span>
          <span className="chain-words">
            <span className="chain-name">{t(report.problems.includes('incomplete-chain') ? 'inspect.missing' : 'inspect.notKnown', { name: shortName(top.issuer) })}</span>
            <span className="chain-note">{t('inspect.missingHint')}</span>
          </span>
        </div>
      ) : null}
    </div>
  );
}

interface StopProps {
  readonly link: ChainLink;
  readonly place: number;
  readonly of: number;
  readonly now: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Stop({ link, place, of, now, chosen, onChoose }: StopProps) {
  const validity = validityWords(link, now);
  const bad = validity.grade === 'bad' || (link.weaknesses.length > 0 && !(place > 0 && isRoot(link)));
  const Icon = place === 0 ? Server : isRoot(link) ? Landmark : BadgeCheck;
  return (
    <div
      role="option"
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      className={classNames('chain-stop', bad && 'chain-stop--bad', chosen && 'chain-stop--chosen')}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onChoose();
      }}
      {...(place === 0 ? { 'data-autofocus': true } : {})}
    >
      <span className="chain-mark">
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <span className="chain-words">
        <span className="chain-role">{t(roleOf(link, place, of))}</span>
        <span className="chain-name">{shortName(link.subject)}</span>
        <span className="chain-note">{t(`inspect.source.${link.source}`)}</span>
        <span className={`chain-note chain-validity--${validity.grade}`}>{validity.words}</span>
      </span>
    </div>
  );
}

function roleOf(link: ChainLink, place: number, of: number): PlainKey {
  if (place === 0) return isRoot(link) && of === 1 ? (link.authority && link.source === 'file' ? 'inspect.role.root' : 'inspect.role.alone') : link.authority ? 'inspect.role.intermediate' : 'inspect.role.server';
  return isRoot(link) ? 'inspect.role.root' : 'inspect.role.intermediate';
}

function isRoot(link: ChainLink): boolean {
  return JSON.stringify(link.subject) === JSON.stringify(link.issuer);
}
