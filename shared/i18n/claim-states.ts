/** States of credits and of claim steps in a word or two, by language. Apart from the locales, because a widget shows neither. */
import type { CreditState, StepState } from '../evaluate/model/report.ts'

export interface ClaimWords {
  readonly credits: Readonly<Record<CreditState, string>>
  readonly steps: Readonly<Record<StepState | 'none', string>>
}

const en: ClaimWords = {
  credits: {
    none: 'No credit',
    due: 'Credit due',
    'below-minimum': 'Below the minimum that is paid',
    'no-band': 'Breached, but no band pays',
    'not-computable': 'Credit not computable',
    'cannot-tell': 'Credit can’t be told',
    'choose-one': 'One of several credits to choose',
  },
  steps: {
    none: 'Nothing to claim',
    'too-early': 'Too early',
    open: 'Open',
    'due-soon': 'Due soon',
    missed: 'Missed',
    done: 'Done',
    void: 'Void',
    'cannot-tell': 'Can’t tell',
  },
}

const de: ClaimWords = {
  credits: {
    none: 'Keine Gutschrift',
    due: 'Gutschrift fällig',
    'below-minimum': 'Unter dem Mindestbetrag',
    'no-band': 'Verletzt, aber keine Stufe zahlt',
    'not-computable': 'Gutschrift nicht berechenbar',
    'cannot-tell': 'Gutschrift nicht feststellbar',
    'choose-one': 'Eine von mehreren Gutschriften ist zu wählen',
  },
  steps: {
    none: 'Nichts zu beantragen',
    'too-early': 'Zu früh',
    open: 'Offen',
    'due-soon': 'Bald fällig',
    missed: 'Versäumt',
    done: 'Erledigt',
    void: 'Verfallen',
    'cannot-tell': 'Nicht feststellbar',
  },
}

const ar: ClaimWords = {
  credits: {
    none: 'لا رصيد',
    due: 'رصيد مستحق',
    'below-minimum': 'دون الحد الأدنى للدفع',
    'no-band': 'مُخلّ به ولا شريحة تدفع',
    'not-computable': 'لا يمكن حساب الرصيد',
    'cannot-tell': 'لا يمكن الجزم بالرصيد',
    'choose-one': 'رصيد واحد يُختار من عدة',
  },
  steps: {
    none: 'لا شيء للمطالبة',
    'too-early': 'قبل الأوان',
    open: 'مفتوحة',
    'due-soon': 'قريبة الأجل',
    missed: 'فائتة',
    done: 'تمت',
    void: 'باطلة',
    'cannot-tell': 'لا يمكن الجزم',
  },
}

/** By the locale's tag; English where a language has none. */
export const claimWords = (tag: string): ClaimWords => (({ en, de, ar }) as Readonly<Record<string, ClaimWords>>)[tag] ?? en
