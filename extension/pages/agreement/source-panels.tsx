/**
 * How each kind of source is shown: the form that adds one, and what its row says and offers. How it is read stands in
 * sources/registry.ts, which imports no page; a test holds the two together.
 */
import type { ComponentChildren, ComponentType } from 'preact'
import { dayText, instantText, spanText, type Wall } from '../../../shared/i18n/date-words.ts'
import { durationWords } from '../../../shared/i18n/number-words.ts'
import type { SourceKindId } from '../../store/source-kind.ts'
import type { AgreementRecord, SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { locale, type MessageKey, t, tn } from '../common/i18n.ts'
import { here } from '../common/live.ts'
import { AddSource } from './AddSource.tsx'
import { Import } from './Import.tsx'
import { MapComponents } from './MapComponents.tsx'
import { Metrics } from './Metrics.tsx'
import { OwnTrafficForm } from './Traffic.tsx'
import { UptimeCheckForm } from './UptimeCheck.tsx'
import { UptimeCheckRow } from './UptimeCheckRow.tsx'

export interface SourceFormProps {
  readonly agreement: AgreementRecord
  readonly wall: Wall
}

export interface SourceRowProps extends SourceFormProps {
  readonly source: SourceRecord
  readonly now: number
}

export interface SourcePanel {
  /** Adds a source of this kind; null where another kind's form finds it, or it has a page of its own. */
  readonly Form: ComponentType<SourceFormProps> | null
  /** The row of one in the list; null for kinds that are no stored source. */
  readonly row: SourceRowParts | null
}

export interface SourceRowParts {
  /** What is said under the name. */
  readonly facts: (props: SourceRowProps) => ComponentChildren
  /** At the end of the first line, where that is not when it was read. */
  readonly dates?: (props: SourceRowProps) => ComponentChildren
  /** Whether it is a file: it has no page to open, and is not read again. */
  readonly isFile?: boolean
  /** What can be done with it. */
  readonly Actions: ComponentType<SourceRowProps>
}

const componentsOf = ({ agreement, source }: SourceRowProps): Readonly<Record<string, readonly string[]>> =>
  agreement.links.find((link) => link.source === source.id)?.components ?? {}

function Remove({ agreement, source, word }: SourceRowProps & { word: MessageKey }) {
  return (
    <button type="button" class="link s" onClick={() => void ask('source/drop', { agreement: agreement.id, source: source.id })}>
      {t(word)}
    </button>
  )
}

const FEED_ROW: SourceRowParts = {
  facts: (props) =>
    tn('componentsOf', props.source.components.length, Object.keys(componentsOf(props)).length, props.source.components.length),
  Actions: (props) => (
    <>
      <MapComponents
        agreement={props.agreement.id}
        source={props.source}
        services={props.agreement.contract.services}
        components={componentsOf(props)}
      />
      {props.agreement.links.length > 1 && (
        <>
          {' '}
          <Remove {...props} word="sourceRemove" />
        </>
      )}
    </>
  ),
}

const UPTIME_CHECK_ROW: SourceRowParts = {
  facts: () => null,
  Actions: ({ agreement, source }) => <UptimeCheckRow agreement={agreement.id} services={agreement.contract.services} source={source} />,
}

const METRICS_ROW: SourceRowParts = {
  facts: ({ source: { metrics } }) =>
    metrics && (
      <>
        <code class="clip code">{metrics.query}</code> {t('oneSampleEvery', durationWords(metrics.step, locale))}
      </>
    ),
  Actions: (props) => <Remove {...props} word="metricsStop" />,
}

/** A file is read once: shows what was imported from it and the time it covers. */
const IMPORT_ROW: SourceRowParts = {
  isFile: true,
  facts: ({ source: { imported, state }, wall, now }) => {
    const [from, to] = state.covered
    const covers = from !== undefined && to !== undefined ? t('importedCovers', spanText(from, to, wall, locale)) : null
    const row = imported && t('importedRow', imported.taken, imported.rows, instantText(imported.at, here, locale, now))
    return [row, covers].filter(Boolean).join(', ')
  },
  dates: ({ source: { imported }, wall, now }) =>
    imported?.range && `${dayText(imported.range.from, wall, locale, now)} – ${dayText(imported.range.to, wall, locale, now)}`,
  Actions: (props) => <Remove {...props} word="importedRemove" />,
}

export const SOURCE_PANELS: Readonly<Record<SourceKindId, SourcePanel>> = {
  feed: { Form: ({ agreement }) => <AddSource agreement={agreement.id} contract={agreement.contract} />, row: FEED_ROW },
  'published-feed': { Form: null, row: FEED_ROW },
  'uptime-check': {
    Form: ({ agreement }) => <UptimeCheckForm agreement={agreement.id} services={agreement.contract.services} />,
    row: UPTIME_CHECK_ROW,
  },
  metrics: { Form: ({ agreement }) => <Metrics agreement={agreement.id} services={agreement.contract.services} />, row: METRICS_ROW },
  'own-traffic': {
    Form: ({ agreement }) => <OwnTrafficForm agreement={agreement.id} services={agreement.contract.services} />,
    row: null,
  },
  import: {
    Form: ({ agreement, wall }) => <Import agreement={agreement.id} contract={agreement.contract} wall={wall} />,
    row: IMPORT_ROW,
  },
  // A problem is reported on a page of its own, for it concerns an agreement and no source.
  manual: { Form: null, row: null },
}
