/** The second question: which plan, or where no text is known, which target. The rest is shown as assumptions. */
import { useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import { ofPlan } from '../../../shared/contract/plan.ts'
import { durationWords, moneyWords, targetWords } from '../../../shared/i18n/number-words.ts'
import type { SourcePreview } from '../../messages.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { checkedWords, creditLadder, objectiveWords, periodsWords } from './agreement-words.ts'

/** Suggestions where the text is unknown: the most common targets. */
export const TARGETS = ['99.5', '99.9', '99.95', '99.99'] as const
const MONTH = 30 * 86_400_000

interface Option {
  readonly id: string
  readonly name: string
  readonly lines: readonly string[]
}

export const targetOptions = (): Option[] =>
  TARGETS.map((target) => ({
    id: target,
    name: targetWords(target, locale),
    lines: [t('allowedDowntime', durationWords(Math.floor((MONTH * (10_000 - Math.round(Number(target) * 100))) / 10_000), locale, 2))],
  }))

export function planOptions(contract: Contract): Option[] {
  return (contract.plans ?? []).map((plan) => {
    const targets = ofPlan(contract, plan.id).objectives.flatMap(({ target }) => target ?? [])
    const price = plan.price ? moneyWords(plan.price.amount, plan.price.currency, locale) : null
    return {
      id: plan.id,
      name: plan.name ?? plan.id,
      lines: [...new Set(targets)]
        .slice(0, 2)
        .map((target) => targetWords(target, locale))
        .concat(price ?? []),
    }
  })
}

export interface PromisedProps {
  readonly options: readonly Option[]
  readonly legend: string
  readonly value: string | null
  readonly onValue: (id: string) => void
  readonly contract: Contract
  readonly look: SourcePreview | null
  readonly chosen: readonly string[]
  readonly onChosen: (ids: readonly string[]) => void
}

export function ChoosePlan({ options, legend, value, onValue, contract, look, chosen, onChosen }: PromisedProps) {
  const [editing, setEditing] = useState(false)
  return (
    <div>
      {options.length > 0 && (
        <fieldset>
          <legend class="vh">{legend}</legend>
          <div class="plans">
            {options.map((option) => (
              <label key={option.id} class="card pl">
                <input type="radio" name="promise" value={option.id} checked={option.id === value} onChange={() => onValue(option.id)} />
                <b>{option.name}</b>
                {option.lines.map((line) => (
                  <small key={line}>{line}</small>
                ))}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {options.length === 0 && (
        <div class="card terms">
          <b>{objectiveWords(contract)}</b>
          {creditLadder(contract) && <p>{creditLadder(contract)}</p>}
          <p>
            {contract.source?.url ? (
              <a href={contract.source.url} rel="noreferrer" target="_blank">
                {checkedWords(contract)}
              </a>
            ) : (
              checkedWords(contract)
            )}
          </p>
        </div>
      )}
      <p class="asm">
        <span>{t('assumptions')}:</span>
        <span>
          {periodsWords(contract)} <b>{contract.zone}</b>
        </span>
        {look && (
          <span>
            <b>{tn('componentsOf', look.components.length, chosen.length, look.components.length)}</b>
          </span>
        )}
        {look && (
          <button type="button" class="link" aria-expanded={editing} aria-controls="parts" onClick={() => setEditing(!editing)}>
            {t(editing ? 'editDone' : 'edit')}
          </button>
        )}
      </p>
      {look && editing && (
        <fieldset class="card parts" id="parts">
          <legend class="vh">{t('componentsIncluded')}</legend>
          {look.components.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={() => onChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
              />
              <span class="clip">{name}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
