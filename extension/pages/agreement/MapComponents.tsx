/** Which of a page's components map to which of the agreement's services. Stored evidence stays: only its service changes. */
import { useState } from 'preact/hooks'
import type { Service } from '../../../shared/contract/model.ts'
import type { Link, SourceRecord } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { t } from '../common/i18n.ts'
import { ComponentList } from './ComponentList.tsx'

export interface MendProps {
  readonly agreement: string
  readonly source: SourceRecord
  readonly services: readonly Service[]
  readonly components: Link['components']
}

export function MapComponents({ agreement, source, services, components }: MendProps) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const id = `map-${source.id}`
  const put = (component: string, service: string): void => {
    setProblem(null)
    const { [component]: _, ...others } = components
    const next = service === '' ? others : { ...others, [component]: [service] }
    ask('agreement/link', { id: agreement, source: source.id, components: next }).catch((error: unknown) => setProblem(errorWords(error)))
  }
  return (
    <>
      <button type="button" class="link s" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t(open ? 'editDone' : 'editComponents')}
      </button>
      {open && (
        <ComponentList
          id={id}
          components={source.components}
          services={services}
          serviceOf={(component) => components[component]?.[0] ?? ''}
          onService={put}
        />
      )}
      {problem && <p role="alert">{problem}</p>}
    </>
  )
}
