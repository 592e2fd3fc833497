/** The components of a page, each with the service of the agreement that it maps to. */
import type { Service } from '../../../shared/contract/model.ts'
import { t } from '../common/i18n.ts'

interface ComponentListProps {
  readonly id?: string
  readonly components: readonly { readonly id: string; readonly name: string }[]
  readonly services: readonly Service[]
  /** The service of a component; empty for none. */
  readonly serviceOf: (component: string) => string
  readonly onService: (component: string, service: string) => void
}

export function ComponentList({ id, components, services, serviceOf, onService }: ComponentListProps) {
  return (
    <ul class="component-map" id={id}>
      {components.map(({ id: component, name }) => (
        <li key={component} class="row sp">
          <span class="clip" aria-hidden="true">
            {name}
          </span>
          <select
            class="btn"
            aria-label={name}
            value={serviceOf(component)}
            onChange={(event) => onService(component, event.currentTarget.value)}
          >
            <option value="">{t('notMapped')}</option>
            {services.map((service) => (
              <option key={service.id} value={service.id}>
                {service.name}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  )
}
