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
    'below-minimum': 'Below the minimum credit',
    'no-band': 'Breached, but no credit applies',
    'not-computable': 'Credit not computable',
    'cannot-tell': 'Credit undecided',
    'choose-one': 'Choose one of several credits',
    provisional: 'Provisional, can still be earned back',
    void: 'Earned back, no longer due',
  },
  steps: {
    none: 'Nothing to claim',
    'too-early': 'Too early',
    open: 'Open',
    'due-soon': 'Due soon',
    missed: 'Missed',
    done: 'Done',
    void: 'No longer applies',
    'cannot-tell': 'Undecided',
  },
}

const de: ClaimWords = {
  credits: {
    none: 'Keine Gutschrift',
    due: 'Gutschrift fällig',
    'below-minimum': 'Unter der Mindestgutschrift',
    'no-band': 'Verletzt, aber keine Gutschrift vorgesehen',
    'not-computable': 'Gutschrift nicht berechenbar',
    'cannot-tell': 'Gutschrift noch offen',
    'choose-one': 'Wählen Sie eine von mehreren Gutschriften',
    provisional: 'Vorläufig, noch abwendbar',
    void: 'Abgewendet, nicht mehr fällig',
  },
  steps: {
    none: 'Kein Anspruch offen',
    'too-early': 'Zu früh',
    open: 'Offen',
    'due-soon': 'Bald fällig',
    missed: 'Versäumt',
    done: 'Erledigt',
    void: 'Entfällt',
    'cannot-tell': 'Nicht entschieden',
  },
}

const ar: ClaimWords = {
  credits: {
    none: 'لا رصيد خدمة',
    due: 'رصيد خدمة مستحق',
    'below-minimum': 'دون الحد الأدنى للرصيد',
    'no-band': 'مُخلّ به دون رصيد مقرر',
    'not-computable': 'لا يمكن حساب رصيد الخدمة',
    'cannot-tell': 'الرصيد غير محسوم',
    'choose-one': 'اختر رصيدًا واحدًا من عدة',
    provisional: 'مبدئي، يمكن للمزوّد أن يستدركه',
    void: 'استُدرك، لم يعد مستحقًا',
  },
  steps: {
    none: 'لا شيء للمطالبة',
    'too-early': 'قبل الأوان',
    open: 'مفتوحة',
    'due-soon': 'قريبة الأجل',
    missed: 'فائتة',
    done: 'تمت',
    void: 'لم تعد سارية',
    'cannot-tell': 'غير محسوم',
  },
}

/** By the locale's tag; English where a language has none. */
export const claimWords = (tag: string): ClaimWords => (({ en, de, ar }) as Readonly<Record<string, ClaimWords>>)[tag] ?? en
